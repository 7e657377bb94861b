import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { STATUS } from "../http/problem.ts";
import { sentForm } from "../http/sent-form.ts";
import { signedIn } from "../http/staff-session.ts";
import { publishReport } from "../reports/publish.ts";
import { publishPath } from "./addresses.ts";
import type { Typed } from "./case-actions.ts";
import { textOf } from "./form-fields.ts";
import { requireRole } from "./permission.ts";
import { previewPage, uploadPage } from "./publish-page.tsx";
import { publishWords as words } from "./publish-words.ts";

export const publishRoutes = new Hono<AppEnv>();

const MOST_FILE_BYTES = 3_000_000;
const limited = bodyLimit({
  maxSize: Math.ceil(MOST_FILE_BYTES * 1.4) + 100_000,
  onError: () => {
    throw new AppError("too_large", words.tooLarge, "file");
  },
});

publishRoutes.get(publishPath(), signedIn, (c) => {
  requireRole(c.get("ctx"), "publisher", "admin");
  return uploadPage(c, { typed: {} });
});

publishRoutes.post(publishPath(), signedIn, limited, async (c) => {
  requireRole(c.get("ctx"), "publisher", "admin");
  const form = await sentForm(c);
  const typed = typedOf(form);
  return orUploadAgain(c, typed, async () => {
    const file = form.get("file");
    if (!(file instanceof File) || file.name === "") throw new AppError("invalid", words.noFile, "file");
    if (file.size > MOST_FILE_BYTES) throw new AppError("too_large", words.tooLarge, "file");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const result = await publishReport(c.get("ctx"), { bytes, fileName: file.name, ...toInput(typed) }, true);
    return previewPage(c, { result, typed, fileName: file.name, content: toBase64(bytes) });
  });
});

publishRoutes.post(`${publishPath()}/confirm`, signedIn, limited, async (c) => {
  requireRole(c.get("ctx"), "publisher", "admin");
  const form = await sentForm(c);
  const typed = typedOf(form);
  return orUploadAgain(c, typed, async () => {
    const bytes = fromBase64(form.get("content"));
    const fileName = textOf(form, "fileName");
    const input = { bytes, fileName, ...toInput(typed) };
    const preview = await publishReport(c.get("ctx"), input, true);
    if (preview.fileSha256 !== textOf(form, "sha256")) throw new AppError("invalid", words.broken, "file");
    return c.redirect((await publishReport(c.get("ctx"), input)).url, 303);
  });
});

const typedOf = (form: FormData): Typed => ({
  bureau: textOf(form, "bureau").trim(),
  year: textOf(form, "year").trim(),
  note: textOf(form, "note"),
});

function toInput({ bureau, year, note }: Typed) {
  if (year && !/^\d{4}$/.test(year)) throw new AppError("invalid", "年度应是四位数字，例如 2023。", "year");
  return { bureau: bureau || undefined, year: year ? Number(year) : undefined, note: note || undefined };
}

/** What the import refuses comes back with what was typed; the file itself has to be chosen again. */
async function orUploadAgain(c: Context<AppEnv>, typed: Typed, run: () => Promise<Response> | Response) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "forbidden" || error.code === "unauthorized") throw error;
    const known = ["bureau", "year", "note"].find((name) => name === error.field);
    return uploadPage(c, { typed, error: { field: known ?? "file", message: error.message } }, STATUS[error.code]);
  }
}

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

function fromBase64(value: unknown): Uint8Array {
  try {
    return Uint8Array.from(atob(typeof value === "string" ? value : ""), (char) => char.charCodeAt(0));
  } catch {
    throw new AppError("invalid", words.broken, "file");
  }
}
