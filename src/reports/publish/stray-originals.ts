import type { Ctx } from "../../ctx.ts";
import { oldObjects } from "../../old-objects.ts";
import { ORIGINALS_PREFIX } from "../originals.ts";
import { knownOriginals } from "./known-store.ts";

/** Scheduled, at night. Deletes files whose publication was refused or overtaken, a day later. */
export async function eraseStrayOriginals(ctx: Ctx): Promise<number> {
  const old = await oldObjects(ctx, ORIGINALS_PREFIX);
  if (old.length === 0) return 0;
  const known = await knownOriginals(
    ctx.db,
    old.map((key) => key.slice(ORIGINALS_PREFIX.length)),
  );
  const stray = old.filter((key) => !known.has(key.slice(ORIGINALS_PREFIX.length)));
  if (stray.length > 0) await ctx.files.delete(stray);
  return stray.length;
}
