import { AppError } from "../../errors.ts";
import { REFUSALS } from "../refusals.ts";
import type { PdfAnswer, PdfReader } from "./pdf-text.ts";

/** Asks the Worker that reads PDF files. A file on which it breaks off, or takes too long, is refused. */
export function remotePdfReader(worker: Fetcher | undefined): PdfReader {
  return async (bytes) => {
    if (!worker) throw REFUSALS.pdfReaderMissing();
    const answer = await ask(worker, bytes);
    if ("refused" in answer) throw new AppError(answer.refused.code, answer.refused.message, "file");
    return answer.text;
  };
}

async function ask(worker: Fetcher, bytes: Uint8Array): Promise<PdfAnswer> {
  try {
    const response = await worker.fetch("https://pdf/", { method: "POST", body: Uint8Array.from(bytes) });
    if (response.ok) return await response.json<PdfAnswer>();
    await response.body?.cancel();
  } catch {
    throw REFUSALS.pdfReaderFailed();
  }
  throw REFUSALS.pdfReaderFailed();
}
