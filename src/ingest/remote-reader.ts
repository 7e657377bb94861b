import { AppError } from "../errors.ts";
import { LIMITS } from "./limits.ts";
import { REFUSALS } from "./refusals.ts";
import type { ReadingAnswer, ReportReader } from "./reader.ts";

/** A header cannot hold Chinese: the name is percent-encoded. */
export const FILE_NAME_HEADER = "x-file-name";

/** Asks the Worker that reads files. A file on which it breaks off, or takes too long, is refused. */
export function remoteReader(worker: Fetcher | undefined): ReportReader {
  return async (bytes, fileName) => {
    if (!worker) throw REFUSALS.readerMissing();
    if (bytes.length > LIMITS.fileBytes) throw REFUSALS.tooLarge(bytes.length);
    return reportOf(await ask(worker, bytes, fileName));
  };
}

/** The report, or the refusal thrown. */
function reportOf(answer: ReadingAnswer) {
  if ("refused" in answer) throw new AppError(answer.refused.code, answer.refused.message, "file");
  return answer.report;
}

async function ask(worker: Fetcher, bytes: Uint8Array, fileName: string): Promise<ReadingAnswer> {
  try {
    const response = await worker.fetch("https://reader/", {
      method: "POST",
      headers: { [FILE_NAME_HEADER]: encodeURIComponent(fileName.slice(-200).toWellFormed()) },
      body: Uint8Array.from(bytes),
      signal: AbortSignal.timeout(LIMITS.readingMs),
    });
    if (response.ok && response.body) return JSON.parse(await textWithin(response.body)) as ReadingAnswer;
    await response.body?.cancel();
  } catch {
    throw REFUSALS.readerFailed();
  }
  throw REFUSALS.readerFailed();
}

/** The whole text of an answer that is no larger than a report may be. */
async function textWithin(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > LIMITS.answerCharacters) throw new Error("the reader's answer is too large");
  }
  return text + decoder.decode();
}
