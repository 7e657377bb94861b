/** A hint: what it names stands in the database, and is found there also when the message is lost. */
export type OutboxMessage = { outbox: number } | { rebuild: true };

/** The receiver of hints: a Cloudflare Queue, or nothing. */
export interface HintQueue {
  send: (message: OutboxMessage) => Promise<unknown>;
}

/** Null for a message that is none of ours. */
export function parseMessage(body: unknown): OutboxMessage | null {
  if (typeof body !== "object" || body === null) return null;
  if ("outbox" in body && typeof body.outbox === "number" && Number.isSafeInteger(body.outbox))
    return { outbox: body.outbox };
  return "rebuild" in body && body.rebuild === true ? { rebuild: true } : null;
}
