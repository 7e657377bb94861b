import type { FoldedSection } from "../text/section-text.ts";

export interface Span {
  from: number;
  to: number;
}

const MOST_PLACES = 200;

/** Where `forms` stand in a folded text, overlapping ones merged. */
export function spans(text: string, forms: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const form of forms) {
    if (form === "") continue;
    let n = 0;
    for (let at = text.indexOf(form); at >= 0 && n < MOST_PLACES; at = text.indexOf(form, at + 1), n++)
      found.push({ from: at, to: at + form.length });
  }
  return merge(found);
}

function merge(found: Span[]): Span[] {
  found.sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const span of found) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

/** The original text as HTML, with <mark> around the spans (of the original, in order, not overlapping). */
function markHtml(text: string, marks: readonly Span[]): string {
  let html = "";
  let at = 0;
  for (const { from, to } of marks) {
    html += `${escapeHtml(text.slice(at, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escapeHtml(text.slice(at));
}

export interface TextPassage {
  anchor: string | null;
  snippet: string;
}

const BEFORE = 30;
const LENGTH = 120;

/** The part of a section around `focus` (an offset in its folded text), cut from the original, with the spans marked. */
export function passage(section: FoldedSection, found: readonly Span[], focus: number): TextPassage {
  const part =
    section.parts.findLast((candidate) => candidate.at <= focus && candidate.folded.text !== "") ?? section.parts[0];
  if (!part) return { anchor: null, snippet: "" };
  const { start, end } = part.folded;
  const marks: Span[] = [];
  for (const span of found) {
    const from = Math.max(0, span.from - part.at);
    const to = Math.min(start.length, span.to - part.at);
    if (from < to) marks.push({ from: start[from] ?? 0, to: end[to - 1] ?? 0 });
  }
  const at = start[Math.max(0, focus - part.at)] ?? 0;
  const from = part.text.length <= LENGTH ? 0 : wholeCharacter(part.text, Math.max(0, at - BEFORE));
  const to = wholeCharacter(part.text, Math.min(part.text.length, from + LENGTH));
  const inside = merge(
    marks
      .filter((mark) => mark.from < to && mark.to > from)
      .map((mark) => ({ from: Math.max(mark.from, from) - from, to: Math.min(mark.to, to) - from })),
  );
  const snippet = markHtml(part.text.slice(from, to), inside);
  return { anchor: part.anchor, snippet: `${from > 0 ? "…" : ""}${snippet}${to < part.text.length ? "…" : ""}` };
}

function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
