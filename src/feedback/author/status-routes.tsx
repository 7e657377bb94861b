import type { Context } from "hono";
import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { STATUS } from "../../http/api/problem.ts";
import { sentForm } from "../../http/sent-form.ts";
import { setLimited } from "../guard/rate-limit.ts";
import { feedbackStatusPath } from "../../paths.ts";
import { addSupplement, rateAnswer, reclassify, reopenFeedback, withdrawConsent } from "./author.ts";
import { LimitedError } from "../guard/limited.ts";
import { answerDeadline } from "./deadline-routes.tsx";
import { lookupByReceipt } from "./lookup.ts";
import { receiptPage } from "../submit/receipt-page.tsx";
import { loadClockRules } from "../settings.ts";
import { ownCasePage } from "./own-case-page.tsx";
import { statusPage } from "./status-page.tsx";
import type { FieldError } from "../submission.ts";
import { visitorAddress } from "../guard/visitor-address.ts";
import { feedbackWords } from "../words.ts";

type C = Context<AppEnv>;
type Typed = Record<string, string>;

const addressOf = (c: C) => visitorAddress(c.env, (name) => c.req.header(name));

export const showStatus = (c: C) => statusPage(c, { errors: [], typed: "" });

const STEP_FIELDS = ["receipt", "step", "supplement", "rating", "reason", "reopen"];

async function typedIn(c: C, once: readonly string[]): Promise<Typed> {
  const form = await sentForm(c, { once });
  return Object.fromEntries(
    Array.from(form).filter((field): field is [string, string] => typeof field[1] === "string"),
  );
}

/** Looks up, or does what the author asks for and then looks up. */
export async function answerStatus(c: C) {
  const ctx = c.get("ctx");
  const typed = await typedIn(c, STEP_FIELDS);
  const receipt = typed.receipt ?? "";
  try {
    const failure = typed.step ? await take(ctx, typed, addressOf(c)) : null;
    const view = await lookupByReceipt(ctx, receipt, addressOf(c));
    if (failure)
      return ownCasePage(c, { view, receipt, errors: [faultOf(failure)], typed, done: null }, STATUS[failure.code]);
    return ownCasePage(c, { view, receipt, errors: [], typed: {}, done: doneWith(typed.step) });
  } catch (error) {
    return lookupFailed(c, receipt, error);
  }
}

function lookupFailed(c: C, typed: string, error: unknown) {
  if (!(error instanceof AppError)) throw error;
  if (error instanceof LimitedError) setLimited(c, error);
  return statusPage(c, { errors: [{ field: "receipt", message: error.message }], typed }, STATUS[error.code]);
}

const faultOf = ({ field, message }: AppError): FieldError => ({ field: field ?? "", message });

const doneWith = (step: string | undefined) =>
  step && step in feedbackWords.done ? feedbackWords.done[step as keyof typeof feedbackWords.done] : null;

/** One step of the author; what refuses it comes back, so that the page can show it beside the typed text. */
async function take(ctx: Ctx, typed: Typed, address: string | null): Promise<AppError | null> {
  const { receipt = "", step, supplement = "", reopen = "", rating = "", reason = "" } = typed;
  try {
    if (step === "supplement") await addSupplement(ctx, receipt, supplement, address);
    else if (step === "rate") await rateAnswer(ctx, receipt, { rating, reason }, address);
    else if (step === "reopen") await reopenFeedback(ctx, receipt, reopen, address);
    else if (step === "withdrawConsent") await withdrawConsent(ctx, receipt, address);
    else if (step === "reclassify") await reclassify(ctx, receipt, address);
    else return new AppError("invalid", "没有这项操作。");
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.field === "receipt" || error instanceof LimitedError) throw error;
    return error;
  }
}

/** The author confirms having kept the receipt: the last four characters lead on, others show it again. */
export async function answerSaved(c: C) {
  const ctx = c.get("ctx");
  const { receipt = "", last = "" } = await typedIn(c, ["receipt", "last"]);
  try {
    const view = await lookupByReceipt(ctx, receipt, addressOf(c));
    if (last.trim().toUpperCase() === receipt.slice(-4))
      return ownCasePage(c, { view, receipt, errors: [], typed: {}, done: null });
    const { id, submittedAt, deadlines } = view.feedback;
    const errors = [{ field: "last", message: feedbackWords.lastFourWrong }];
    const rules = await loadClockRules(ctx);
    return receiptPage(c, { id, receipt, submittedAt, deadlines, rules, errors }, 422);
  } catch (error) {
    return lookupFailed(c, receipt, error);
  }
}

/** The receipt as a text file, for who holds it. */
export async function answerReceiptFile(c: C) {
  const { receipt = "" } = await typedIn(c, ["receipt"]);
  try {
    const { feedback } = await lookupByReceipt(c.get("ctx"), receipt, addressOf(c));
    const url = c.get("origin") + feedbackStatusPath();
    const text = feedbackWords.receiptFile(receipt, feedback.id, beijingDay(feedback.submittedAt), url);
    return c.body(`\uFEFF${text}`, 200, {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="receipt-${feedback.id}.txt"`,
      "Cache-Control": "no-store",
    });
  } catch (error) {
    return lookupFailed(c, receipt, error);
  }
}

/** The deadline of a feedback for its author's calendar; the receipt stays in the body. */
export async function answerOwnDeadline(c: C) {
  const { receipt = "" } = await typedIn(c, ["receipt"]);
  try {
    const { feedback, deadline } = await lookupByReceipt(c.get("ctx"), receipt, addressOf(c));
    c.header("Cache-Control", "no-store");
    return answerDeadline(c, { id: feedback.id, title: null, deadline });
  } catch (error) {
    return lookupFailed(c, receipt, error);
  }
}
