import type { Ctx } from "../context.ts";
import { log } from "../log.ts";
import { backoffSeconds } from "./backoff.ts";
import { deliver, type Handlers, isoIn, LEASE_SECONDS, type Outcome } from "./deliver.ts";
import { type OutboxMessage, parseMessage } from "./message.ts";
import { claimOne } from "./store.ts";

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
 * Takes a batch of hints. Each message is tried, and acknowledged or put back, by itself: nothing is thrown, whatever one
 * of them holds. What is put back too often ends in the dead-letter queue; the row it named stays in the outbox.
 */
export async function consumeHints(ctx: Ctx, messages: readonly Delivery[], consumer: Consumer): Promise<void> {
  for (const message of messages) {
    try {
      const hint = parseMessage(message.body);
      if (!hint) throw new Error("not a hint");
      const outcome = await follow(ctx, hint, consumer);
      if (outcome.wait > 0) message.retry({ delaySeconds: Math.min(Math.ceil(outcome.wait), LONGEST_DELAY) });
      else message.ack();
    } catch (error) {
      log("queue.failed", { attempt: message.attempts, error: error instanceof Error ? error.name : "unknown" });
      message.retry({ delaySeconds: Math.min(backoffSeconds(message.attempts, 0), LONGEST_DELAY) });
    }
  }
}

const SETTLED: Outcome = { as: "done", wait: 0 };

async function follow(ctx: Ctx, hint: OutboxMessage, { handlers, rebuild }: Consumer): Promise<Outcome> {
  if ("rebuild" in hint) {
    if (await rebuild()) await ctx.queue?.send({ rebuild: true });
    return SETTLED;
  }
  const [row] = await claimOne(ctx.db, hint.outbox, isoIn(ctx, 0), isoIn(ctx, LEASE_SECONDS));
  return row ? deliver(ctx, row, handlers) : SETTLED;
}
