import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { requireField } from "../../fields.ts";
import { staffFields } from "../fields.ts";
import { isOverdue } from "../clock.ts";
import { correctionStep } from "./correction.ts";
import { requireHandled, staff } from "../case/handled.ts";
import type { Feedback } from "../store.ts";
import { loadBureau, revisionExists } from "../target/target-store.ts";
import { transition } from "../case/transition.ts";

const reasonOf = (typed: string) => requireField(staffFields.reason, typed, "reason");

/** Each of these throws `unauthorized`, `forbidden`, `not_found`, `conflict` (the state refuses) or `invalid`. */
export async function acceptFeedback(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, { event: "accept", by: staff(name) });
}

/** The reason is shown to the author, and to everyone if the feedback is public. */
export async function declineFeedback(ctx: Ctx, id: number, reason: string): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, { event: "decline", by: staff(name), note: reasonOf(reason), noteIsPublic: true });
}

export async function startWork(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, { event: "start", by: staff(name) });
}

/** To the bureau of the slug; its clocks start again. */
export async function transferFeedback(ctx: Ctx, id: number, bureauSlug: string, reason: string): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  const why = reasonOf(reason);
  const bureau = await loadBureau(ctx.db, bureauSlug);
  if (!bureau) throw new AppError("invalid", "没有这个单位，请从列表中选择。", "bureau");
  if (bureau.id === feedback.bureauId) throw new AppError("invalid", "这件意见已经在这个单位。", "bureau");
  return transition(ctx, feedback, {
    event: "transfer",
    by: staff(name),
    note: `转到${bureau.shortName}。${why}`,
    noteIsPublic: true,
    change: { bureauId: bureau.id, bureau: bureau.slug, bureauName: bureau.shortName },
    detail: { bureau: bureau.slug },
    notify: "feedback.received",
  });
}

/** The question is for the author alone. */
export async function askAuthor(ctx: Ctx, id: number, question: string): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  const note = requireField(staffFields.question, question, "question");
  return transition(ctx, feedback, { event: "askAuthor", by: staff(name), note });
}

/** The question, which is the reason, is for the author alone; the clock stands still until the answer, at most thirty days, once. */
export async function stopClock(ctx: Ctx, id: number, question: string): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  const note = requireField(staffFields.question, question, "question");
  if (isOverdue(feedback.due, beijingDay(ctx.now()))) throw new AppError("conflict", "已经逾期，不能再暂停计时。");
  return transition(ctx, feedback, { event: "stopClock", by: staff(name), note });
}

export async function resumeClock(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, { event: "resumeClock", by: staff(name) });
}

/** Once, with a public reason. */
export async function extendDeadline(ctx: Ctx, id: number, reason: string): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, { event: "extend", by: staff(name), note: reasonOf(reason), noteIsPublic: true });
}

export async function closeFeedback(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, { event: "close", by: staff(name) });
}

/** To the revision that corrects the matter: both pages link to each other, and an answered feedback is closed by it. */
export async function linkCorrection(ctx: Ctx, id: number, revision: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  if (feedback.reportId === null || feedback.revision === null)
    throw new AppError("invalid", "这件意见没有针对某份报告，不能关联修订版。", "revision");
  if (revision <= feedback.revision || !(await revisionExists(ctx.db, feedback.reportId, revision)))
    throw new AppError("invalid", `更正应是这份报告第${feedback.revision}版之后的修订版。`, "revision");
  return transition(ctx, feedback, correctionStep(name, revision));
}
