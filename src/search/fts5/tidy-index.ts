import type { Ctx } from "../../ctx.ts";
import { markFrequentTerms, mergeIndex } from "./index-store.ts";

/** Once a day: merges what publishing left in pieces, and counts the frequent terms that searches ask for most. */
export async function tidyIndex(ctx: Ctx): Promise<void> {
  await mergeIndex(ctx.db);
  await markFrequentTerms(ctx.db);
}
