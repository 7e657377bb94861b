import { withoutPunctuation } from "../text/bare-text.ts";
import { type Catalog, sectionsIn } from "../catalog.ts";
import type { Sort, Tier } from "../engine.ts";
import { toEvidence } from "./evidence.ts";
import type { Hit } from "../hit.ts";
import type { SearchPlan } from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import { scores } from "./rank.ts";

export interface Ordered {
  hit: Hit;
  tier: Tier;
  score: number;
}

/** A passage that holds the whole query unbroken comes before all others. */
const WHOLE = 1000;
/** Partial matches that say less than this share of the best one are left out. */
const WEAKEST = 0.35;
/** The asked-for word on its own, not inside a longer number or Latin word: 5% rather than 38.5% */
const STANDS_ALONE = 50;
/** A report of the bureau that the query names. */
const OF_BUREAU = 8;

export function orderExact(
  hits: readonly Hit[],
  query: Query,
  plan: SearchPlan,
  catalog: Catalog,
  sort: Sort,
): Ordered[] {
  const ordered = scored(hits, plan, catalog, "exact");
  for (const entry of ordered) {
    const { text } = entry.hit.section;
    if (query.joined !== "" && text.includes(query.joined)) entry.score += WHOLE;
    if (query.pieces.every((piece) => standsAlone(text, piece.folded))) entry.score += STANDS_ALONE;
    else if (!query.pieces.every((piece) => text.includes(piece.folded))) entry.score -= STANDS_ALONE;
  }
  return sort === "newest" ? ordered.sort((a, b) => b.hit.id - a.hit.id) : best(ordered);
}

export function orderPartial(hits: readonly Hit[], query: Query, plan: SearchPlan, catalog: Catalog): Ordered[] {
  const ordered = scored(hits, plan, catalog, "partial");
  const enough = WEAKEST * Math.max(0, ...ordered.map((entry) => entry.score));
  const bare = copiedWithoutPunctuation(query.joined);
  for (const entry of ordered)
    if (bare !== null && withoutPunctuation(entry.hit.section.text).includes(bare)) entry.score += WHOLE;
  return best(ordered.filter((entry) => entry.score >= enough));
}

/** Null where leaving punctuation out would change what is said: 8.5% is not 85. */
function copiedWithoutPunctuation(joined: string): string | null {
  const bare = withoutPunctuation(joined);
  return bare === "" || (bare !== joined && (/\d[.,]\d/.test(joined) || bare.length < 4)) ? null : bare;
}

const best = (ordered: Ordered[]) => ordered.sort((a, b) => b.score - a.score || a.hit.id - b.hit.id);

function scored(hits: readonly Hit[], plan: SearchPlan, catalog: Catalog, tier: Tier): Ordered[] {
  const sections = sectionsIn(catalog);
  const pieces = plan.wanted.map(({ piece, bureauIds }) => ({ folded: piece.folded, named: bureauIds.length > 0 }));
  const bodies = pieces.filter((piece) => !piece.named).map((piece) => piece.folded);
  const evidence = toEvidence(
    bodies.length > 0 ? bodies : pieces.map((piece) => piece.folded),
    catalog.counts,
    sections,
  );
  const values = scores(
    hits.map((hit) => hit.section),
    evidence,
  );
  const named = new Set(plan.wanted.flatMap(({ bureauIds }) => bureauIds));
  return hits.map((hit, i) => ({
    hit,
    tier,
    score: (values[i] ?? 0) + (named.has(hit.bureauId) ? OF_BUREAU : 0),
  }));
}

const ALNUM = /[0-9a-z.]/;

function standsAlone(text: string, piece: string): boolean {
  const first = ALNUM.test(piece.charAt(0));
  const last = ALNUM.test(piece.charAt(piece.length - 1));
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    const before = first && ALNUM.test(text.charAt(at - 1));
    const after = last && ALNUM.test(text.charAt(at + piece.length));
    if (!before && !after) return true;
  }
  return false;
}
