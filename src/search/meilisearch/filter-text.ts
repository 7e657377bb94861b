import type { FacetFilter } from "../facets.ts";
import type { SearchPlan } from "../query/plan.ts";

/** Filters in Meilisearch's language, all of which hold. Nothing that was typed goes into them: ids, years, known slugs. */
export function filterTexts({ filters, excludedFilters }: SearchPlan, history: boolean): string[] {
  return [
    ...(history ? [] : ["current = true"]),
    ...filters.map(filterText),
    ...excludedFilters.map((filter) => `NOT ${filterText(filter)}`),
  ];
}

export const bureauFilter = (ids: readonly number[]) => `bureau IN [${ids.join(", ")}]`;

export const idFilter = (ids: readonly number[]) => `id IN [${ids.join(", ")}]`;

const filterText = ({ property, values }: FacetFilter) =>
  `${property} IN [${values.map((value) => (typeof value === "number" ? value : JSON.stringify(value))).join(", ")}]`;
