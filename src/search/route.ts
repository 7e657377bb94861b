import type { Catalog } from "./catalog-store.ts";
import type { Condition } from "./hits-store.ts";
import { anyOf, type Wanted } from "./match.ts";
import { exactExpression, RANKED_HITS, type Plan } from "./plan.ts";
import type { Piece, Query } from "./query.ts";
import { bureauToken, distinctCharacters, phrase, toTerm } from "./tokens.ts";

/** Which of FTS5's tables answers what of a plan. */
export interface Route extends Condition {
  /** The plan without the frequent characters: what the index of bigrams is asked. */
  bigrams: Plan;
  /** Neither headings first nor a partial tier: looking for them would cost what the route saves. */
  exactOnly: boolean;
}

/** A character in more than this share of the sections, excluded: only what is left is looked through. */
const MOST_SECTIONS = 0.5;

/**
 * The index of bigrams would read all that begin with a frequent single character: the index of characters is asked
 * for those, alone or hit by hit beside the rest of the query.
 */
export function routeOf(query: Query, plan: Plan, catalog: Catalog): Route {
  const { counts } = catalog;
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
  const holding = held.map(({ piece }) => term(piece));
  const without = lacking.length > 0 ? anyOf(lacking.map(term)) : null;
  const alone = held.length > 0 && bigrams.wanted.length === 0;
  const most = (catalog.lastSection - catalog.firstSection + 1) * MOST_SECTIONS;
  if (alone || (bigrams.wanted.length > 0 && lacking.some(({ folded }) => (counts.get(toTerm(folded)) ?? 0) > most))) {
    const all = [...holding, ...bigrams.wanted.map(charactersOf), ...(plan.filter ? [plan.filter] : [])].join(" AND ");
    const match = without === null ? all : `(${all}) NOT ${without}`;
    const not = alone && bigrams.excluded.length > 0 ? anyOf(bigrams.excluded) : null;
    return { bigrams, table: "chars", match, also: alone ? null : exactExpression(bigrams), not, exactOnly: !alone };
  }
  return {
    bigrams,
    table: "fts",
    match: exactExpression(bigrams),
    also: holding.join(" AND ") || null,
    not: without,
    exactOnly: false,
  };
}

const term = ({ folded }: Piece) => `"${toTerm(folded)}"`;

/** The characters of what is wanted, wherever they stand. */
const charactersOf = ({ forms, bureauIds }: Wanted) =>
  anyOf([
    ...forms.map(
      (form) =>
        `(${distinctCharacters(form)
          .map((char) => `"${char}"`)
          .join(" AND ")})`,
    ),
    ...bureauIds.map((id) => `"${bureauToken(id)}"`),
  ]);
