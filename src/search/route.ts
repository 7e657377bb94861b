import type { Catalog } from "./catalog-store.ts";
import type { Condition } from "./hits-store.ts";
import { anyOf } from "./match.ts";
import { exactExpression, RANKED_HITS, type Plan } from "./plan.ts";
import type { Piece, Query } from "./query.ts";
import { phrase, toTerm } from "./tokens.ts";

/** Which of FTS5's tables answers what of a plan. */
export interface Route extends Condition {
  /** The plan without the frequent characters: what the index of bigrams is asked. */
  bigrams: Plan;
}

/**
 * The index of bigrams would read all that begin with a frequent single character: the index of characters is asked
 * for those, alone or hit by hit beside the rest of the query.
 */
export function routeOf(query: Query, plan: Plan, { counts }: Catalog): Route {
  const isFrequent = ({ kind, folded }: Piece) =>
    kind !== "title" && Array.from(folded).length === 1 && (counts.get(toTerm(folded)) ?? 0) > RANKED_HITS;
  const held = plan.wanted.filter(
    ({ piece, forms, bureauIds }) => isFrequent(piece) && forms.length === 1 && bureauIds.length === 0,
  );
  const lacking = query.excluded.filter(isFrequent);
  const asPhrases = new Set(lacking.map(({ folded }) => phrase(folded)));
  const bigrams = {
    ...plan,
    wanted: plan.wanted.filter((wanted) => !held.includes(wanted)),
    excluded: plan.excluded.filter((expression) => !asPhrases.has(expression)),
  };
  const holding = held.map(({ piece }) => term(piece)).join(" AND ");
  const without = lacking.length > 0 ? anyOf(lacking.map(term)) : null;
  if (held.length > 0 && bigrams.wanted.length === 0) {
    const all = [holding, plan.filter].filter(Boolean).join(" AND ");
    const not = bigrams.excluded.length > 0 ? anyOf(bigrams.excluded) : null;
    return { bigrams, table: "chars", match: without === null ? all : `(${all}) NOT ${without}`, also: null, not };
  }
  return { bigrams, table: "fts", match: exactExpression(bigrams), also: holding || null, not: without };
}

const term = ({ folded }: Piece) => `"${toTerm(folded)}"`;
