import { fileExtension } from "../file-name.ts";
import { LIMITS } from "../limits.ts";
import { REFUSALS } from "../refusals.ts";
import { cleanDocx } from "./clean-docx.ts";
import { cleanPdf } from "./clean-pdf.ts";

/**
 * A Word file or PDF without what it says of its author, refused for the same reasons as a report that is read.
 * Decision 0220.
 */
export async function cleanFile(bytes: Uint8Array, fileName: string): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes.length > LIMITS.attachmentBytes) throw REFUSALS.tooLarge(bytes.length);
  return fileExtension(fileName) === "pdf" ? cleanPdf(bytes) : cleanDocx(bytes);
}
