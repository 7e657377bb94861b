import { docxLines } from "./docx/docx-lines.ts";
import { fileExtension } from "./file-name.ts";
import { LIMITS } from "./limits.ts";
import { Notes } from "./notes.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { REFUSALS } from "./refusals.ts";

/** The lines of a Word file or PDF, of whatever kind, for people who do not want to open the file. */
export async function readPlainText(bytes: Uint8Array, fileName: string): Promise<string> {
  if (bytes.length > LIMITS.attachmentBytes) throw REFUSALS.tooLarge(bytes.length);
  const { lines } = fileExtension(fileName) === "pdf" ? await readPdf(bytes) : docxLines(bytes, new Notes());
  return lines.map(({ text }) => text).join("\n");
}
