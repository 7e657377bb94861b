import { AppError } from "../../errors.ts";
import type { PdfAnswer } from "./pdf-text.ts";
import { readPdf } from "./read-pdf.ts";

/** A PDF's bytes in, its text or the reason for which it is not read out. */
export async function answerPdf(request: Request): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
  return Response.json(await read(new Uint8Array(await request.arrayBuffer())));
}

async function read(bytes: Uint8Array): Promise<PdfAnswer> {
  try {
    return { text: await readPdf(bytes) };
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}
