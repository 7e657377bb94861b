import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { outboxEntry } from "../../outbox/store.ts";
import { isQuiet, readNews } from "./changes.ts";
import { hookName } from "./chat.ts";
import { loadSeenUntil, setSeenUntil } from "./state-store.ts";

/** A change carries the instant at which it began: by then it is in the tables. */
const SETTLE_MS = 60_000;

/**
 * Scheduled. Puts into the outbox that something was published since the last run: for the hub, and for each group. The first run
 * only notes the present instant; nothing older is told. Answers how many.
 */
export async function noticeChanges(ctx: Ctx): Promise<number> {
  const { hub, chats } = ctx.outlets;
  if (hub === null && chats.length === 0) return 0;
  const until = new Date(ctx.now().getTime() - SETTLE_MS).toISOString();
  const from = await loadSeenUntil(ctx.db);
  if (from === undefined) {
    await commit(ctx.db, [setSeenUntil(ctx.db, until)]);
    return 0;
  }
  const news = from < until ? await readNews(ctx, from, until) : null;
  const quiet = news === null || isQuiet(news);
  if (quiet && (hub === null || !news?.stepped.length)) return 0;
  const at = ctx.now().toISOString();
  const rows = [
    ...(hub === null ? [] : [{ kind: "websub", payload: { from, until }, at }]),
    ...(quiet ? [] : chats).map((chat) => ({ kind: "chat", payload: { from, until, hook: hookName(chat) }, at })),
  ];
  await commit(ctx.db, [setSeenUntil(ctx.db, until), ...rows.map((row) => outboxEntry(ctx.db, row))]);
  return rows.length;
}
