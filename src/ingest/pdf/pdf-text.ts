import type { ImportNote } from "../document.ts";
import type { Line } from "../line.ts";

/** What a PDF says, as the rules for all formats want it. */
export interface PdfText {
  lines: Line[];
  notes: ImportNote[];
  /** What the file's properties call it. */
  title?: string;
  /** Every character that the pages paint, in that order. */
  raw: string;
  /** What of it is not in the lines, and what of the lines is not in it. */
  account: [before: string, after: string][];
}
