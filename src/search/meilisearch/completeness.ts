import type { Ctx } from "../../context.ts";
import { countSections } from "../known-sections-store.ts";
import { SearchUnavailable } from "../search-unavailable.ts";
import type { Ask } from "./ask.ts";
import { allOf } from "./query-text.ts";
import { countOf } from "./questions.ts";

/** Sections published moments ago may still be on their way; more missing is an index half built. */
const MAY_BE_MISSING = 0.01;
const TRUSTED_MS = 60_000;
const CURRENT = ["current = true"];

const seenWhole = new Map<string, number>();

/** Throws `SearchUnavailable` where the index holds clearly fewer sections than the tables; looked at once a minute, or `again`. */
export async function requireWhole(ctx: Ctx, ask: Ask, key: string, again = false): Promise<void> {
  const now = ctx.now().getTime();
  const seen = again ? undefined : seenWhole.get(key);
  if (seen !== undefined && now >= seen && now - seen < TRUSTED_MS) return;
  const questions = [countOf("", CURRENT), countOf(allOf(["公示"]), CURRENT)];
  const [published, [answer]] = await Promise.all([countSections(ctx.db), ask(questions)]);
  if ((answer?.found ?? 0) < published * (1 - MAY_BE_MISSING)) throw new SearchUnavailable("half_built");
  seenWhole.set(key, now);
}
