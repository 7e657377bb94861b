import type { Ctx } from "../ctx.ts";
import { isoIn } from "./deliver.ts";
import { listFresh } from "./store.ts";

const MOST = 10;

/** After a commit: a message for each row of the index's lane that was written since. A lost one is made up for by the sweep. */
export async function sendHints(ctx: Ctx, since: Date): Promise<number> {
  if (!ctx.queue || !ctx.index) return 0;
  const rows = await listFresh(ctx.db, since.toISOString(), isoIn(ctx, 0), MOST);
  for (const { id } of rows) await ctx.queue.send({ outbox: id });
  return rows.length;
}
