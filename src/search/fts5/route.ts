import type { Catalog } from "./catalog-store.ts";
import type { Sort } from "../engine.ts";
import type { Condition } from "./hits-store.ts";
import { anyOf } from "../query/match.ts";
import { exactExpression, RANKED_HITS, type SearchPlan } from "../query/plan.ts";
import type { QueryPiece, Query } from "../query/query.ts";
import { phrase, toTerm } from "../text/tokens.ts";

/** Which of FTS5's tables answers what of a plan. */
export interface Route extends Condition {
  /** The plan without the frequent characters: what the index of bigrams is asked. */
  bigrams: SearchPlan;
  /** The newest are taken, without headings first or a partial tier: each of these would cost as much again. */
  exactOnly: boolean;
}

/** An excluded character in more than this share of the sections is looked for once only. */
const MOST_SECTIONS = 0.5;
/** A wanted character in a smaller share would be asked of too many hits that do not have it. */
const TESTED_SHARE = 0.7;
/** Up to so many hits are asked one by one whether they hold what is excluded. */
const FEW_HITS = 24;

/**
 * The index of bigrams would read all that begin with a frequent single character: the index of characters is asked
 * for those, alone or hit by hit beside the rest of the query. But each hit that is refused is a row read: hit by hit
 * is asked only what most sections have, or few hits. Otherwise the index of bigrams takes its time, and no rows.
 */
export function routeOf(query: Query, plan: SearchPlan, catalog: Catalog): Route {
  const { counts } = catalog;
  const isFrequent = ({ kind, folded }: QueryPiece) =>
    kind !== "title" && Array.from(folded).length === 1 && (counts.get(toTerm(folded)) ?? 0) > RANKED_HITS;
  const sections = catalog.lastSection - catalog.firstSection + 1;
  const isIn = ({ folded }: QueryPiece, share: number) => (counts.get(toTerm(folded)) ?? 0) > sections * share;
  const single = plan.wanted.filter(
    ({ piece, forms, bureauIds }) => isFrequent(piece) && forms.length === 1 && bureauIds.length === 0,
  );
  const frequent = query.excluded.filter(isFrequent);
  const onlyLacking = plan.wanted.length === 0 && frequent.length > 0 && frequent.length === plan.excluded.length;
  const alone = onlyLacking || (single.length > 0 && single.length === plan.wanted.length);
  const held = alone ? single : single.filter(({ piece }) => isIn(piece, TESTED_SHARE));
  const isFew = alone || plan.most <= FEW_HITS;
  const lacking = isFew ? frequent : [];
  const asPhrases = new Set(lacking.map(({ folded }) => phrase(folded)));
  const bigrams = {
    ...plan,
    wanted: plan.wanted.filter((wanted) => !held.includes(wanted)),
    excluded: plan.excluded.filter((expression) => !asPhrases.has(expression)),
  };
  const holding = held.map(({ piece }) => term(piece));
  const without = lacking.length > 0 ? anyOf(lacking.map(term)) : null;
  if (alone) {
    const all = [...holding, ...(plan.filter ? [plan.filter] : [])].join(" AND ");
    const match = without === null ? all : `(${all}) NOT ${without}`;
    const not = bigrams.excluded.length > 0 ? anyOf(bigrams.excluded) : null;
    return { bigrams, table: "chars", match, also: null, not, exactOnly: false };
  }
  return {
    bigrams,
    table: "fts",
    match: exactExpression(bigrams),
    also: holding.join(" AND ") || null,
    not: without,
    exactOnly: !isFew && frequent.some((piece) => isIn(piece, MOST_SECTIONS)),
  };
}

export const newestFirst = (sort: Sort, { most }: SearchPlan, { table, exactOnly }: Route) =>
  sort === "newest" || most > RANKED_HITS || table === "chars" || exactOnly;

const term = ({ folded }: QueryPiece) => `"${toTerm(folded)}"`;
