import type { Catalog } from "../catalog.ts";
import { type FacetChoice, type FacetFilter, FACETS } from "../facets.ts";
import type { Filters } from "./query.ts";

export interface ResolvedFilters {
  /** One for each kind that is limited; one without values can be met by no section. */
  filters: FacetFilter[];
  notices: string[];
  /** Text that was typed for a facet and is no value of it: searched for in headings. */
  headings: string[];
}

/** Filters, as they were typed. */
export function resolveTyped(typed: Filters, catalog: Catalog): ResolvedFilters {
  const resolved: ResolvedFilters = { filters: [], notices: [], headings: [] };
  for (const facet of FACETS) {
    const texts = typed[facet.kind];
    const values = texts.flatMap((text) => {
      const found = facet.findTyped(text, catalog);
      const notice = found.length > 0 ? "" : facet.unknownTyped(text);
      if (notice === null) resolved.headings.push(text);
      else if (notice !== "") resolved.notices.push(notice);
      return found;
    });
    const isAllHeadings = values.length === 0 && texts.every((text) => facet.unknownTyped(text) === null);
    if (texts.length > 0 && !isAllHeadings)
      resolved.filters.push({ property: facet.property, values: [...new Set(values)] });
  }
  return resolved;
}

/** The facets of an address; unknown values are named in a notice. */
export function resolveChosen(chosen: FacetChoice, catalog: Catalog): ResolvedFilters {
  const resolved: ResolvedFilters = { filters: [], notices: [], headings: [] };
  for (const facet of FACETS) {
    const asked = chosen[facet.kind] ?? [];
    const values = asked.flatMap((value) => {
      const found = facet.find(value, catalog);
      if (found.length === 0) resolved.notices.push(facet.unknown(value));
      return found;
    });
    if (asked.length > 0) resolved.filters.push({ property: facet.property, values: [...new Set(values)] });
  }
  return resolved;
}

export const isImpossible = ({ values }: FacetFilter) => values.length === 0;
