import type { SplitPlan } from "../query/frequent.ts";
import type { QueryPiece } from "../query/query.ts";
import { toTerm } from "../text/tokens.ts";
import { anyOf, exactExpression, excludedExpressions, filtersExpression } from "./expressions.ts";
import type { Condition } from "./hits-store.ts";

const term = ({ folded }: QueryPiece) => `"${toTerm(folded)}"`;

/**
 * Which of FTS5's tables answers what of a plan: that of single characters knows frequent ones without their places.
 * Decision 0031.
 */
export function routeOf({ rest, held, lacking, alone }: SplitPlan): Condition {
  const without = lacking.length > 0 ? anyOf(lacking.map(term)) : null;
  const holding = held.map(term);
  if (!alone) return { table: "fts", match: exactExpression(rest), also: holding.join(" AND ") || null, not: without };
  const filter = filtersExpression(rest);
  const all = [...holding, ...(filter ? [filter] : [])].join(" AND ");
  const excluded = excludedExpressions(rest);
  return {
    table: "chars",
    match: without === null ? all : `(${all}) NOT ${without}`,
    also: null,
    not: excluded.length > 0 ? anyOf(excluded) : null,
  };
}
