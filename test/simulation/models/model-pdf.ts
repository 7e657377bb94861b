import { toReadingAnswer } from "../../../src/ingest/answer-reading.ts";
import type { ReadingAnswer } from "../../../src/ingest/reader.ts";

const SIGNATURE = "%PDF-1.7\n";

/** A text as a file that only the Worker that reads files can read. */
export const toPdf = (text: Uint8Array): Uint8Array =>
  Uint8Array.from([...new TextEncoder().encode(SIGNATURE), ...text]);

/** Reads what `toPdf` made. */
export const readModelPdf = (bytes: Uint8Array): Promise<ReadingAnswer> =>
  toReadingAnswer(bytes.subarray(SIGNATURE.length), "report.txt");
