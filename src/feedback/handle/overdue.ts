import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { type Feedback, loadNewlyOverdue, loadUncontested } from "../store.ts";
import { transition, type Transition } from "../transition.ts";

const BATCH = 50;
const by = { kind: "system" as const, name: "system" };

/** Scheduled. Marks what is past its deadline and tells staff. Safe to run twice; answers how many were marked. */
export async function markOverdue(ctx: Ctx): Promise<number> {
  const due = await loadNewlyOverdue(ctx.db, beijingDay(ctx.now()), BATCH);
  return each(ctx, due, { event: "markOverdue", by, notify: "feedback.overdue" });
}

/** Scheduled. Closes what was answered and whose author let the time for a review pass. */
export async function closeUncontested(ctx: Ctx): Promise<number> {
  const answered = await loadUncontested(ctx.db, beijingDay(ctx.now()), BATCH);
  return each(ctx, answered, { event: "close", by, note: "提交人在期限内没有申请复查。", noteIsPublic: true });
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
