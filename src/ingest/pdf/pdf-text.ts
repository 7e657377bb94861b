import type { ImportNote } from "../document.ts";
import type { Line } from "../line.ts";

/** What a PDF says, as the rules for all formats want it. */
export interface PdfText {
  lines: Line[];
  notes: ImportNote[];
  /** What the file's properties call it. */
  title?: string;
}
