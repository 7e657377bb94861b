import type { FoldedSection } from "./section-text.ts";

export interface MarkedSpan {
  from: number;
  to: number;
}

const MOST_PLACES = 200;

/** The places of `forms` in a folded text, overlapping ones merged. */
export function spans(text: string, forms: readonly string[]): MarkedSpan[] {
  const found: MarkedSpan[] = [];
  for (const form of forms) {
    if (form === "") continue;
    let n = 0;
    for (let at = text.indexOf(form); at >= 0 && n < MOST_PLACES; at = text.indexOf(form, at + 1), n++)
      found.push({ from: at, to: at + form.length });
  }
  return merge(found).flatMap((span) => outsideWords(text, span));
}

const WORD = /[0-9a-z]/;

/** Without what would mark the inside of a number or a Latin word: 20小时 in 3,720小时 leaves 小时. */
function outsideWords(text: string, span: MarkedSpan): MarkedSpan | [] {
  let { from, to } = span;
  if (continues(text, from)) while (from < to && isWord(text, from)) from++;
  if (continues(text, to)) while (to > from && isWord(text, to - 1)) to--;
  const isCut = from > span.from || to < span.to;
  return from >= to || (isCut && /^[\p{P}\p{S}]*$/u.test(text.slice(from, to))) ? [] : { from, to };
}

/** A letter or a digit, or the mark inside a number: 3,720 and 8.5. */
const isWord = (text: string, at: number) =>
  WORD.test(text.charAt(at)) ||
  (/[.,]/.test(text.charAt(at)) && /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1)));

/** A word goes on across this place. */
const continues = (text: string, at: number) => at > 0 && at < text.length && isWord(text, at - 1) && isWord(text, at);

function merge(found: MarkedSpan[]): MarkedSpan[] {
  found.sort((a, b) => a.from - b.from);
  const merged: MarkedSpan[] = [];
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
function markHtml(text: string, marks: readonly MarkedSpan[]): string {
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
export function passage(section: FoldedSection, found: readonly MarkedSpan[], focus: number): TextPassage {
  const part =
    section.parts.findLast((candidate) => candidate.at <= focus && candidate.folded.text !== "") ?? section.parts[0];
  if (!part) return { anchor: null, snippet: "" };
  const { start, end } = part.folded;
  const marks: MarkedSpan[] = [];
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
