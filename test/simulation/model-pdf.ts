import { plainLines } from "../../src/ingest/text/plain-lines.ts";
import type { PdfAnswer } from "../../src/ingest/pdf/pdf-text.ts";

const SIGNATURE = "%PDF-1.7\n";

/** A text as a file that only the Worker for PDF can read. */
export const toPdf = (text: Uint8Array): Uint8Array =>
  Uint8Array.from([...new TextEncoder().encode(SIGNATURE), ...text]);

/** Reads what `toPdf` made. */
export async function readModelPdf(bytes: Uint8Array): Promise<PdfAnswer> {
  const text = new TextDecoder().decode(bytes.subarray(SIGNATURE.length));
  return { text: { lines: plainLines(text), notes: [] } };
}
