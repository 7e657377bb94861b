import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { beijingDay } from "../../day.ts";
import { loadPublicReplies, loadRegisterRow } from "../register/register-store.ts";
import { type PublicFeedback, toPublic } from "../register/register.ts";
import { decide } from "../feedback.ts";
import { loadHistory } from "../case/history-store.ts";
import { type PublishedReply, shownOf, shownReplyOf } from "./answer.ts";
import { requireSupervised } from "../case/handled.ts";

/**
 * The public page as it would be after publishing the feedback, or its reply, with these words. Nothing is written. Throws
 * what publishing would throw.
 */
export async function previewPublic(
  ctx: Ctx,
  id: number,
  event: "publish" | "publishReply",
  shown: PublishedReply,
): Promise<PublicFeedback> {
  const { feedback, name } = await requireSupervised(ctx, id);
  const decision = decide(feedback, { type: event, by: name, on: beijingDay(ctx.now()) });
  if (!decision.ok) throw new AppError("conflict", decision.reason);
  const [row, history, replies] = await Promise.all([
    loadRegisterRow(ctx.db, id),
    loadHistory(ctx.db, id),
    loadPublicReplies(ctx.db, id),
  ]);
  const now = toPublic(ctx, row!, history, replies);
  if (event === "publish") {
    const { text, title } = shownOf(feedback, shown);
    return { ...now, text, title };
  }
  const { reply, text } = await shownReplyOf(ctx, feedback, shown);
  const earlier = replies.filter(({ round }) => round !== reply.round);
  return { ...now, replies: [...earlier, { round: reply.round, text, at: reply.decidedAt ?? "" }] };
}
