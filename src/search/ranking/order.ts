import { withoutPunctuation } from "../text/bare-text.ts";
import { type Catalog, sectionsIn } from "../catalog.ts";
import type { Sort, Tier } from "../engine.ts";
import { mostHits } from "../query/match.ts";
import { askedSignals } from "./asked.ts";
import { toEvidence } from "./evidence.ts";
import type { Hit } from "../hit.ts";
import type { SearchPlan } from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import { tradeIn } from "../query/names.ts";
import { contentParts } from "../text/question-words.ts";
import { scores } from "./rank.ts";

export interface RankedHit {
  hit: Hit;
  tier: Tier;
  score: number;
}

/** A passage that holds the whole query unbroken comes before all others. */
export const WHOLE = 1000;
/** The asked-for word on its own, not inside a longer number or Latin word: 5% rather than 38.5% */
const STANDS_ALONE = 50;

export function orderExact(
  hits: readonly Hit[],
  query: Query,
  plan: SearchPlan,
  catalog: Catalog,
  sort: Sort,
): RankedHit[] {
  const ordered = scored(hits, plan, catalog, "exact");
  for (const entry of ordered) {
    const { text } = entry.hit.section;
    if (query.joined !== "" && text.includes(query.joined)) entry.score += WHOLE;
    if (query.pieces.every((piece) => standsAlone(text, piece.folded))) entry.score += STANDS_ALONE;
    else if (!plan.wanted.every(({ forms }) => forms.some((form) => standsAlone(text, form))))
      entry.score -= STANDS_ALONE;
    else if (!query.pieces.every((piece) => text.includes(piece.folded))) entry.score -= STANDS_ALONE / 2;
  }
  return sort === "newest" ? ordered.sort((a, b) => b.hit.id - a.hit.id) : best(ordered);
}

export function orderPartial(hits: readonly Hit[], query: Query, plan: SearchPlan, catalog: Catalog): RankedHit[] {
  const ordered = scored(hits, plan, catalog, "partial");
  const bare = copiedWithoutPunctuation(query.joined);
  for (const entry of ordered)
    if (bare !== null && withoutPunctuation(entry.hit.section.text).includes(bare)) entry.score += WHOLE;
  return best(ordered);
}

/** Null if leaving punctuation out would change the meaning: 8.5% is not 85. */
function copiedWithoutPunctuation(joined: string): string | null {
  const bare = withoutPunctuation(joined);
  return bare === "" || (bare !== joined && (/\d[.,]\d/.test(joined) || bare.length < 4)) ? null : bare;
}

const best = (ordered: RankedHit[]) => ordered.sort((a, b) => b.score - a.score || a.hit.id - b.hit.id);

function scored(hits: readonly Hit[], plan: SearchPlan, catalog: Catalog, tier: Tier): RankedHit[] {
  const sections = sectionsIn(catalog);
  const pieces = plan.wanted.map(({ piece, bureauIds }) => ({ folded: piece.folded, named: bureauIds.length > 0 }));
  const unnamed = pieces.filter((piece) => !piece.named).map((piece) => piece.folded);
  const bodies = unnamed.length > 0 ? unnamed : pieces.map((piece) => piece.folded);
  const evidence = toEvidence(
    tier === "partial" ? bodies.flatMap((folded) => ownWords(folded, plan, catalog)) : bodies,
    catalog.counts,
    sections,
  );
  const values = scores(
    hits.map((hit) => hit.section),
    evidence,
  );
  const asked = askedSignals(plan, catalog, { bodies, tier });
  return hits.map((hit, i) => ({ hit, tier, score: (values[i] ?? 0) + asked(hit) }));
}

/** The words of a question, without those that only ask, name a trade or are not used by reports, unless it has no others. */
function ownWords(folded: string, { expansions, isQuestion, filters }: SearchPlan, catalog: Catalog): string[] {
  const parts = contentParts(folded);
  const strange = expansions.filter(({ said }) => mostHits(said, catalog.counts) === 0).map(({ said }) => said);
  const trade = isQuestion && filters.length === 0 ? tradeIn(folded, catalog).names : [];
  const own = [...strange, ...trade].reduce((texts, said) => texts.flatMap((text) => text.split(said)), parts);
  const left = own.filter((text) => Array.from(text).length > 1);
  return left.length > 0 ? left : parts;
}

const ALNUM = /[0-9a-z.]/;
/** 720 in 3,720 stands in a longer number. */
const isInNumber = (text: string, at: number, step: 1 | -1) =>
  text.charAt(at) === "," && /\d/.test(text.charAt(at + step)) && /\d/.test(text.charAt(at - step));

function standsAlone(text: string, piece: string): boolean {
  const first = ALNUM.test(piece.charAt(0));
  const last = ALNUM.test(piece.charAt(piece.length - 1));
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    const end = at + piece.length;
    const before = first && (ALNUM.test(text.charAt(at - 1)) || isInNumber(text, at - 1, -1));
    const after = last && (ALNUM.test(text.charAt(end)) || isInNumber(text, end, 1));
    if (!before && !after) return true;
  }
  return false;
}
