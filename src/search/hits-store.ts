import type { Database } from "../db/client.ts";
import type { Paragraph } from "../reports/report.ts";
import { foldSection, type FoldedSection } from "./section-text.ts";

/** Which index: sections of current revisions, or of superseded ones. */
export type Index = "sections" | "history";

export interface Hit {
  id: number;
  index: Index;
  bureauId: number;
  year: number;
  revision: number;
  publishedAt: string;
  slug: string;
  heading: string;
  path: string[];
  standards: string[];
  section: FoldedSection;
}

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

export interface HitQuery {
  index: Index;
  /** Which of the two tables: `chars` knows single characters and facets only. */
  table: "fts" | "chars";
  match: string;
  order: "rank" | "newest";
  limit: number;
  offset?: number;
}

const ranked = ({ index, table, order }: HitQuery) =>
  `SELECT rowid AS id FROM ${index}_${table} WHERE ${index}_${table} MATCH ?1
   ORDER BY ${order === "rank" ? "rank" : "rowid DESC"} LIMIT ?2 OFFSET ?3`;

/** Hits in order, with their text. Rows read: three a hit, and those of the offset. */
export async function findHits(db: Database, query: HitQuery): Promise<Hit[]> {
  const [hits = []] = await findEach(db, [query]);
  return hits;
}

/** Several at once: a journey to the database costs more than most queries. */
export async function findEach(db: Database, queries: readonly HitQuery[]): Promise<Hit[][]> {
  if (queries.length === 0) return [];
  const found = await db.$client.batch<HitRow>(queries.map((query) => hitStatement(db, query)));
  return queries.map(({ index }, i) => (found[i]?.results ?? []).map((row) => toHit(row, index)));
}

const hitStatement = (db: Database, query: HitQuery) =>
  db.$client
    .prepare(
      `SELECT s.id, o.bureau_id, o.year, o.number, o.published_at, s.slug, s.heading, s.blocks,
         json_extract(o.outline, '$[' || s.position || ']') AS entry
       FROM (${ranked(query)}) x CROSS JOIN sections s ON s.id = x.id
       CROSS JOIN search_outlines o ON o.revision_id = s.revision_id`,
    )
    .bind(query.match, query.limit, query.offset ?? 0);

/** The row id of the `nth` newest hit, null where there are fewer. Rows read: nth. */
export async function nthNewest(db: Database, index: Index, match: string, nth: number): Promise<number | null> {
  const row = await db.$client
    .prepare(`SELECT rowid AS id FROM ${index}_fts WHERE ${index}_fts MATCH ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2`)
    .bind(match, nth - 1)
    .first<{ id: number }>();
  return row?.id ?? null;
}

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
