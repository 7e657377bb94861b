import type { ParsedReport } from "./document.ts";
import { fileExtension } from "./file-name.ts";
import { LIMITS } from "./limits.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { parseReport } from "./read-report.ts";
import { REFUSALS } from "./refusals.ts";

const SIGNATURE = "%PDF-";
/** Some programs write a few bytes before the signature. */
const FURTHEST = 1_024;

/**
 * Reads one report file of any format, here and now. Throws AppError as `parseReport` does. The portal calls it through the port
 * `readFile` of its context, which runs it apart.
 */
export async function readFile(bytes: Uint8Array, fileName: string): Promise<ParsedReport> {
  if (fileExtension(fileName) !== "pdf") return parseReport(bytes, fileName);
  if (bytes.length > LIMITS.fileBytes) throw REFUSALS.tooLarge(bytes.length);
  if (bytes.length === 0) throw REFUSALS.empty();
  if (!new TextDecoder("latin1").decode(bytes.subarray(0, FURTHEST)).includes(SIGNATURE)) throw REFUSALS.notPdf();
  return parseReport(bytes, fileName, await readPdf(bytes));
}
