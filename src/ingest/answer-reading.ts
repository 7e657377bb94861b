import { AppError } from "../errors.ts";
import { cleanFile } from "./clean/clean-file.ts";
import { readFile } from "./read-file.ts";
import { readPlainText } from "./read-plain-text.ts";
import type { ReadingAnswer, ReadingRefusal } from "./reader.ts";
import { CLEAN_PATH, FILE_NAME_HEADER, TEXT_PATH } from "./remote-reader.ts";

/** A file's bytes in; out its report, its text, its bytes without what tells of their author, or the reason for which none. */
export async function answerReading(request: Request): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
  const fileName = decodeURIComponent(request.headers.get(FILE_NAME_HEADER) ?? "");
  const bytes = new Uint8Array(await request.arrayBuffer());
  const { pathname } = new URL(request.url);
  if (pathname === TEXT_PATH)
    return Response.json(await orRefused(async () => ({ text: await readPlainText(bytes, fileName) })));
  if (pathname !== CLEAN_PATH) return Response.json(await toReadingAnswer(bytes, fileName));
  const cleaned = await orRefused(() => cleanFile(bytes, fileName));
  return cleaned instanceof Uint8Array ? new Response(cleaned) : Response.json(cleaned);
}

/** The same for a reader in a thread: what it answers can be sent as JSON or cloned. */
export const toReadingAnswer = (bytes: Uint8Array, fileName: string): Promise<ReadingAnswer> =>
  orRefused(async () => ({ report: await readFile(bytes, fileName) }));

async function orRefused<T>(read: () => Promise<T>): Promise<T | ReadingRefusal> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}
