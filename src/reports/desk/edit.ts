import type { Block, ParsedSection } from "../../ingest/document.ts";

/** A correction by hand; `at` is the id of a heading (h1, h2, …) or paragraph (p1, p2, …) of the text as it was read. */
export type Edit =
  | { op: "level"; at: string; depth: number }
  | { op: "heading"; at: string; depth: number }
  | { op: "paragraph"; at: string }
  | { op: "join"; at: string }
  /** `offset`: UTF-16 units before the second part, which gets the id `{at}-{offset}`. */
  | { op: "split"; at: string; offset: number }
  | { op: "standard"; at: string; standard: string | null };

export interface EditedPiece {
  id: string;
  block: Block;
}

/** A section whose heading and paragraphs can be told apart whatever is done to them. */
export interface EditedSection extends Omit<ParsedSection, "blocks"> {
  id: string;
  pieces: EditedPiece[];
}

/** What one step did, for the notes: a sentence, and the words concerned. */
export interface EditReport {
  message: string;
  text: string;
}

/** A step that cannot be done to the text as it stands; the message is for who asked for it. */
export class Inapplicable extends Error {}
