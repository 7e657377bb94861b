import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { isOutrun } from "../case/history-store.ts";
import { missingFeedback, requireHandler, requireRole } from "../../staff/permission.ts";
import { loadClockRules } from "../settings.ts";
import { loadSeveral } from "../store.ts";
import { planStep, type PlannedStep } from "../case/transition.ts";
import { staff } from "../case/handled.ts";

/** Steps that need no words of their own. */
export const BULK_EVENTS = ["accept", "start", "close"] as const;
export type BulkEvent = (typeof BULK_EVENTS)[number];

/** Each is three statements of the batch, and a request has 40 queries. */
export const MOST_BULK = 10;

/**
 * Takes several feedbacks one step, in one batch: all that can be taken, or none. What the rules refuse is answered in
 * `refused`. Throws `unauthorized`, `forbidden`, `invalid`, `not_found` (one that the actor does not handle), `conflict`.
 */
export async function stepSeveral(ctx: Ctx, ids: readonly number[], event: BulkEvent) {
  requireRole(ctx, "officer", "supervisor");
  const chosen = [...new Set(ids)];
  if (chosen.length === 0) throw new AppError("invalid", "请先勾选要办的意见。", "id");
  if (chosen.length > MOST_BULK) throw new AppError("invalid", `一次最多办${MOST_BULK}件，请少选几件。`, "id");
  const [known, rules] = [await loadSeveral(ctx.db, chosen), await loadClockRules(ctx)];
  const steps: PlannedStep[] = [];
  const refused: number[] = [];
  for (const id of chosen) {
    const feedback = known.find((each) => each.id === id);
    if (!feedback) throw missingFeedback();
    const name = requireHandler(ctx, feedback);
    try {
      steps.push(planStep(ctx, feedback, { event, by: staff(name) }, rules));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "conflict") throw error;
      refused.push(id);
    }
  }
  const writes = steps.flatMap((step) => step.writes);
  if (steps.some(({ visible }) => visible)) writes.push(bumpArchiveVersion(ctx.db));
  if (writes.length > 0) await commitUnlessRaced(ctx, writes);
  return { done: steps.map(({ after }) => after.id), refused };
}

async function commitUnlessRaced(ctx: Ctx, writes: Parameters<typeof commit>[1]) {
  try {
    await commit(ctx.db, writes);
  } catch (error) {
    if (isOutrun(error)) throw new AppError("conflict", "其中一件刚刚被别人处理过，这一批都没有办。请刷新后再选。");
    throw error;
  }
}
