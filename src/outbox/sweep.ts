import type { Ctx } from "../context.ts";
import { commit, type Statement } from "../db/client.ts";
import { log } from "../log.ts";
import { backoffSeconds, MOST_ATTEMPTS } from "./backoff.ts";
import { claimDue, forgetDone, markDead, markDone, markRetry, type OutboxRow } from "./store.ts";
import { Undeliverable } from "./undeliverable.ts";

type Payload = Record<string, string | number | boolean | null>;

/** Delivers one payload; a throw is a failed try, whose message is kept: it must hold no secret. */
export type Handler = (payload: Payload) => Promise<void>;

export interface Swept {
  done: number;
  retried: number;
  dead: number;
}

const BATCH = 10;
const LEASE_SECONDS = 120;
const KEEP_DONE_DAYS = 30;
const LONGEST_ERROR = 200;

/** Delivers what is due. One failing entry never holds up the others; a crash leaves them to the next sweep. */
export async function sweepOutbox(ctx: Ctx, handlers: Record<string, Handler>): Promise<Swept> {
  const swept: Swept = { done: 0, retried: 0, dead: 0 };
  const rows = await claimDue(ctx.db, isoIn(ctx, 0), isoIn(ctx, LEASE_SECONDS), BATCH);
  for (const row of rows) {
    const outcome = await deliver(ctx, row, handlers[row.kind]);
    swept[outcome.as] += 1;
    log("outbox.swept", { id: row.id, kind: row.kind, attempt: row.attempts, outcome: outcome.as });
    await commit(ctx.db, [outcome.write]);
  }
  if (rows.length === 0) await commit(ctx.db, [forgetDone(ctx.db, isoIn(ctx, -KEEP_DONE_DAYS * 86_400))]);
  return swept;
}

interface Outcome {
  as: keyof Swept;
  write: Statement;
}

async function deliver(ctx: Ctx, row: OutboxRow, handler: Handler | undefined): Promise<Outcome> {
  try {
    if (!handler) throw new Undeliverable(`no handler for ${row.kind}`);
    await handler(JSON.parse(row.payload) as Payload);
    return { as: "done", write: markDone(ctx.db, row.id, isoIn(ctx, 0)) };
  } catch (error) {
    const message = (error instanceof Error ? error.message : "unknown").slice(0, LONGEST_ERROR);
    if (error instanceof Undeliverable || row.attempts >= MOST_ATTEMPTS)
      return { as: "dead", write: markDead(ctx.db, row.id, isoIn(ctx, 0), message) };
    const jitter = (ctx.random(1)[0] ?? 0) / 255;
    const next = isoIn(ctx, backoffSeconds(row.attempts, jitter));
    return { as: "retried", write: markRetry(ctx.db, row.id, next, message) };
  }
}

const isoIn = (ctx: Ctx, seconds: number) => new Date(ctx.now().getTime() + seconds * 1000).toISOString();
