import type { Ctx } from "./ctx.ts";
import { DAY_MS } from "./day.ts";

const LISTED = 500;

/**
 * Keys of up to 500 objects below `prefix` that are older than a day, so that no upload is still on its way to its row. Names
 * below are random: beginning at a random place comes to every object in time.
 */
export async function oldObjects(ctx: Pick<Ctx, "files" | "now" | "random">, prefix: string): Promise<string[]> {
  const from = (ctx.random(1)[0] ?? 0).toString(16).padStart(2, "0");
  const { objects } = await ctx.files.list({ prefix, startAfter: prefix + from, limit: LISTED });
  const before = ctx.now().getTime() - DAY_MS;
  return objects.filter(({ uploaded }) => uploaded.getTime() < before).map(({ key }) => key);
}
