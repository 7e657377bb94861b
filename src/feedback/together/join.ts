import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { type Feedback, loadJoined } from "../store.ts";
import { MOST_JOINED, transition } from "../case/transition.ts";
import { requireHandled, staff } from "../case/handled.ts";

/**
 * From now on `id` is handled with `into`: each step on that one is taken on this one too, and its author gets the same answer.
 * Throws `invalid` if the two cannot be handled together, and as the triage verbs do. Decision 0240.
 */
export async function joinFeedback(ctx: Ctx, id: number, into: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  const { feedback: other } = await requireHandled(ctx, into).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "not_found" ? refused("没有这件意见，请核对编号。") : error;
  });
  const reason = whyNot(feedback, other);
  if (reason !== null) throw refused(reason);
  const [mine, theirs] = [await loadJoined(ctx.db, id, 1), await loadJoined(ctx.db, into, MOST_JOINED)];
  if (mine.length > 0) throw refused("已有别的意见并入这一件，请把它们并入同一件。");
  if (theirs.length >= MOST_JOINED) throw refused(`一件意见最多并入${MOST_JOINED}件。`);
  return transition(ctx, feedback, {
    event: "join",
    by: staff(name),
    note: "与一件内容相同的意见一并办理、一并答复。",
    change: { joinedTo: into },
    detail: { into },
  });
}

const refused = (message: string) => new AppError("invalid", message, "into");

function whyNot(feedback: Feedback, other: Feedback): string | null {
  if (feedback.id === other.id) return "不能并入它自己，请填写另一件意见的编号。";
  if (other.confidential || feedback.confidential) return "举报不能并案。";
  if (other.held) return "那件意见还由监督部门初看，请先转交报告单位。";
  if (other.bureauId !== feedback.bureauId) return "两件意见不在同一个单位办理，请先转办。";
  if (other.joinedTo !== null) return `第${other.id}号意见已经并入第${other.joinedTo}号，请并入第${other.joinedTo}号。`;
  return ["submitted", "accepted", "in_progress"].includes(other.status) ? null : "那件意见已经办完，不能再并入。";
}

/** From now on it is handled alone again. */
export async function separateFeedback(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, {
    event: "separate",
    by: staff(name),
    note: "改为单独办理。",
    change: { joinedTo: null },
    detail: { from: feedback.joinedTo },
  });
}
