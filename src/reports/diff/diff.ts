import { diffArrays } from "diff";
import { align } from "./align.ts";
import { blockText } from "../anchors.ts";
import type { Section } from "../report.ts";

/** A run of characters of one side: common to both, or only there. */
export interface DiffPiece {
  text: string;
  changed: boolean;
}

interface Place {
  slug: string;
  /** The heading as printed, after the one above it. */
  heading: string;
}

export type TextChange =
  | { kind: "same"; count: number; first: Place; last: Place }
  | {
      kind: "changed" | "added" | "removed";
      what: "heading" | "paragraph";
      place: Place;
      before: DiffPiece[];
      after: DiffPiece[];
    };

export interface Comparison {
  changes: TextChange[];
  /** Paragraphs and headings, counted together. */
  counts: { same: number; changed: number; added: number; removed: number };
}

interface Entry {
  what: "heading" | "paragraph";
  text: string;
  place: Place;
}

/** The changes from one revision to the other, paragraph by paragraph, in the order of the text. */
export function compareRevisions(before: readonly Section[], after: readonly Section[]): Comparison {
  const left = entriesOf(before);
  const right = entriesOf(after);
  const changes: TextChange[] = [];
  const counts = { same: 0, changed: 0, added: 0, removed: 0 };
  for (const pair of align(left.map(keyOf), right.map(keyOf))) {
    const change = toChange(left[pair.before], right[pair.after]);
    if (!change) continue;
    counts[change.kind] += 1;
    const last = changes.at(-1);
    if (change.kind === "same" && last?.kind === "same") {
      last.count += 1;
      last.last = change.last;
    } else changes.push(change);
  }
  return { changes, counts };
}

const keyOf = ({ what, text }: Entry) => (what === "heading" ? `#${text}` : text);

function entriesOf(sections: readonly Section[]): Entry[] {
  return sections.flatMap((section) => {
    const above = section.parent === null ? undefined : sections[section.parent];
    const place = { slug: section.slug, heading: [above?.heading, section.heading].filter(Boolean).join("　") };
    const heading: Entry[] = section.heading ? [{ what: "heading", text: section.heading, place }] : [];
    return [
      ...heading,
      ...section.blocks.map((block): Entry => ({ what: "paragraph", text: blockText(block), place })),
    ];
  });
}

function toChange(left: Entry | undefined, right: Entry | undefined): TextChange | null {
  if (left && right) {
    if (keyOf(left) === keyOf(right)) return { kind: "same", count: 1, first: right.place, last: right.place };
    return { kind: "changed", what: right.what, place: right.place, ...comparePieces(left.text, right.text) };
  }
  if (right) return { kind: "added", what: right.what, place: right.place, before: [], after: whole(right.text) };
  if (left) return { kind: "removed", what: left.what, place: left.place, before: whole(left.text), after: [] };
  return null;
}

const whole = (text: string): DiffPiece[] => [{ text, changed: true }];

const TOKEN = /\d[\d,.]*[%％‰]?|[A-Za-z]+|\s+|./gsu;
const MOST_EDITS = 800;

/** Marks the changed characters; a number is one token, so that 1260 → 1206 reads as one change. */
export function comparePieces(left: string, right: string): { before: DiffPiece[]; after: DiffPiece[] } {
  const parts = diffArrays(left.match(TOKEN) ?? [], right.match(TOKEN) ?? [], { maxEditLength: MOST_EDITS });
  if (!parts) return { before: whole(left), after: whole(right) };
  const before: DiffPiece[] = [];
  const after: DiffPiece[] = [];
  for (const { value, added, removed } of parts) {
    const text = value.join("");
    if (!added) push(before, text, removed);
    if (!removed) push(after, text, added);
  }
  return { before, after };
}

function push(pieces: DiffPiece[], text: string, changed: boolean) {
  const last = pieces.at(-1);
  if (last?.changed === changed) last.text += text;
  else pieces.push({ text, changed });
}
