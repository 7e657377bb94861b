import type { Ctx } from "../../ctx.ts";
import { type Suggestion, suggestSimilar } from "./suggest.ts";

const MOST_ASKED = 3;

/** For each text that is in no report: names that sound like it. */
export async function similarTo(ctx: Ctx, texts: readonly string[]): Promise<Map<string, Suggestion[]>> {
  const found = new Map<string, Suggestion[]>();
  for (const text of texts.slice(0, MOST_ASKED)) found.set(text, await suggestSimilar(ctx, text));
  return found;
}
