import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { STATUS } from "../../http/api/problem.ts";
import { strangeNames } from "../../http/sent-form.ts";
import { setLimited, setQuota } from "../guard/rate-limit.ts";
import { faultsIn } from "../private/attachments.ts";
import { takesContact } from "../private/contact-keys.ts";
import { holdEarly } from "./guarded-form.ts";
import { LimitedError } from "../guard/limited.ts";
import { kindsTaken } from "../seal/seal-for.ts";
import { checkToken, formToken, promiseOf, type TokenCheck } from "./new-form.ts";
import { newPage, type TypedSubmission } from "./new-page.tsx";
import { readForm, type SentSubmission } from "./read-form.ts";
import { receiptPage } from "./receipt-page.tsx";
import { loadClockRules } from "../settings.ts";
import { type FieldError, parseAsked, parseSubmission } from "../submission.ts";
import type { SubmissionResult } from "./submit.ts";
import { submitForm } from "./submit-form.ts";
import { resolveTarget, type FeedbackTarget } from "../target/target.ts";
import { readTargetBureaus } from "../target/targets.ts";
import { readSimilar } from "../support/similar.ts";
import { visitorAddress } from "../guard/visitor-address.ts";
import { feedbackWords } from "../words.ts";

type C = Context<AppEnv>;

const FIELDS = [
  "bureau",
  "year",
  "revision",
  "section",
  "anchor",
  "quote",
  "kind",
  "text",
  "title",
  "contact",
  "publish",
];

const HIDDEN_FIELDS = ["token", "website", "proof", "waited", "cf-turnstile-response"];

/** The empty form, about what its address names. */
export async function showNew(c: C) {
  const typed = Object.fromEntries(FIELDS.map((name) => [name, c.req.query(name) ?? ""]));
  return show(c, { typed, errors: [], token: await formToken(c.get("ctx")), hadFiles: false, limited: null });
}

interface Shown {
  typed: TypedSubmission;
  errors: readonly FieldError[];
  token: string;
  hadFiles: boolean;
  limited: LimitedError | null;
}

async function show(c: C, shown: Shown, status: ContentfulStatusCode = 200) {
  const ctx = c.get("ctx");
  const found = await lookUp(ctx, shown.typed);
  const target = found instanceof AppError ? null : found;
  const known = shown.errors.length > 0 || !(found instanceof AppError);
  const errors = known || !(found instanceof AppError) ? shown.errors : [{ field: "bureau", message: found.message }];
  const [promise, rules, bureaus, taken, similar] = await Promise.all([
    target ? promiseOf(ctx, target) : undefined,
    loadClockRules(ctx),
    target?.bureau ? [] : readTargetBureaus(ctx),
    kindsTaken(ctx),
    readSimilar(ctx, target),
  ]);
  const typed = target?.revision
    ? { ...shown.typed, revision: String(target.revision), quote: target.quote ?? "" }
    : shown.typed;
  const view = {
    ...shown,
    typed,
    errors,
    target,
    promise,
    rules,
    bureaus,
    takesContact: takesContact(ctx),
    similar,
    ...taken,
  };
  return newPage(c, view, errors.length > 0 && status === 200 ? 404 : status);
}

/** The place that the form is about, or the reason why it cannot be found. */
async function lookUp(ctx: Ctx, typed: TypedSubmission): Promise<FeedbackTarget | AppError> {
  const parsed = parseAsked(typed);
  if (!parsed.ok) return new AppError("invalid", parsed.errors[0]?.message ?? "");
  return resolveTarget(ctx, parsed.value).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
}

/** Submits the form. Any error shows it again with everything typed; success shows the receipt. */
export async function answerNew(c: C) {
  const ctx = c.get("ctx");
  const sent = await readForm(ctx, c.req.raw);
  try {
    const token = await checkToken(ctx, sent.fields.find(([name]) => name === "token")?.[1] ?? "");
    await holdEarly(ctx, token);
    return await answerSent(c, sent, token);
  } finally {
    sent.leave();
  }
}

async function answerSent(c: C, { fields, files, strange, busy }: SentSubmission, token: TokenCheck) {
  const ctx = c.get("ctx");
  const text = (name: string) => fields.find(([each]) => each === name)?.[1] ?? "";
  const typed = Object.fromEntries(FIELDS.map((name) => [name, text(name)]));
  const parsed = parseSubmission(typed);
  const wrong = strange
    ? feedbackWords.strangeFile
    : strangeNames(
        fields.map(([name]) => name),
        { once: [...FIELDS, ...HIDDEN_FIELDS], many: ["attachments"] },
      );
  const errors = [
    ...(wrong ? [{ field: "", message: wrong }] : []),
    ...(token.ok ? [] : [token.error]),
    ...(text("website") ? [{ field: "website", message: feedbackWords.trapped }] : []),
    ...(parsed.ok ? [] : parsed.errors),
    ...(busy ? [{ field: "attachments", message: feedbackWords.busy }] : token.ok ? faultsIn(files) : []),
  ];
  const again = async (
    faults: readonly FieldError[],
    status: ContentfulStatusCode,
    limited: LimitedError | null,
    used = !token.ok,
  ) => {
    const next = used ? await formToken(ctx) : text("token");
    return show(c, { typed, errors: faults, token: next, hadFiles: files.length > 0, limited }, status);
  };
  if (errors.length > 0 || !parsed.ok || !token.ok) {
    if (busy) c.header("Retry-After", "60");
    return again(errors, busy ? 503 : 422, null);
  }
  const by = {
    address: visitorAddress(c.env, (name) => c.req.header(name)),
    idempotencyKey: token.key,
    proof: text("proof"),
    turnstile: text("cf-turnstile-response"),
    waited: text("waited"),
  };
  try {
    return await showReceipt(c, await submitForm(ctx, parsed.value, files, by));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const limited = error instanceof LimitedError ? error : null;
    if (limited) setLimited(c, limited);
    const used = error.field === "Idempotency-Key";
    const message = used ? feedbackWords.usedForm : error.message;
    return again([{ field: shownField(error.field), message }], STATUS[error.code], limited, used);
  }
}

/** Fields that the form shows; the rest is said on top only. */
const shownField = (field: string | undefined) =>
  field && ["kind", "text", "title", "contact", "attachments"].includes(field) ? field : "";

async function showReceipt(c: C, { id, receipt, submittedAt, deadlines, quota }: SubmissionResult) {
  const rules = await loadClockRules(c.get("ctx"));
  if (quota) setQuota(c, quota);
  return receiptPage(c, { id, receipt, submittedAt, deadlines, rules, errors: [] });
}
