import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { readDrafts, readPublishedDrafts } from "../../drafts/load.ts";
import { uploadDraft } from "../../drafts/upload.ts";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { STATUS } from "../../http/api/problem.ts";
import { sentForm } from "../../http/sent-form.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { LIMITS } from "../../ingest/limits.ts";
import { bureauSlug, yearText } from "../../fields.ts";
import { readBureau } from "../../reports/catalog/browse.ts";
import { draftPath, publishPath } from "../../console-paths.ts";
import { textField } from "../form-fields.ts";
import { requireRole } from "../../staff/permission.ts";
import { publishPage, type UploadPurpose } from "./publish-page.tsx";
import { publishWords } from "./publish-words.ts";

export const publishRoutes = new Hono<AppEnv>();

const FORM_OVERHEAD = 100_000;
const tooLarge = () => new AppError("too_large", publishWords.tooLarge(LIMITS.fileBytes / 1_000_000), "file");
const limited = bodyLimit({
  maxSize: LIMITS.fileBytes + FORM_OVERHEAD,
  onError: (c: Context<AppEnv>) => desk(c, null, { error: tooLarge().message }, 413),
});

publishRoutes.get(publishPath(), signedIn, async (c) => {
  const { bureau, year, feedback, done } = c.req.query();
  const purpose = await purposeOf(c, { bureau, year, feedback });
  return desk(c, purpose, { done: done === "discarded" ? publishWords.discarded : undefined });
});

publishRoutes.post(publishPath(), signedIn, limited, async (c) => {
  requireRole(c.get("ctx"), "publisher", "admin");
  const form = await sentForm(c, { once: ["bureau", "year", "feedback"], many: ["file"] });
  const typed = {
    bureau: textField(form, "bureau"),
    year: textField(form, "year"),
    feedback: textField(form, "feedback"),
  };
  const purpose = await purposeOf(c, typed);
  try {
    const id = await uploadDraft(c.get("ctx"), {
      ...(await fileOf(form)),
      bureau: purpose?.bureau,
      year: purpose?.year,
      feedback: purpose?.feedback ? [purpose.feedback] : [],
    });
    return c.redirect(`${draftPath(id)}?done=uploaded`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "forbidden" || error.code === "unauthorized") throw error;
    return desk(c, purpose, { error: error.message }, STATUS[error.code]);
  }
});

async function fileOf(form: FormData) {
  const [file, ...more] = form.getAll("file");
  if (!(file instanceof File) || file.name === "") throw new AppError("invalid", publishWords.noFile, "file");
  if (more.length > 0) throw new AppError("invalid", publishWords.oneFile, "file");
  if (file.size > LIMITS.fileBytes) throw tooLarge();
  return { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name };
}

type Asked = Partial<Record<"bureau" | "year" | "feedback", string | undefined>>;

/** The report that a new file revises, if the address names one that exists. */
async function purposeOf(c: Context<AppEnv>, { bureau, year, feedback }: Asked): Promise<UploadPurpose | null> {
  requireRole(c.get("ctx"), "publisher", "admin");
  if (!bureau || !bureauSlug.safeParse(bureau).success || !yearText.safeParse(year).success) return null;
  const known = await readBureau(c.get("ctx"), bureau).catch(() => null);
  if (!known?.reports.some((report) => report.year === Number(year))) return null;
  return {
    bureau,
    bureauName: known.bureau.name,
    year: Number(year),
    feedback: /^[1-9]\d{0,9}$/.test(feedback ?? "") ? Number(feedback) : null,
  };
}

async function desk(
  c: Context<AppEnv>,
  purpose: UploadPurpose | null,
  extra: { error?: string; done?: string | undefined },
  status: (typeof STATUS)[keyof typeof STATUS] | 200 = 200,
) {
  const ctx = c.get("ctx");
  const [drafts, published] = await Promise.all([readDrafts(ctx), readPublishedDrafts(ctx)]);
  const everybody = c.get("person").roles.includes("admin");
  return publishPage(c, { drafts, published, everybody, purpose, ...extra }, status);
}
