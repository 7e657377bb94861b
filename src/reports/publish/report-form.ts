import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "../../errors.ts";
import { requireField, yearText } from "../../fields.ts";
import { LIMITS } from "../../ingest/limits.ts";

export interface ReportForm {
  file: File;
  bureau: string | undefined;
  year: number | undefined;
  note: string | undefined;
  /** Codes of obstacles that the sender accepts. */
  accept: string[];
}

/** Boundaries, headers and the small fields around the file. */
const FORM_OVERHEAD = 100_000;
const FIELDS = ["file", "bureau", "slug", "year", "note", "accept", "accept_hidden"];
const MOST_ACCEPTED = 20;

/** Refuses a body that is too large while it arrives, and one that is no form. */
export const acceptReportForm: MiddlewareHandler[] = [
  bodyLimit({
    maxSize: LIMITS.fileBytes + FORM_OVERHEAD,
    onError: (c) => {
      throw tooLarge(Number(c.req.header("content-length") ?? LIMITS.fileBytes + FORM_OVERHEAD));
    },
  }),
  async (c, next) => {
    if (!/^multipart\/form-data\b/i.test(c.req.header("content-type") ?? ""))
      throw new AppError("unsupported", "请用 multipart/form-data 上传报告文件，字段名为 file。", "file");
    try {
      await c.req.formData();
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError("invalid", "上传的内容不完整，无法读取。请重新上传。", "file");
    }
    await next();
  },
];

/** The fields of a publication. Throws AppError `invalid` or `too_large`. */
export function toReportForm(form: FormData): ReportForm {
  const unknown = [...form.keys()].filter((name) => !FIELDS.includes(name));
  if (unknown.length > 0)
    throw new AppError(
      "invalid",
      `表单里有不认识的字段：${unknown.slice(0, 5).join("、")}。可用的是 ${FIELDS.join("、")}。`,
    );
  const [file, ...more] = form.getAll("file");
  if (!(file instanceof File) || more.length > 0)
    throw new AppError("invalid", "请在 file 字段上传一个报告文件（multipart/form-data）。", "file");
  if (file.size > LIMITS.fileBytes) throw tooLarge(file.size);
  return {
    file,
    bureau: bureauIn(form),
    year: yearOf(form),
    note: textOf(form, "note"),
    accept: acceptedIn(form),
  };
}

function textOf(form: FormData, name: string): string | undefined {
  const [value, ...more] = form.getAll(name);
  if (value === undefined || value === "") return undefined;
  if (typeof value !== "string" || more.length > 0)
    throw new AppError("invalid", `字段 ${name} 应是一行文字，且只写一次。`, name);
  return value;
}

/** `slug` names the slug of a bureau that is new, `bureau` one that is known or new: the same field by two names. */
function bureauIn(form: FormData): string | undefined {
  const [bureau, slug] = [textOf(form, "bureau"), textOf(form, "slug")];
  if (bureau !== undefined && slug !== undefined && bureau !== slug)
    throw new AppError("invalid", "bureau 和 slug 都是单位代号，写了两个不同的值。请只写一个。", "slug");
  return bureau ?? slug;
}

/** `accept` may repeat, or name several; `accept_hidden=1` says that readers of the original may see its hidden text. */
function acceptedIn(form: FormData): string[] {
  const codes = form.getAll("accept").flatMap((value) => (typeof value === "string" ? value.split(/[\s,]+/) : [""]));
  const accepted = codes.filter((code) => code !== "");
  if (accepted.length > MOST_ACCEPTED || !accepted.every((code) => /^[a-z-]{1,40}$/.test(code)))
    throw new AppError("invalid", "accept 应是预览或退回时给出的代号，例如 hidden-text。", "accept");
  const hidden = textOf(form, "accept_hidden");
  if (hidden !== undefined && !["1", "true", "0", "false"].includes(hidden))
    throw new AppError("invalid", "accept_hidden 应是 1 或 0。", "accept_hidden");
  return hidden === "1" || hidden === "true" ? [...accepted, "hidden-text"] : accepted;
}

function yearOf(form: FormData): number | undefined {
  const text = textOf(form, "year");
  if (text === undefined) return undefined;
  return requireField(yearText, text, "year");
}

const tooLarge = (bytes: number) =>
  new AppError(
    "too_large",
    `文件有 ${(bytes / 1_000_000).toFixed(1)} MB，最大 ${LIMITS.fileBytes / 1_000_000} MB。请去掉图片或分开后再传。`,
    "file",
  );
