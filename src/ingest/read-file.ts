import type { ParsedReport } from "./document.ts";
import { fileExtension } from "./file-name.ts";
import { LIMITS } from "./limits.ts";
import type { PdfReader } from "./pdf/pdf-text.ts";
import { parseReport } from "./read-report.ts";
import { REFUSALS } from "./refusals.ts";

const SIGNATURE = "%PDF-";
/** Some programs write a few bytes before the signature. */
const FURTHEST = 1_024;

/** Reads one report file of any format; PDF through the reader given. Throws AppError as `readReport` does. */
export async function readFile(bytes: Uint8Array, fileName: string, readPdf: PdfReader): Promise<ParsedReport> {
  if (fileExtension(fileName) !== "pdf") return parseReport(bytes, fileName);
  if (bytes.length > LIMITS.fileBytes) throw REFUSALS.tooLarge(bytes.length);
  if (bytes.length === 0) throw REFUSALS.empty();
  if (!new TextDecoder("latin1").decode(bytes.subarray(0, FURTHEST)).includes(SIGNATURE)) throw REFUSALS.notPdf();
  return parseReport(bytes, fileName, await readPdf(bytes));
}
