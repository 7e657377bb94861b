import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { deliverAll, type Handlers, isoIn, LEASE_SECONDS, type DeliveryOutcome } from "./deliver.ts";
import { claimDue, forgetDone, type Lane } from "./store.ts";

/** Rows that were put off are not counted. */
export type SweepCounts = Record<Exclude<DeliveryOutcome["as"], "later">, number>;

const BATCH: Record<Lane, number> = { notify: 10, index: 20 };
const KEEP_DONE_DAYS = 30;

/** Delivers the rows that are due. One failing entry never holds up the others; a crash leaves them to the next sweep. */
export async function sweepOutbox(ctx: Ctx, handlers: Handlers, lane: Lane = "notify"): Promise<SweepCounts> {
  const swept: SweepCounts = { done: 0, retried: 0, dead: 0 };
  const rows = await claimDue(ctx.db, lane, isoIn(ctx, 0), isoIn(ctx, LEASE_SECONDS), BATCH[lane]);
  const outcomes = [...(await deliverAll(ctx, rows, handlers)).values()];
  for (const outcome of outcomes) if (!(outcome instanceof Error) && outcome.as !== "later") swept[outcome.as] += 1;
  const failed = outcomes.find((outcome) => outcome instanceof Error);
  if (failed) throw failed;
  if (rows.length === 0) await commit(ctx.db, [forgetDone(ctx.db, isoIn(ctx, -KEEP_DONE_DAYS * 86_400))]);
  return swept;
}
