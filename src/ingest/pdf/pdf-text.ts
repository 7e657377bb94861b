import type { ErrorCode } from "../../errors.ts";
import type { ImportNote } from "../document.ts";
import type { Line } from "../line.ts";

/** What a PDF says, as the rules for all formats want it. */
export interface PdfText {
  lines: Line[];
  notes: ImportNote[];
}

export type PdfAnswer = { text: PdfText } | { refused: { code: ErrorCode; message: string } };

/** Reads a PDF's bytes. Throws AppError with what to do. */
export type PdfReader = (bytes: Uint8Array) => Promise<PdfText>;
