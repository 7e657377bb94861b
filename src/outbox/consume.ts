import type { Ctx } from "../ctx.ts";
import { log } from "../log.ts";
import { classOf } from "../thrown.ts";
import { backoffSeconds } from "./backoff.ts";
import { deliverAll, type Handlers, isoIn, LEASE_SECONDS } from "./deliver.ts";
import { parseMessage } from "./message.ts";
import { claimOne, type OutboxRow } from "./store.ts";

/** A message of a Cloudflare Queue, as far as it is used. */
export interface Delivery {
  body: unknown;
  /** Deliveries so far, this one included. */
  attempts: number;
  ack: () => void;
  retry: (options: { delaySeconds: number }) => void;
}

export interface Consumer {
  handlers: Handlers;
  /** Moves the rebuild on; true while there is more to do. */
  rebuild: () => Promise<boolean>;
}

/** Queues wait at most twelve hours. */
const LONGEST_DELAY = 43_200;

/**
 * Takes a batch of hints. Each message is tried, and acknowledged or put back, by itself: nothing is thrown, whatever one of them
 * holds. A message that is put back too often ends in the dead-letter queue; the row it named stays in the outbox.
 */
export async function consumeHints(ctx: Ctx, messages: readonly Delivery[], consumer: Consumer): Promise<void> {
  const taken: { message: Delivery; row: OutboxRow }[] = [];
  for (const message of messages)
    await byItself(message, async () => {
      const row = await claim(ctx, message, consumer);
      if (row) taken.push({ message, row });
      else message.ack();
    });
  const rows = taken.map(({ row }) => row);
  const outcomes = await deliverAll(ctx, rows, consumer.handlers);
  for (const { message, row } of taken)
    await byItself(message, async () => {
      const outcome = outcomes.get(row.id);
      if (!outcome || outcome instanceof Error) throw outcome ?? new Error("not delivered");
      if (outcome.wait > 0) message.retry({ delaySeconds: Math.min(Math.ceil(outcome.wait), LONGEST_DELAY) });
      else message.ack();
    });
}

async function byItself(message: Delivery, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log("queue.failed", { attempt: message.attempts, error: classOf(error) });
    message.retry({ delaySeconds: Math.min(backoffSeconds(message.attempts, 0), LONGEST_DELAY) });
  }
}

/** The row that a hint names, if it is still to be delivered. A hint at a rebuild is followed at once. */
async function claim(ctx: Ctx, { body }: Delivery, { rebuild }: Consumer): Promise<OutboxRow | undefined> {
  const hint = parseMessage(body);
  if (!hint) throw new Error("not a hint");
  if ("outbox" in hint) {
    const [row] = await claimOne(ctx.db, hint.outbox, isoIn(ctx, 0), isoIn(ctx, LEASE_SECONDS));
    return row;
  }
  if (await rebuild()) await ctx.queue?.send({ rebuild: true });
  return undefined;
}
