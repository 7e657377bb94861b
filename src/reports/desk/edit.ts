import type { Block, ParsedSection } from "../../ingest/document.ts";

/** A correction by hand; `at` is the id of a heading (h1, h2, …) or paragraph (p1, p2, …) of the text as it was read. */
export type Edit =
  | { op: "level"; at: string; depth: number }
  | { op: "heading"; at: string; depth: number }
  | { op: "paragraph"; at: string }
  | { op: "join"; at: string }
  /** `offset`: UTF-16 units before the second part, which gets the id `{at}-{offset}`. */
  | { op: "split"; at: string; offset: number }
  | { op: "standard"; at: string; standard: string | null }
  /** `length`: UTF-16 units of the heading that are its numeral; 0 for none. */
  | { op: "numeral"; at: string; length: number }
  /** `length`: UTF-16 units of the paragraph that are the mark of a list's item; 0 for no item. */
  | { op: "marker"; at: string; length: number }
  /** `rows`: how many leading rows of the table are its head. */
  | { op: "header"; at: string; rows: number }
  /** A table that is none: a paragraph for each row. */
  | { op: "untable"; at: string };

export interface EditedPiece {
  id: string;
  block: Block;
}

/** Ids of the paragraphs that a table becomes are `{at}-r1`, `{at}-r2`, …; its caption keeps `{at}`. */
export const rowId = (at: string, row: number) => `${at}-r${row}`;

/** A section whose heading and paragraphs can be told apart after any correction. */
export interface EditedSection extends Omit<ParsedSection, "blocks"> {
  id: string;
  pieces: EditedPiece[];
}

/** The effect of one step, for the notes: a sentence, and the words concerned. */
export interface EditReport {
  message: string;
  text: string;
}

/** A step that cannot be done to the text as it stands; the message is for who asked for it. */
export class InapplicableEdit extends Error {}
