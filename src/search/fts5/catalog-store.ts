import { desc, eq, gt, sql } from "drizzle-orm";
import { archiveState } from "../../db/archive-state.ts";
import type { Database } from "../../db/client.ts";
import { jsonEach } from "../../db/json-each.ts";
import { theRow } from "../../db/the-row.ts";
import { yearCounts } from "../../reports/schema.ts";
import { archiveVersion } from "../../http/page-cache/archive-version.ts";
import type { Catalog, HeadingOnlyYears } from "../catalog.ts";
import { searchCatalog, sectionsCharTerms, sectionsTerms } from "../schema.ts";
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

const MOST_REMEMBERED = 20_000;

const catalogs = new WeakMap<object, Catalog>();

/**
 * The catalog of this moment, with the counts of `terms`; `fresh` is one that was read for the same request. Rows read: 2,
 * one a year with reports, and at most one a term; none if all is known and the archive's version is.
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

/** The catalog as it was last read, perhaps out of date: a guess to begin with. */
export const lastCatalog = (db: Database): Catalog | undefined => catalogs.get(db.$client);

async function load(db: Database, terms: readonly string[], known: Catalog | undefined): Promise<Catalog> {
  if (!known || known.counts.size > MOST_REMEMBERED)
    return remember(db, toCatalog(theRow(await selectCatalog(db).get())));
  const missing = [...new Set(terms)].filter((term) => !known.counts.has(term));
  const [[state], counts] =
    missing.length > 0
      ? await db.batch([selectVersion(db), selectCounts(db, missing)])
      : [await selectVersion(db).all(), []];
  if (state?.version !== known.version) return load(db, [], undefined);
  for (const { term, count } of counts) known.counts.set(term, count ?? 0);
  return remember(db, known);
}

function remember(db: Database, catalog: Catalog): Catalog {
  catalogs.set(db.$client, catalog);
  return catalog;
}

const selectVersion = (db: Database) =>
  db.select({ version: archiveState.version }).from(archiveState).where(eq(archiveState.id, 1));

function selectCatalog(db: Database) {
  const { year, published } = yearCounts;
  const years = db.select({ year }).from(yearCounts).where(gt(published, 0)).orderBy(desc(year)).as("years");
  return db
    .select({
      version: archiveState.version,
      bureaus: searchCatalog.bureaus,
      frequent: searchCatalog.frequent,
      firstSection: searchCatalog.firstSection,
      lastSection: searchCatalog.lastSection,
      fullTextFrom: searchCatalog.fullTextFrom,
      /** The years with published reports, the newest first. */
      years: sql<string>`(SELECT json_group_array(${years.year}) FROM ${years})`,
    })
    .from(archiveState)
    .innerJoin(searchCatalog, eq(searchCatalog.id, 1))
    .where(eq(archiveState.id, 1));
}

function selectCounts(db: Database, terms: readonly string[]) {
  const term = sql<string>`j.value`;
  const countIn = (index: typeof sectionsTerms | typeof sectionsCharTerms) =>
    sql`(SELECT ${index.doc} FROM ${index} WHERE ${index.term} = ${term})`;
  const count = sql<number | null>`CASE WHEN length(${term}) = 1 THEN ${countIn(sectionsCharTerms)}
    ELSE ${countIn(sectionsTerms)} END`;
  return db.select({ term, count }).from(jsonEach(terms));
}

type CatalogRow = NonNullable<Awaited<ReturnType<ReturnType<typeof selectCatalog>["get"]>>>;

function toCatalog(row: CatalogRow): Catalog {
  const years = JSON.parse(row.years) as number[];
  const bureaus = JSON.parse(row.bureaus) as CatalogBureau[];
  return {
    version: row.version,
    firstSection: row.firstSection,
    lastSection: row.lastSection,
    years,
    narrow: toNarrow(row.fullTextFrom, years),
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

const toNarrow = (before: number, years: readonly number[]): HeadingOnlyYears | null =>
  (years.at(-1) ?? before) < before ? { before, all: (years[0] ?? 0) < before } : null;
