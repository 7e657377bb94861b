import { type Catalog, sectionsIn } from "../catalog.ts";
import type { Sort } from "../engine.ts";
import { toTerm } from "../text/tokens.ts";
import { RANKED_HITS, type SearchPlan } from "./plan.ts";
import type { QueryPiece } from "./query.ts";

/** A plan apart in frequent single characters, which an index answers in its own way, and all else. */
export interface SplitPlan {
  /** Without the characters that are asked apart. */
  rest: SearchPlan;
  /** Frequent characters that a section must hold, and must not. */
  held: QueryPiece[];
  lacking: QueryPiece[];
  /** There is nothing else to ask. */
  alone: boolean;
  /** The newest are taken, without headings first or a partial tier: each of these would cost as much again. */
  exactOnly: boolean;
}

/** An excluded character in more than this share of the sections is searched for once only. */
const MOST_SECTIONS = 0.5;
/** A wanted character in a smaller share would be asked of too many hits that do not have it. */
const TESTED_SHARE = 0.7;
/** Up to so many hits are asked one by one whether they hold an excluded word. */
const FEW_HITS = 24;

/**
 * An index of bigrams would read all that begin with a frequent single character. So those are asked apart: alone, or
 * hit by hit beside the rest of the query. But each hit that is refused is a row read: hit by hit is asked only what
 * most sections have, or few hits.
 */
export function splitFrequent(plan: SearchPlan, catalog: Catalog): SplitPlan {
  const { counts } = catalog;
  const isFrequent = ({ kind, folded }: QueryPiece) =>
    kind !== "title" && Array.from(folded).length === 1 && (counts.get(toTerm(folded)) ?? 0) > RANKED_HITS;
  const sections = sectionsIn(catalog);
  const isIn = ({ folded }: QueryPiece, share: number) => (counts.get(toTerm(folded)) ?? 0) > sections * share;
  const single = plan.wanted.filter(
    ({ piece, forms, bureauIds }) => isFrequent(piece) && forms.length === 1 && bureauIds.length === 0,
  );
  const frequent = plan.excludedPieces.filter(isFrequent);
  const isOnlyLacking =
    plan.wanted.length === 0 &&
    frequent.length > 0 &&
    frequent.length === plan.excludedPieces.length + plan.excludedFilters.length;
  const alone = isOnlyLacking || (single.length > 0 && single.length === plan.wanted.length);
  const held = alone ? single : single.filter(({ piece }) => isIn(piece, TESTED_SHARE));
  const isFew = alone || plan.most <= FEW_HITS;
  const lacking = isFew ? frequent : [];
  return {
    rest: {
      ...plan,
      wanted: plan.wanted.filter((wanted) => !held.includes(wanted)),
      excludedPieces: plan.excludedPieces.filter((piece) => !lacking.includes(piece)),
    },
    held: held.map(({ piece }) => piece),
    lacking,
    alone,
    exactOnly: !isFew && frequent.some((piece) => isIn(piece, MOST_SECTIONS)),
  };
}

export const isNewestFirst = (sort: Sort, { most }: SearchPlan, { alone, exactOnly }: SplitPlan) =>
  sort === "newest" || most > RANKED_HITS || alone || exactOnly;
