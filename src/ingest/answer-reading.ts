import { AppError } from "../errors.ts";
import { readFile } from "./read-file.ts";
import type { ReadingAnswer } from "./reader.ts";
import { FILE_NAME_HEADER } from "./remote-reader.ts";

/** A file's bytes in, its report or the reason for which it is not read out. */
export async function answerReading(request: Request): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
  const fileName = decodeURIComponent(request.headers.get(FILE_NAME_HEADER) ?? "");
  return Response.json(await toReadingAnswer(new Uint8Array(await request.arrayBuffer()), fileName));
}

/** The same for a reader in a thread: what it answers can be sent as JSON or cloned. */
export async function toReadingAnswer(bytes: Uint8Array, fileName: string): Promise<ReadingAnswer> {
  try {
    return { report: await readFile(bytes, fileName) };
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}
