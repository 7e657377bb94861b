import { AppError } from "../errors.ts";
import { LIMITS } from "./limits.ts";
import { REFUSALS } from "./refusals.ts";
import type { FileCleaner, ReadingAnswer, ReadingRefusal, ReportReader, TextReader } from "./reader.ts";

/** A header cannot hold Chinese: the name is percent-encoded. */
export const FILE_NAME_HEADER = "x-file-name";

/** The address in the Worker that reads strangers' files: decision 0120. */
export const CLEAN_PATH = "/clean";
export const TEXT_PATH = "/text";
const READ_PATH = "/";

/** Asks the Worker that reads files. A file on which it breaks off, or takes too long, is refused. */
export const remoteReader =
  (worker: Fetcher | undefined): ReportReader =>
  async (bytes, fileName) => {
    const answer = await inJson<ReadingAnswer>(worker, READ_PATH, bytes, fileName);
    return unlessRefused(answer).report;
  };

/** As `remoteReader`, for the text alone. */
export const remoteTextReader =
  (worker: Fetcher | undefined): TextReader =>
  async (bytes, fileName) =>
    unlessRefused(await inJson<{ text: string } | ReadingRefusal>(worker, TEXT_PATH, bytes, fileName)).text;

/** As `remoteReader`, for the file without what tells of its author. */
export const remoteCleaner =
  (worker: Fetcher | undefined): FileCleaner =>
  async (bytes, fileName) => {
    const { body, isJson } = await ask(worker, CLEAN_PATH, bytes, fileName, async (response) => ({
      isJson: (response.headers.get("content-type") ?? "").includes("json"),
      body: new Uint8Array(await response.arrayBuffer()),
    }));
    if (isJson) unlessRefused(JSON.parse(new TextDecoder().decode(body)) as ReadingRefusal);
    return body;
  };

/** The answer, or the refusal thrown. */
function unlessRefused<T extends object>(answer: T | ReadingRefusal): Exclude<T, ReadingRefusal> {
  if ("refused" in answer) throw new AppError(answer.refused.code, answer.refused.message, "file");
  return answer as Exclude<T, ReadingRefusal>;
}

const inJson = <T>(worker: Fetcher | undefined, path: string, bytes: Uint8Array, fileName: string): Promise<T> =>
  ask(worker, path, bytes, fileName, async ({ body }) => {
    if (!body) throw new Error("nothing was answered");
    return JSON.parse(await textWithin(body)) as T;
  });

async function ask<T>(
  worker: Fetcher | undefined,
  path: string,
  bytes: Uint8Array,
  fileName: string,
  take: (response: Response) => Promise<T>,
): Promise<T> {
  if (!worker) throw REFUSALS.readerMissing();
  const most = path === READ_PATH ? LIMITS.fileBytes : LIMITS.attachmentBytes;
  if (bytes.length > most) throw REFUSALS.tooLarge(bytes.length);
  try {
    const response = await worker.fetch(`https://reader${path}`, {
      method: "POST",
      headers: { [FILE_NAME_HEADER]: encodeURIComponent(fileName.slice(-200).toWellFormed()) },
      body: Uint8Array.from(bytes),
      signal: AbortSignal.timeout(LIMITS.readingMs),
    });
    if (response.ok) return await take(response);
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
