import type { Ctx } from "../context.ts";
import { commit } from "../db/client.ts";
import { deliver, type Handlers, isoIn, LEASE_SECONDS, type Outcome } from "./deliver.ts";
import { claimDue, forgetDone, type Lane } from "./store.ts";

export type { Handler } from "./deliver.ts";
/** What was put off is not counted. */
export type Swept = Record<Exclude<Outcome["as"], "later">, number>;

const BATCH = 10;
const KEEP_DONE_DAYS = 30;

/** Delivers what is due. One failing entry never holds up the others; a crash leaves them to the next sweep. */
export async function sweepOutbox(ctx: Ctx, handlers: Handlers, lane: Lane = "notify"): Promise<Swept> {
  const swept: Swept = { done: 0, retried: 0, dead: 0 };
  const rows = await claimDue(ctx.db, lane, isoIn(ctx, 0), isoIn(ctx, LEASE_SECONDS), BATCH);
  for (const row of rows) {
    const { as } = await deliver(ctx, row, handlers);
    if (as !== "later") swept[as] += 1;
  }
  if (rows.length === 0) await commit(ctx.db, [forgetDone(ctx.db, isoIn(ctx, -KEEP_DONE_DAYS * 86_400))]);
  return swept;
}
