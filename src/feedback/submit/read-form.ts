import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { readStreamedForm } from "../../http/forms/streamed-form.ts";
import { turns } from "../../http/forms/turns.ts";
import { type AttachmentFile, MOST_ATTACHMENT_BYTES, MOST_ATTACHMENTS } from "../private/attachment.ts";
import { checkToken } from "./new-form.ts";

/** Each holds three files of 5 MB, their cleaned copies, and little else; a Worker has 128 MB for everything. */
const FORMS_WITH_FILES = 2;
const WAIT_MS = 15_000;
const MOST_TEXT_BYTES = 200_000;
/** One more than may be sent is named as too many. */
const MOST_FILES = MOST_ATTACHMENTS + 1;

const withFiles = turns(FORMS_WITH_FILES);

export interface SentSubmission {
  fields: [name: string, value: string][];
  files: AttachmentFile[];
  /** Files that were sent and are not among `files`. */
  strange: boolean;
  /** Too many people send files at this moment: none was kept. */
  busy: boolean;
  /** To be called when the files are of no more use. */
  leave: () => void;
}

const MULTIPART = /^multipart\/form-data\b/i;

/**
 * The form as sent. Its token stands before its files in the page: without a right one not a byte of a file is kept, and not
 * more than a few forms with files are in memory at once. Decision 0106.
 */
export async function readForm(ctx: Ctx, request: Request, waitMs = WAIT_MS): Promise<SentSubmission> {
  if (!MULTIPART.test(request.headers.get("content-type") ?? "")) return readPlainForm(request);
  let leave: (() => void) | null = null;
  let busy = false;
  const keepsFiles = async (fields: [string, string][]) => {
    const token = fields.find(([name]) => name === "token")?.[1] ?? "";
    if (!(await checkToken(ctx, token)).ok) return false;
    leave = await withFiles.take(waitMs);
    busy = leave === null;
    return !busy;
  };
  try {
    const limits = { fileBytes: MOST_ATTACHMENT_BYTES, files: MOST_FILES, textBytes: MOST_TEXT_BYTES };
    const form = await readStreamedForm(request, limits, keepsFiles);
    const files = form.files.filter(({ name }) => name === "attachments");
    return {
      fields: form.fields,
      files: files.map(({ fileName, bytes }) => ({ name: fileName, bytes })),
      strange: files.length < form.files.length,
      busy,
      leave: leave ?? nothing,
    };
  } catch (error) {
    (leave ?? nothing)();
    throw error;
  }
}

const nothing = () => undefined;

async function readPlainForm(request: Request): Promise<SentSubmission> {
  const form = await request.formData().catch(() => {
    throw new AppError("invalid", "表单格式不对，请返回重新提交。");
  });
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return { fields, files: [], strange: false, busy: false, leave: nothing };
}
