import type { Ctx } from "../../ctx.ts";
import type { Handler } from "../../outbox/deliver.ts";
import { feedsOf, readNews } from "./changes.ts";

const WAIT_MS = 10_000;
/** Addresses in one request. */
const AT_ONCE = 20;

/** Tells the hub which feeds changed; it reads them itself and tells its subscribers. */
export function createPinger(ctx: Ctx, post: typeof fetch = fetch): Handler {
  return async ({ from, until }) => {
    const { hub, origin } = ctx.outlets;
    if (hub === null) return;
    const bases = await feedsOf(ctx, await readNews(ctx, String(from), String(until)));
    const topics = bases.flatMap((base) => [`${origin}${base}.atom`, `${origin}${base}.json`]);
    for (let at = 0; at < topics.length; at += AT_ONCE) await ping(hub, topics.slice(at, at + AT_ONCE), post);
  };
}

/**
 * After a write, tells the hub at once what became public by it; null if there is none. The scheduled ping follows all the same: a
 * hub reads a feed twice without harm, and what this one misses is told within six minutes.
 */
export function pingAtOnce(ctx: Ctx, began: Date, post: typeof fetch = fetch): Promise<void> | null {
  if (ctx.outlets.hub === null) return null;
  const from = new Date(began.getTime() - 1).toISOString();
  return createPinger(ctx, post)({ from, until: ctx.now().toISOString() });
}

async function ping(hub: string, topics: readonly string[], post: typeof fetch) {
  const response = await post(hub, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams([["hub.mode", "publish"], ...topics.map((topic) => ["hub.url", topic])]).toString(),
    redirect: "manual",
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((error: Error) => {
    throw new Error(`hub unreachable (${error.name})`);
  });
  if (!response.ok) throw new Error(`hub answered ${response.status}`);
}
