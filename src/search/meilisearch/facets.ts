import { standardSection } from "../../ingest/headings/standard-outline.ts";
import type { Catalog } from "../fts5/catalog-store.ts";
import type { Facets, FacetValue } from "../engine.ts";

/** What the server counted, with names. */
export function toFacets(counted: Record<string, Record<string, number>>, catalog: Catalog): Facets {
  const bureaus = new Map(catalog.bureaus.map((bureau) => [String(bureau.id), bureau]));
  const entries = (name: string) => Object.entries(counted[name] ?? {});
  return {
    bureau: ordered(
      entries("bureau").flatMap(([id, count]) => {
        const bureau = bureaus.get(id);
        return bureau ? [{ value: bureau.slug, label: bureau.shortName, count }] : [];
      }),
    ),
    year: entries("year")
      .map(([year, count]) => ({ value: year, label: `${year} 年`, count }))
      .sort((a, b) => Number(b.value) - Number(a.value)),
    section: ordered(
      entries("standards").map(([slug, count]) => ({ value: slug, label: standardSection(slug)?.name ?? slug, count })),
    ),
  };
}

const ordered = (values: FacetValue[]) => values.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
