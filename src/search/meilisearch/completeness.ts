import type { SearchPorts } from "../engine.ts";
import { averageEntries, builtIndex, readSize } from "../fts5/known-sections-store.ts";
import { SearchUnavailable } from "../search-unavailable.ts";
import type { AskServer } from "./ask.ts";
import { allOf } from "./query-text.ts";
import { countOf } from "./questions.ts";

/** Sections published moments ago may still be on their way; more missing is an index half built. */
const MAY_BE_MISSING = 0.01;
const TRUSTED_MS = 60_000;
const CURRENT = ["current = true"];

interface Whole {
  at: number;
  /** Entries that a section has on average in D1's index. */
  average: number;
}

const seenWhole = new Map<string, Whole>();

/** Decision 0097. */
export interface ExpectedIndex {
  /** Names the server and the index. */
  key: string;
  /** The index that the indexer must have built and followed; null if nobody keeps such a record: tests, benches. */
  built: string | null;
}

/**
 * Throws `SearchUnavailable` if the indexer has not built the index whole, or it holds clearly fewer sections than the
 * tables; looked at once a minute, or `again`.
 */
export async function requireWhole(
  ports: SearchPorts,
  ask: AskServer,
  { key, built }: ExpectedIndex,
  again = false,
): Promise<Whole> {
  const now = ports.now().getTime();
  const seen = again ? undefined : seenWhole.get(key);
  if (seen !== undefined && now >= seen.at && now - seen.at < TRUSTED_MS) return seen;
  const questions = [countOf("", CURRENT), countOf(allOf(["公示"]), CURRENT)];
  if (built !== null && (await builtIndex(ports.db)) !== built) throw new SearchUnavailable("not_built");
  const [size, entries, [answer]] = await Promise.all([readSize(ports.db), averageEntries(ports.db), ask(questions)]);
  if ((answer?.found ?? 0) < size.sections * (1 - MAY_BE_MISSING)) throw new SearchUnavailable("half_built");
  const whole = { at: now, average: entries ?? size.average };
  seenWhole.set(key, whole);
  return whole;
}
