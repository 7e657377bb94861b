import type { Ctx } from "../ctx.ts";
import { commit, type Statement } from "../db/client.ts";
import { log } from "../log.ts";
import { messageOf } from "../thrown.ts";
import { backoffSeconds, MOST_ATTEMPTS } from "./backoff.ts";
import { Postponement } from "./later.ts";
import type { OutboxPayload } from "./schema.ts";
import { markDead, markDone, markLater, markRetry, type OutboxRow } from "./store.ts";
import { Undeliverable } from "./undeliverable.ts";

/**
 * Delivers one payload; a throw is a failed try, whose message is kept: it must hold no secret. `Undeliverable` ends the
 * tries, `Postponement` puts the payload off.
 */
export type Handler = (payload: OutboxPayload) => Promise<void>;
export type Handlers = Record<string, Handler>;

export interface DeliveryOutcome {
  as: "done" | "retried" | "dead" | "later";
  /** Seconds until the next try; 0 if there is none. */
  wait: number;
}

export const LEASE_SECONDS = 120;
const LONGEST_ERROR = 200;

/** Throws only if the database fails: the lease then ends by itself. */
async function deliver(ctx: Ctx, row: OutboxRow, handlers: Handlers): Promise<DeliveryOutcome> {
  const { as, wait, write } = await attempt(ctx, row, handlers[row.kind]);
  log("outbox.swept", { id: row.id, kind: row.kind, attempt: row.attempts, outcome: as });
  await commit(ctx.db, [write]);
  return { as, wait };
}

/**
 * Tries rows that were claimed, each by itself: those of one report one after the other, reports beside one another, so
 * that an engine can take them in together. An error stands for a row whose outcome could not be kept.
 */
export async function deliverAll(
  ctx: Ctx,
  rows: readonly OutboxRow[],
  handlers: Handlers,
): Promise<Map<number, DeliveryOutcome | Error>> {
  const outcomes = new Map<number, DeliveryOutcome | Error>();
  const groups = Map.groupBy(rows, ({ kind, payload }) => (kind === "index" ? JSON.stringify(payload) : ""));
  await Promise.all(
    [...groups.values()].map(async (group) => {
      for (const row of group) {
        const outcome = await deliver(ctx, row, handlers).catch((error: Error) => error);
        outcomes.set(row.id, outcome);
      }
    }),
  );
  return outcomes;
}

async function attempt(
  ctx: Ctx,
  { id, attempts, kind, payload }: OutboxRow,
  handler: Handler | undefined,
): Promise<DeliveryOutcome & { write: Statement }> {
  try {
    if (!handler) throw new Undeliverable(`no handler for ${kind}`);
    await handler(payload);
    return { as: "done", wait: 0, write: markDone(ctx.db, id, isoIn(ctx, 0)) };
  } catch (error) {
    if (error instanceof Postponement)
      return { as: "later", wait: error.seconds, write: markLater(ctx.db, id, isoIn(ctx, error.seconds)) };
    const message = messageOf(error).slice(0, LONGEST_ERROR);
    if (error instanceof Undeliverable || attempts >= MOST_ATTEMPTS)
      return { as: "dead", wait: 0, write: markDead(ctx.db, id, isoIn(ctx, 0), message) };
    const wait = backoffSeconds(attempts, (ctx.random(1)[0] ?? 0) / 255);
    return { as: "retried", wait, write: markRetry(ctx.db, id, isoIn(ctx, wait), message) };
  }
}

export const isoIn = (ctx: Pick<Ctx, "now">, seconds: number) =>
  new Date(ctx.now().getTime() + seconds * 1000).toISOString();
