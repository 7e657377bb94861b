import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { addDays } from "../calendar.ts";
import { LONGEST_STOP_DAYS } from "../clock.ts";
import { type Feedback, loadNewlyOverdue, loadStopped, loadUncontested } from "../store.ts";
import { transition, type Transition } from "../case/transition.ts";

const BATCH = 50;
const by = { kind: "system" as const, name: "system" };

/** Scheduled. Marks feedback past its deadline and tells staff. Safe to run twice; answers how many were marked. */
export async function markOverdue(ctx: Ctx): Promise<number> {
  const due = await loadNewlyOverdue(ctx.db, beijingDay(ctx.now()), BATCH);
  return each(ctx, due, { event: "markOverdue", by, notify: "feedback.overdue" });
}

/** Scheduled. Closes answered feedback whose author let the time for a review pass. */
export async function closeUncontested(ctx: Ctx): Promise<number> {
  const answered = await loadUncontested(ctx.db, beijingDay(ctx.now()), BATCH);
  return each(ctx, answered, { event: "close", by, note: "提交人在期限内没有申请复查。", noteIsPublic: true });
}

/** Scheduled. Lets clocks run on that stood still for thirty days. */
export async function resumeStopped(ctx: Ctx): Promise<number> {
  const until = addDays(beijingDay(ctx.now()), -LONGEST_STOP_DAYS);
  const note = `暂停满${LONGEST_STOP_DAYS}日，恢复计时。仍可补充说明。`;
  const stopped = await loadStopped(ctx.db, until, BATCH);
  return each(ctx, stopped, { event: "resumeClock", by, note, noteIsPublic: true });
}

/** One that somebody else just changed is left to the next run. */
async function each(ctx: Ctx, list: readonly Feedback[], step: Transition): Promise<number> {
  let done = 0;
  for (const feedback of list) {
    try {
      await transition(ctx, feedback, step);
      done += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return done;
}
