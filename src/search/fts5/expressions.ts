import type { Catalog } from "../catalog.ts";
import { type FacetFilter, PROPERTIES } from "../facets.ts";
import type { MatchRequest } from "../query/match.ts";
import { BETWEEN, type PartialTerms, partialTerms, termsForBureaus } from "../query/partial-terms.ts";
import type { SearchPlan } from "../query/plan.ts";
import type { QueryPiece } from "../query/query.ts";
import { headingToken, phrase } from "../text/tokens.ts";

/** Expressions of FTS5's MATCH. Text that was typed only ever stands in them as quoted phrases of our own terms. */

export const anyOf = (expressions: readonly string[]) =>
  expressions.length === 1 ? (expressions[0] ?? "") : `(${expressions.join(" OR ")})`;

const pieceExpression = ({ folded, kind }: QueryPiece) => phrase(folded, kind === "title" ? headingToken : undefined);

const bureauExpressions = (ids: readonly number[]) => ids.map((id) => `"${PROPERTIES.bureau.token(id)}"`);

function wantedExpression({ piece, forms, bureauIds }: MatchRequest): string {
  const mark = piece.kind === "title" ? headingToken : undefined;
  return anyOf([...forms.map((form) => phrase(form, mark)), ...bureauExpressions(bureauIds)]);
}

const filterExpression = ({ property, values }: FacetFilter) =>
  anyOf(values.map((value) => `"${PROPERTIES[property].token(value)}"`));

/** Null if nothing is filtered. */
export const filtersExpression = ({ filters }: SearchPlan) =>
  filters.length > 0 ? filters.map(filterExpression).join(" AND ") : null;

export const excludedExpressions = ({ excludedPieces, excludedFilters }: SearchPlan) => [
  ...excludedPieces.map(pieceExpression),
  ...excludedFilters.map(filterExpression),
];

/** The exact tier; `pieces` say otherwise how each piece is wanted. */
export const exactExpression = (plan: SearchPlan, pieces = plan.wanted.map(wantedExpression)) =>
  within(plan, pieces.join(" AND "));

/** An expression with the plan's filters and exclusions put on it. */
export function within(plan: SearchPlan, expression: string): string {
  const all = [expression, filtersExpression(plan)].filter(Boolean).join(" AND ");
  const excluded = excludedExpressions(plan);
  return excluded.length > 0 ? `(${all}) NOT ${anyOf(excluded)}` : all;
}

export const inHeadings = (plan: SearchPlan, bigrams: SearchPlan) =>
  exactExpression(
    bigrams,
    plan.wanted.map((wanted) =>
      wanted.bureauIds.length > 0 ? wantedExpression(wanted) : phrase(wanted.piece.folded, headingToken),
    ),
  );

export interface PartialExpression {
  expression: string;
  order: "rank" | "newest";
  /** No term had to be left out for its frequency. */
  complete: boolean;
}

/** The terms of a query in the reports of the bureaus that it names. Null if it names none. */
export function partialOfBureaus(plan: SearchPlan, catalog: Catalog): PartialExpression | null {
  const tokens = plan.wanted.flatMap(({ bureauIds }) => bureauExpressions(bureauIds));
  const terms = termsForBureaus(plan, catalog);
  if (tokens.length === 0 || terms.length === 0) return null;
  const expression = `${anyOf(terms.map((part) => phrase(part)))} AND ${anyOf(tokens)}`;
  return { expression: within(plan, expression), order: "rank", complete: true };
}

/** The partial tier. Null if nothing of the query is in the index. */
export function partialExpression(plan: SearchPlan, catalog: Catalog): PartialExpression | null {
  const terms = partialTerms(plan, catalog);
  const chosen = expressionsOf(terms);
  if (chosen.length === 0)
    chosen.push(...plan.wanted.flatMap(({ bureauIds }) => bureauExpressions(bureauIds)).slice(0, 1));
  if (chosen.length === 0) return null;
  return {
    expression: within(plan, anyOf(chosen)),
    order: terms.isBeyond ? "newest" : "rank",
    complete: terms.isComplete,
  };
}

function expressionsOf({ phrases, gaps }: PartialTerms): string[] {
  const between = gaps.flatMap((pair) => {
    const [first = "", second = ""] = pair;
    return BETWEEN.map((mark) => phrase(first + mark + second));
  });
  return [...between, ...phrases.map(({ folded, title }) => phrase(folded, title ? headingToken : undefined))];
}
