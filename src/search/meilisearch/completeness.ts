import type { Ctx } from "../../context.ts";
import { countSections } from "../known-sections-store.ts";
import { SearchUnavailable, type Ask } from "./ask.ts";
import { countOf } from "./questions.ts";

/** Sections published moments ago may still be on their way; more missing is an index half built. */
const MAY_BE_MISSING = 0.01;
const TRUSTED_MS = 60_000;

const seenWhole = new Map<string, number>();

/** Throws `SearchUnavailable` where the index holds clearly fewer sections than the tables; looked at once a minute. */
export async function requireWhole(ctx: Ctx, ask: Ask, key: string): Promise<void> {
  const now = ctx.now().getTime();
  const seen = seenWhole.get(key);
  if (seen !== undefined && now - seen >= 0 && now - seen < TRUSTED_MS) return;
  const [published, [answer]] = await Promise.all([countSections(ctx.db), ask([countOf("", ["current = true"])])]);
  if ((answer?.found ?? 0) < published * (1 - MAY_BE_MISSING)) throw new SearchUnavailable("half_built");
  seenWhole.set(key, now);
}
