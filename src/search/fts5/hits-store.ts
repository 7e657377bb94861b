import { and, desc, eq, exists, not, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "../../db/client.ts";
import { sections } from "../../reports/schema.ts";
import type { PendingReads } from "../engine.ts";
import type { Hit, SectionIndex } from "../hit.ts";
import { FTS5_TABLES, searchOutlines } from "../schema.ts";
import { foldSection } from "../text/section-text.ts";

/** The parts of a hit. */
export const hitFields = {
  id: sections.id,
  bureauId: searchOutlines.bureauId,
  year: searchOutlines.year,
  revision: searchOutlines.number,
  publishedAt: searchOutlines.publishedAt,
  slug: sections.slug,
  heading: sections.heading,
  blocks: sections.blocks,
  /** 0 for a section that stands at the top and is no standard section. */
  entry: sql<string | 0>`json_extract(${searchOutlines.outline}, '$[' || ${sections.position} || ']')`,
};

type HitRow = Omit<Hit, "index" | "path" | "standards" | "section"> &
  Pick<typeof sections.$inferSelect, "blocks"> & { entry: string | 0 };

export interface Condition {
  /** Which of the two tables: `chars` knows single characters and facets only. */
  table: "fts" | "chars";
  match: string;
  /** MATCH expressions on the other table: one that each hit must satisfy, one that it must not. */
  also: string | null;
  not: string | null;
}

export interface HitQuery extends Condition {
  index: SectionIndex;
  order: "rank" | "newest";
  limit: number;
  offset?: number;
}

const matches = (table: SQLiteTable, expression: string): SQL => sql`${table} MATCH ${expression}`;

/** Ids of what a query finds, to be ordered and limited. */
function idsOf(db: Database, { index, table: name, match, also, not: never }: HitQuery) {
  const table = FTS5_TABLES[index][name];
  const other = FTS5_TABLES[index][name === "fts" ? "chars" : "fts"];
  const says = (expression: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(other)
        .where(and(matches(other, expression), eq(other.rowid, table.rowid))),
    );
  return db
    .select({ id: sql<number>`${table.rowid}`.as("found_id") })
    .from(table)
    .where(
      and(matches(table, match), also === null ? undefined : says(also), never === null ? undefined : not(says(never))),
    )
    .$dynamic();
}

const newestFirst = desc(sql`rowid`);

const keyOf = ({ index, table, match, also, not: never, order, limit, offset = 0 }: HitQuery) =>
  JSON.stringify([index, table, match, also, never, order, limit, offset]);

/** Asks for these at once, for whoever comes to ask the same. A failure is told to whoever does. */
export function readAhead(db: Database, queries: readonly HitQuery[], reads: PendingReads): void {
  const missing = queries.filter((query) => !reads.has(keyOf(query)));
  const [first, ...rest] = missing.map((query) => selectHits(db, query));
  if (!first) return;
  const asked = db.batch([first, ...rest]);
  missing.forEach((query, at) => {
    const rows = asked.then((lists) => lists[at] ?? []);
    rows.catch(() => {});
    reads.set(keyOf(query), rows);
  });
}

/** Hits in order, with their text. Rows read: three a hit, those of the offset, and one for each look into the other table. */
export async function findHits(db: Database, query: HitQuery): Promise<Hit[]> {
  const [hits = []] = await findEach(db, [query]);
  return hits;
}

/** Several at once: a journey to the database costs more than most queries. */
export async function findEach(db: Database, queries: readonly HitQuery[], reads?: PendingReads): Promise<Hit[][]> {
  return (await findEachAndNth(db, queries, null, reads)).lists;
}

/**
 * The same, and in the same journey the row id of the `nth` newest of the rows that `from` asks for (its order and limit
 * aside): null if there are fewer. Rows read: nth.
 */
export async function findEachAndNth(
  db: Database,
  queries: readonly HitQuery[],
  counted: { from: HitQuery; nth: number } | null,
  reads?: PendingReads,
): Promise<{ lists: Hit[][]; nthNewest: number | null }> {
  const missing = queries.filter((query) => !reads?.has(keyOf(query)));
  const nth =
    counted &&
    idsOf(db, counted.from)
      .orderBy(newestFirst)
      .limit(1)
      .offset(counted.nth - 1);
  const asked = missing.map((query) => selectHits(db, query));
  const [first, ...rest] = nth ? [nth, ...asked] : asked;
  const answers = first ? await db.batch([first, ...rest]) : [];
  const found = answers.slice(nth ? 1 : 0) as HitRow[][];
  const lists = await Promise.all(
    queries.map(async (query) => {
      const at = missing.indexOf(query);
      const rows = at < 0 ? ((await reads?.get(keyOf(query))) as HitRow[] | undefined) : found[at];
      return (rows ?? []).map((row) => toHit(row, query.index));
    }),
  );
  return { lists, nthNewest: nth ? (answers[0]?.[0]?.id ?? null) : null };
}

function selectHits(db: Database, query: HitQuery) {
  const ids = idsOf(db, query)
    .orderBy(query.order === "rank" ? sql`rank` : newestFirst)
    .limit(query.limit)
    .offset(query.offset ?? 0)
    .as("ids");
  return db
    .select(hitFields)
    .from(ids)
    .crossJoin(sections)
    .crossJoin(searchOutlines)
    .where(and(eq(sections.id, ids.id), eq(searchOutlines.revisionId, sections.revisionId)));
}

export function toHit({ entry, blocks, ...row }: HitRow, index: SectionIndex): Hit {
  const [above, standards] = (entry ? JSON.parse(entry) : [[], []]) as [string[], string[]];
  return {
    ...row,
    index,
    path: [...above, row.heading],
    standards,
    section: foldSection(row.heading, blocks),
  };
}
