import { createContext } from "./compose.ts";
import type { Ctx } from "./ctx.ts";
import { deliveriesOf } from "./deliveries.ts";
import { consumeHints, type Delivery } from "./outbox/consume.ts";
import type { Handlers } from "./outbox/deliver.ts";
import { createIndexer } from "./search/indexing/handler.ts";
import { lookAtIndex, indexTarget } from "./search/indexing/look.ts";
import { advanceRebuild } from "./search/indexing/rebuild.ts";

const STEPS_A_MESSAGE = 10;
const UNREACHABLE_SECONDS = 60;

/** A message of the queue. */
export function runQueue(messages: readonly Delivery[], env: Env): Promise<void> {
  const ctx = createContext(env);
  return takeHints(ctx, messages, deliveriesOf(env, ctx));
}

/** While the engine does not answer, the messages wait and the outbox stays as it is. */
export async function takeHints(ctx: Ctx, messages: readonly Delivery[], handlers: Handlers): Promise<void> {
  const target = indexTarget(ctx);
  if (target && (await lookAtIndex(ctx, target)) === "unreachable") {
    for (const message of messages) message.retry({ delaySeconds: UNREACHABLE_SECONDS * message.attempts });
    return;
  }
  await consumeHints(ctx, messages, {
    handlers: { index: createIndexer(ctx), ...handlers },
    rebuild: async () => target !== null && advanceRebuild(ctx, target, STEPS_A_MESSAGE),
  });
}
