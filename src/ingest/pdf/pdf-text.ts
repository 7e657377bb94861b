import type { ImportNote } from "../document.ts";
import type { Line } from "../line.ts";

/** The text of a PDF, as the rules for all formats want it. */
export interface PdfText {
  lines: Line[];
  notes: ImportNote[];
  /** The title in the file's properties. */
  title?: string;
  /** Every character that the pages paint, in that order. */
  raw: string;
  /** Characters of the file that the lines lack, and those of the lines that the file lacks. */
  account: [before: string, after: string][];
}
