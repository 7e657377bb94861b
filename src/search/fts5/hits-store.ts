import type { Database } from "../../db/client.ts";
import type { Paragraph } from "../../reports/report.ts";
import type { Hit, Index } from "../hit.ts";
import { foldSection } from "../text/section-text.ts";

export interface HitRow {
  id: number;
  bureau_id: number;
  year: number;
  number: number;
  published_at: string;
  slug: string;
  heading: string;
  blocks: string;
  /** 0 for a section that stands at the top and is no standard section. */
  entry: string | 0;
}

export interface Condition {
  /** Which of the two tables: `chars` knows single characters and facets only. */
  table: "fts" | "chars";
  match: string;
  /** What the other table must say of each hit, and what it must not say: MATCH expressions. */
  also: string | null;
  not: string | null;
}

export interface HitQuery extends Condition {
  index: Index;
  order: "rank" | "newest";
  limit: number;
  offset?: number;
}

/** `?1` is the match, `?2` what the other table must say, `?3` what it must not. */
function rowsWhere({ index, table, also, not }: HitQuery): string {
  const asked = `${index}_${table}`;
  const other = `${index}_${table === "fts" ? "chars" : "fts"}`;
  const says = (parameter: string) =>
    `EXISTS (SELECT 1 FROM ${other} WHERE ${other} MATCH ${parameter} AND ${other}.rowid = ${asked}.rowid)`;
  const conditions = [`${asked} MATCH ?1`];
  if (also !== null) conditions.push(says("?2"));
  if (not !== null) conditions.push(`NOT ${says("?3")}`);
  return `SELECT rowid AS id FROM ${asked} WHERE ${conditions.join(" AND ")}`;
}

/** Hits in order, with their text. Rows read: three a hit, those of the offset, and one for each look into the other table. */
export async function findHits(db: Database, query: HitQuery): Promise<Hit[]> {
  const [hits = []] = await findEach(db, [query]);
  return hits;
}

/** Several at once: a journey to the database costs more than most queries. */
export async function findEach(db: Database, queries: readonly HitQuery[]): Promise<Hit[][]> {
  return (await findEachAndNth(db, queries, null)).lists;
}

/**
 * The same, and in the same journey the row id of the `nth` newest of the rows that `from` asks for (its order and limit
 * aside): null where there are fewer. Rows read: nth.
 */
export async function findEachAndNth(
  db: Database,
  queries: readonly HitQuery[],
  counted: { from: HitQuery; nth: number } | null,
): Promise<{ lists: Hit[][]; nthNewest: number | null }> {
  if (queries.length === 0 && counted === null) return { lists: [], nthNewest: null };
  const statements = queries.map((query) => hitStatement(db, query));
  if (counted) statements.push(nthStatement(db, counted.from, counted.nth));
  const found = await db.$client.batch<HitRow>(statements);
  const lists = queries.map(({ index }, i) => (found[i]?.results ?? []).map((row) => toHit(row, index)));
  return { lists, nthNewest: counted ? (found[queries.length]?.results[0]?.id ?? null) : null };
}

const hitStatement = (db: Database, query: HitQuery) =>
  db.$client
    .prepare(
      `SELECT s.id, o.bureau_id, o.year, o.number, o.published_at, s.slug, s.heading, s.blocks,
         json_extract(o.outline, '$[' || s.position || ']') AS entry
       FROM (${rowsWhere(query)} ORDER BY ${query.order === "rank" ? "rank" : "rowid DESC"} LIMIT ?4 OFFSET ?5) x
       CROSS JOIN sections s ON s.id = x.id CROSS JOIN search_outlines o ON o.revision_id = s.revision_id`,
    )
    .bind(query.match, query.also, query.not, query.limit, query.offset ?? 0);

const nthStatement = (db: Database, query: HitQuery, nth: number) =>
  db.$client
    .prepare(`${rowsWhere(query)} ORDER BY rowid DESC LIMIT 1 OFFSET ?4`)
    .bind(query.match, query.also, query.not, nth - 1);

export function toHit(row: HitRow, index: Index): Hit {
  const [above, standards] = (row.entry ? JSON.parse(row.entry) : [[], []]) as [string[], string[]];
  return {
    id: row.id,
    index,
    bureauId: row.bureau_id,
    year: row.year,
    revision: row.number,
    publishedAt: row.published_at,
    slug: row.slug,
    heading: row.heading,
    path: [...above, row.heading],
    standards,
    section: foldSection(row.heading, JSON.parse(row.blocks) as Paragraph[]),
  };
}
