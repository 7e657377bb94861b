import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { beat } from "../../heartbeat/heartbeat.ts";
import { outboxEntry } from "../../outbox/store.ts";
import { readHealth } from "./system.ts";

/** Scheduled. Each reason to look goes to the webhook once, and again only after it was gone. Answers how many went. */
export async function tellReasons(ctx: Ctx): Promise<number> {
  const { reasons, heartbeats } = await readHealth(ctx);
  const fresh = reasons.filter((reason) => !heartbeats.told.includes(reason));
  if (fresh.length === 0 && reasons.length === heartbeats.told.length) return 0;
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    beat(ctx, "told", { reasons }),
    ...fresh.map((reason) => outboxEntry(ctx.db, { kind: "notify", at, payload: { event: "site.reason", reason } })),
  ]);
  return fresh.length;
}
