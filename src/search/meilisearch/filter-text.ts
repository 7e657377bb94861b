import type { FacetFilter } from "../query/match.ts";
import type { Conditions } from "../query/plan.ts";

/** Filters in Meilisearch's language, all of which hold. Nothing that was typed goes into them: ids, years, known slugs. */
export function filterTexts({ filters, excludedFilters }: Conditions, history: boolean): string[] {
  return [
    ...(history ? [] : ["current = true"]),
    ...filters.flatMap(partsOf),
    ...excludedFilters.flatMap((filter) => partsOf(filter).map((part) => `NOT ${part}`)),
  ];
}

export const bureauFilter = (ids: readonly number[]) => `bureau IN [${ids.join(", ")}]`;

export const idFilter = (ids: readonly number[]) => `id IN [${ids.join(", ")}]`;

function partsOf({ bureauIds, years, standards }: FacetFilter): string[] {
  const parts: string[] = [];
  if (bureauIds) parts.push(bureauFilter(bureauIds));
  if (years) parts.push(`year IN [${years.join(", ")}]`);
  if (standards) parts.push(`standards IN [${standards.map((slug) => JSON.stringify(slug)).join(", ")}]`);
  return parts;
}
