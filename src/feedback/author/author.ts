import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { admit, AUTHOR, LOOKUP } from "../guard/admission.ts";
import { insertModeration, unpublishReplies } from "../case/answer-store.ts";
import { insertRating, insertSupplement, type Rating, RATINGS } from "../private/author-store.ts";
import { requireField } from "../../fields.ts";
import { authorFields } from "../fields.ts";
import { sameDigest } from "../guard/digest.ts";
import { parseReceipt, receiptFault, receiptSha256, unknownReceipt } from "../private/receipt.ts";
import { reclassifyOwn } from "../sealed/reclassify.ts";
import { wordsFor } from "../seal/seal-for.ts";
import { type Feedback, loadByReceipt } from "../store.ts";
import { transition } from "../case/transition.ts";
import { networkOf } from "../guard/visitor.ts";

const author = { kind: "author" as const, name: "提交人" };

/**
 * The feedback of a receipt. Only what does not fit counts against the quota of its address, and a receipt that fits is
 * never refused: many people may share one address. Throws `limited`, `invalid` (not of a receipt's form), `not_found`.
 */
export async function requireByReceipt(ctx: Ctx, typed: string, address: string | null): Promise<Feedback> {
  const receipt = parseReceipt(typed);
  const digest = receipt && receiptSha256(receipt);
  const found = digest && (await loadByReceipt(ctx.db, digest));
  if (found && sameDigest(found.receiptSha256, digest)) return found.feedback;
  await admit(ctx, LOOKUP, networkOf(address));
  if (!receipt) throw new AppError("invalid", receiptFault(typed), "receipt");
  throw new AppError("not_found", unknownReceipt(receipt), "receipt");
}

async function requireOwn(ctx: Ctx, receipt: string, address: string | null): Promise<Feedback> {
  const feedback = await requireByReceipt(ctx, receipt, address);
  await admit(ctx, AUTHOR, String(feedback.id));
  return feedback;
}

/** Adds to an open feedback; the submitted text stays as it is. Throws as `requireByReceipt`, and `invalid`, `conflict`. */
export async function addSupplement(
  ctx: Ctx,
  receipt: string,
  text: string,
  address: string | null,
): Promise<Feedback> {
  const feedback = await requireOwn(ctx, receipt, address);
  const words = await wordsFor(ctx, feedback, requireField(authorFields.supplement, text, "supplement"));
  return transition(ctx, feedback, {
    event: "supplement",
    by: author,
    writes: (at) => [insertSupplement(ctx.db, feedback.id, { at, text: words })],
    notify: "feedback.supplemented",
  });
}

/** Rates the reply of the current round once; 不满意 needs a reason. */
export async function rateAnswer(
  ctx: Ctx,
  receipt: string,
  given: { rating: string; reason: string },
  address: string | null,
): Promise<Feedback> {
  const feedback = await requireOwn(ctx, receipt, address);
  const rating = RATINGS.find((each): each is Rating => each === given.rating);
  if (!rating) throw new AppError("invalid", "请选择满意、基本满意或不满意。", "rating");
  const asked = rating === "dissatisfied" ? authorFields.dissatisfied : authorFields.remark;
  const typed = requireField(asked, given.reason, "reason");
  const reason = await wordsFor(ctx, feedback, typed);
  return transition(ctx, feedback, {
    event: "rate",
    by: author,
    writes: (at) => [insertRating(ctx.db, feedback.id, { round: feedback.round, rating, reason, at })],
    detail: { rating },
  });
}

/** Asks for the one review, with a reason that only staff and the author see. */
export async function reopenFeedback(
  ctx: Ctx,
  receipt: string,
  reason: string,
  address: string | null,
): Promise<Feedback> {
  const feedback = await requireOwn(ctx, receipt, address);
  const words = await wordsFor(ctx, feedback, requireField(authorFields.reopen, reason, "reopen"));
  return transition(ctx, feedback, {
    event: "reopen",
    by: author,
    writes: (at) => [insertSupplement(ctx.db, feedback.id, { at, text: words })],
    notify: "feedback.reopened",
  });
}

/** Turns a complaint into a denunciation before its bureau knows of it. Throws as `requireByReceipt`, and `conflict`. */
export async function reclassify(ctx: Ctx, receipt: string, address: string | null): Promise<Feedback> {
  return reclassifyOwn(ctx, await requireOwn(ctx, receipt, address), receipt);
}

const hiddenBy = (actor: string, at: string) => ({
  replyId: null,
  at,
  actor,
  action: "hidden" as const,
  reason: "提交人撤回了公开的同意。",
  shown: null,
});

/** Takes back the consent to publish: public text is hidden at once. */
export async function withdrawConsent(ctx: Ctx, receipt: string, address: string | null): Promise<Feedback> {
  const feedback = await requireOwn(ctx, receipt, address);
  return transition(ctx, feedback, {
    event: "withdrawConsent",
    by: author,
    writes: (at) => [
      unpublishReplies(ctx.db, feedback.id),
      // Who keeps the files of the archive looks at these rows alone to learn that something has to go.
      ...(feedback.publication === "published"
        ? [insertModeration(ctx.db, feedback.id, hiddenBy(author.name, at))]
        : []),
    ],
  });
}
