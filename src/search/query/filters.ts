import { standardCandidates, standardSection } from "../../ingest/headings/standard-outline.ts";
import type { Catalog } from "../fts5/catalog-store.ts";
import type { SearchRequest } from "../engine.ts";
import { foldText } from "../text/fold.ts";
import type { FacetFilter } from "./match.ts";
import type { Filters, YearRange } from "./query.ts";

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

export interface ResolvedFilters {
  filter: FacetFilter;
  notices: string[];
  /** Names given after `章节:` that are no standard section: looked for in headings. */
  headings: string[];
}

/** Turns names into ids. A kind of filter that nothing fits leaves an empty list: no section can match. */
export function resolveFilters(filters: Filters, catalog: Catalog): ResolvedFilters {
  const notices: string[] = [];
  const headings: string[] = [];
  const bureauIds = filters.bureaus.flatMap((name) => {
    const ids = bureausNamed(name, catalog);
    if (ids.length === 0) notices.push(`没有找到名称含“${name.slice(0, 40)}”的单位。`);
    return ids;
  });
  const standards = filters.sections.flatMap((name) => {
    const slugs = standardSlugs(name);
    if (slugs.length === 0) headings.push(name);
    return slugs;
  });
  return {
    filter: {
      bureauIds: filters.bureaus.length > 0 ? bureauIds : null,
      years: filters.years.length > 0 ? [...new Set(filters.years.flatMap(yearsOf))] : null,
      standards: standards.length > 0 ? standards : null,
    },
    notices,
    headings,
  };
}

/** The facets of an address, by slug; unknown ones are named in a notice. */
export function resolveFacets(request: SearchRequest, catalog: Catalog): ResolvedFilters {
  const notices: string[] = [];
  const bySlug = new Map(catalog.bureaus.map((bureau) => [bureau.slug, bureau.id]));
  const bureauIds = request.bureaus.flatMap((slug) => {
    const id = bySlug.get(slug);
    if (id === undefined) notices.push(`没有代号为“${slug.slice(0, 60)}”的单位。`);
    return id ?? [];
  });
  const standards = request.sections.filter((slug) => {
    const known = standardSection(slug) !== undefined;
    if (!known) notices.push(`没有代号为“${slug.slice(0, 60)}”的标准章节。`);
    return known;
  });
  return {
    filter: {
      bureauIds: request.bureaus.length > 0 ? bureauIds : null,
      years: request.years.length > 0 ? [...request.years] : null,
      standards: request.sections.length > 0 ? standards : null,
    },
    notices,
    headings: [],
  };
}

export const isImpossible = (filter: FacetFilter) =>
  filter.bureauIds?.length === 0 || filter.years?.length === 0 || filter.standards?.length === 0;

function yearsOf([from, to]: YearRange): number[] {
  const years: number[] = [];
  for (let year = Math.max(from, FIRST_YEAR); year <= Math.min(to, LAST_YEAR); year++) years.push(year);
  return years;
}

function bureausNamed(name: string, catalog: Catalog): number[] {
  const wanted = foldText(name);
  if (wanted === "") return [];
  const exact = catalog.bureaus.filter((bureau) => bureau.slug === wanted || bureau.names.includes(wanted));
  const found = exact.length > 0 ? exact : catalog.bureaus.filter((b) => b.names.some((n) => n.includes(wanted)));
  return found.slice(0, 200).map((bureau) => bureau.id);
}

function standardSlugs(name: string): string[] {
  const bySlug = standardSection(name.normalize("NFKC").toLowerCase());
  return bySlug ? [bySlug.slug] : standardCandidates(foldText(name)).map((section) => section.slug);
}
