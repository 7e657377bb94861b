import type { Delivery } from "../outbox/consume.ts";
import type { HintQueue, OutboxMessage } from "../outbox/message.ts";

/** Later than this the clock has swept the outbox anyway. */
const LONGEST_WAIT_SECONDS = 300;
const MOST_WAITING = 1000;
const MOST_AT_ONCE = 20;

/**
 * Hints in this process, taken one batch after the other as soon as they come. None outlives the process, and none need:
 * what they name stands in the outbox.
 */
export function startHints(take: (deliveries: Delivery[]) => Promise<void>): HintQueue & { stop: () => Promise<void> } {
  let waiting: { body: OutboxMessage; attempts: number }[] = [];
  let stopped = false;
  let underWay: Promise<void> | null = null;

  const add = (body: OutboxMessage, attempts: number) => {
    if (stopped || waiting.length >= MOST_WAITING) return;
    waiting.push({ body, attempts });
    underWay ??= work().finally(() => (underWay = null));
  };
  const again = (body: OutboxMessage, attempts: number, seconds: number) => {
    if (seconds < LONGEST_WAIT_SECONDS) setTimeout(() => add(body, attempts), seconds * 1000).unref();
  };
  const work = async () => {
    await Promise.resolve();
    while (waiting.length > 0 && !stopped) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      const deliveries = batch.map(({ body, attempts }) => ({
        body,
        attempts,
        ack: () => {},
        retry: ({ delaySeconds }: { delaySeconds: number }) => again(body, attempts + 1, delaySeconds),
      }));
      await take(deliveries).catch(() => {});
    }
  };
  return {
    send: async (body) => add(body, 1),
    stop: async () => {
      stopped = true;
      await underWay;
    },
  };
}
