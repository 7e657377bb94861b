import type { Database } from "../../db/client.ts";
import { archiveVersion } from "../../http/page-cache/archive-version.ts";
import type { Catalog, Narrow } from "../catalog.ts";
import { type BureauTraits, forEachTrait } from "../../reports/traits.ts";
import { foldText } from "../text/fold.ts";

/** As `refreshCatalog` keeps it; an earlier release left the traits out. */
type CatalogBureau = [
  id: number,
  slug: string,
  name: string,
  shortName: string,
  aliases: string[],
  traits?: Partial<BureauTraits>,
];

interface CatalogRow {
  version: number;
  bureaus: string;
  frequent: string;
  first_section: number;
  last_section: number;
  full_text_from: number;
  years: string;
  /** Of published reports; asked for where the index is not of everything. */
  first_year: number | null;
  last_year: number | null;
}

const MOST_REMEMBERED = 20_000;
/** D1 takes at most 100 bound parameters. */
const TERMS_A_STATEMENT = 90;

const catalogs = new WeakMap<object, Catalog>();

/**
 * The catalog of this moment, with the counts of `terms`; `fresh` is one that was read for the same request. Rows read: 2,
 * one a year with reports, and at most one a term; none where all is known and the archive's version is.
 */
export async function loadCatalog(db: Database, terms: readonly string[], fresh?: Catalog): Promise<Catalog> {
  if (fresh && terms.every((term) => fresh.counts.has(term))) return fresh;
  const kept = catalogs.get(db.$client);
  const isKnown = kept !== undefined && terms.every((term) => kept.counts.has(term));
  if (isKnown && (await archiveVersion({ db })) === kept.version) return kept;
  const known = kept ?? (await load(db, [], undefined));
  const loaded = await load(db, terms, known);
  return loaded === known || terms.every((term) => loaded.counts.has(term)) ? loaded : load(db, terms, loaded);
}

async function load(db: Database, terms: readonly string[], known: Catalog | undefined): Promise<Catalog> {
  const d1 = db.$client;
  if (known && known.counts.size > MOST_REMEMBERED) return load(db, [], undefined);
  const missing = [...new Set(terms)].filter((term) => !known?.counts.has(term));
  const chunks: string[][] = [];
  for (let i = 0; i < missing.length; i += TERMS_A_STATEMENT) chunks.push(missing.slice(i, i + TERMS_A_STATEMENT));
  const state = known ? d1.prepare("SELECT version FROM archive_state WHERE id = 1") : d1.prepare(CATALOG);
  const [row, ...counted] = await d1.batch<CatalogRow | Record<string, number | null>>([
    state,
    ...chunks.map((chunk) => d1.prepare(countsStatement(chunk)).bind(...chunk)),
  ]);
  const current = row?.results[0] as CatalogRow | undefined;
  if (current === undefined) throw new Error("search_catalog has no row");
  if (known && current.version !== known.version) return load(db, [], undefined);
  const catalog = known ?? toCatalog(current);
  chunks.forEach((chunk, i) => {
    const counts = (counted[i]?.results[0] ?? {}) as Record<string, number | null>;
    chunk.forEach((term, j) => catalog.counts.set(term, counts[`c${j}`] ?? 0));
  });
  catalogs.set(d1, catalog);
  return catalog;
}

const yearOf = (order: string) =>
  `CASE WHEN c.full_text_from > 0 THEN (SELECT year FROM year_counts WHERE published > 0 ORDER BY year ${order} LIMIT 1) END`;

const CATALOG = `SELECT a.version, c.bureaus, c.frequent, c.first_section, c.last_section, c.full_text_from,
  ${yearOf("ASC")} AS first_year, ${yearOf("DESC")} AS last_year,
  (SELECT json_group_array(year) FROM (SELECT year FROM year_counts WHERE published > 0 ORDER BY year DESC)) AS years
  FROM archive_state a JOIN search_catalog c ON c.id = 1 WHERE a.id = 1`;

const countsStatement = (terms: readonly string[]) =>
  `SELECT ${terms
    .map((term, i) => {
      const table = Array.from(term).length === 1 ? "sections_char_terms" : "sections_terms";
      return `(SELECT doc FROM ${table} WHERE term = ?${i + 1}) AS c${i}`;
    })
    .join(", ")}`;

function toCatalog(row: CatalogRow): Catalog {
  const bureaus = JSON.parse(row.bureaus) as CatalogBureau[];
  return {
    version: row.version,
    firstSection: row.first_section,
    lastSection: row.last_section,
    years: JSON.parse(row.years) as number[],
    narrow: toNarrow(row),
    counts: new Map(Object.entries(JSON.parse(row.frequent) as Record<string, number>)),
    bureaus: bureaus.map(([id, slug, name, shortName, aliases, traits = {}]) => ({
      id,
      slug,
      name,
      shortName,
      ...forEachTrait((trait) => traits[trait] ?? null),
      names: [...new Set([name, shortName, ...aliases].map(foldText))].sort((a, b) => b.length - a.length),
    })),
  };
}

const toNarrow = ({ full_text_from: before, first_year: first, last_year: last }: CatalogRow): Narrow | null =>
  first !== null && first < before ? { before, all: last !== null && last < before } : null;
