import { and, asc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { byteLength, jsonArrays, LARGEST_VALUE } from "../../db/json-arrays.ts";
import { columnList } from "../../db/json-each.ts";
import { AppError } from "../../errors.ts";
import type { Section } from "../../reports/report.ts";
import { bureaus, reportIdAt, reports, revisions, sectionColumns, sections } from "../../reports/schema.ts";
import { BUREAU_TRAITS } from "../../reports/traits.ts";
import { FTS5_TABLES, searchCatalog, searchOutlines } from "../schema.ts";
import { type IndexRow, outlineJson, toIndexRows } from "./index-rows.ts";

export interface RevisionKey {
  /** Slug of the bureau. */
  bureau: string;
  year: number;
  number: number;
}

export interface IndexedRevision extends RevisionKey {
  sections: readonly Section[];
  /** Sections of revision `number - 1`, empty for a first revision: they move to the history index. */
  previous: readonly Section[];
}

const { fts: currentFts, chars: currentChars } = FTS5_TABLES.sections;

/** Ids of the sections of these revisions. */
const sectionsOf = (db: Database, which: SQL | undefined) =>
  db
    .select({ id: sections.id })
    .from(revisions)
    .innerJoin(sections, eq(sections.revisionId, revisions.id))
    .where(which);

/** Index rows of a new revision, to be committed in the same batch, after its sections are inserted. */
export function indexStatements(db: Database, revision: IndexedRevision): Statement[] {
  const { number } = revision;
  const earlier = sectionsOf(db, and(eq(revisions.reportId, reportIdAt(revision)), lt(revisions.number, number)));
  const removal =
    number === 1
      ? []
      : [
          db.delete(currentFts).where(inArray(currentFts.rowid, earlier)),
          db.delete(currentChars).where(inArray(currentChars.rowid, earlier)),
          ...insertIndexRows("history", { ...revision, number: number - 1 }, revision.previous),
        ];
  return [
    ...removal,
    ...insertIndexRows("sections", revision, revision.sections),
    insertOutline(revision, revision.sections),
    refreshCatalog(db),
  ];
}

/** Puts every revision of a report that was withdrawn back; `number` is the current one. */
export async function restoreStatements(db: Database, current: RevisionKey): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (let number = 1; number <= current.number; number++) {
    const key = { ...current, number };
    const written = await loadSectionsToIndex(db, key);
    statements.push(
      ...insertIndexRows(number === current.number ? "sections" : "history", key, written),
      insertOutline(key, written),
    );
  }
  return [...statements, refreshCatalog(db)];
}

export const loadSectionsToIndex = (db: Database, key: RevisionKey): Promise<Section[]> =>
  db
    .select(sectionColumns)
    .from(revisions)
    .innerJoin(sections, eq(sections.revisionId, revisions.id))
    .where(and(eq(revisions.reportId, reportIdAt(key)), eq(revisions.number, key.number)))
    .orderBy(asc(sections.position))
    .all();

/** Takes every revision of these indexes' tables out that belongs to the report. */
export const emptyIndexes = (db: Database, indexes: readonly IndexName[], reportId: number): Statement[] =>
  indexes
    .flatMap((index) => Object.values(FTS5_TABLES[index]))
    .map((table) => db.delete(table).where(inArray(table.rowid, sectionsOf(db, eq(revisions.reportId, reportId)))));

/** Takes every revision of a withdrawn report out of both indexes. */
export const unindexStatements = (db: Database, reportId: number): Statement[] => [
  ...emptyIndexes(db, ["sections", "history"], reportId),
  db.delete(searchOutlines).where(eq(searchOutlines.reportId, reportId)),
  refreshCatalog(db),
];

/** FTS5's own table of what it holds: one row a section. */
const held = sql.identifier("sections_fts_docsize");

/** Refreshes the catalog of bureaus and of the index's size. Every change of either needs it. */
export function refreshCatalog(db: Database): Statement {
  const traits = BUREAU_TRAITS.map((trait) => sql`${trait}, ${bureaus[trait]}`);
  return db
    .update(searchCatalog)
    .set({
      bureaus: sql`(SELECT json_group_array(json_array(${bureaus.id}, ${bureaus.slug}, ${bureaus.name},
        ${bureaus.shortName}, json(${bureaus.aliases}), json_object(${sql.join(traits, sql`, `)}))) FROM ${bureaus})`,
      firstSection: sql`coalesce((SELECT min(id) FROM ${held}), 0)`,
      lastSection: sql`coalesce((SELECT max(id) FROM ${held}), 0)`,
    })
    .where(eq(searchCatalog.id, 1));
}

/** The index in use, or the one being built beside it. */
export type IndexName = keyof typeof FTS5_TABLES;

/** Asked in the batch itself: a change of width comes before it or after. */
function isNarrow(index: IndexName, year: number): SQL {
  const from = index.startsWith("next_") ? searchCatalog.nextFullTextFrom : searchCatalog.fullTextFrom;
  return sql`${year} < (SELECT ${from} FROM ${searchCatalog} WHERE ${searchCatalog.id} = 1)`;
}

export function insertIndexRows(index: IndexName, revision: RevisionKey, written: readonly Section[]): Statement[] {
  const insert = (name: "fts" | "chars", column: "body" | "chars", json: string) => {
    const table = FTS5_TABLES[index][name];
    return sql`INSERT INTO ${table} (${columnList(table.rowid, table.body)})
      SELECT ${sections.id}, '_b' || ${reports.bureauId} || ' ' ||
        (CASE WHEN ${isNarrow(index, revision.year)} THEN j.value -> 'narrow' ELSE j.value END ->> ${column})
      FROM ${reports}
      CROSS JOIN ${revisions} ON ${revisions.reportId} = ${reports.id} AND ${revisions.number} = ${revision.number}
      CROSS JOIN json_each(${json}) j
      CROSS JOIN ${sections} ON ${sections.revisionId} = ${revisions.id}
        AND ${sections.position} = j.value ->> 'position'
      WHERE ${reports.id} = ${reportIdAt(revision)}`;
  };
  return jsonArrays(toIndexRows(written, revision.year).map(toJson)).flatMap((json) => [
    insert("fts", "body", json),
    insert("chars", "chars", json),
  ]);
}

export function insertOutline(revision: RevisionKey, written: readonly Section[]): Statement {
  const { revisionId, reportId, bureauId, year, number, publishedAt, outline } = searchOutlines;
  const columns = columnList(revisionId, reportId, bureauId, year, number, publishedAt, outline);
  return sql`INSERT OR REPLACE INTO ${searchOutlines} (${columns})
    SELECT ${revisions.id}, ${reports.id}, ${reports.bureauId}, ${reports.year}, ${revisions.number},
      ${revisions.publishedAt}, ${outlineJson(written)}
    FROM ${reports} JOIN ${revisions} ON ${revisions.reportId} = ${reports.id}
      AND ${revisions.number} = ${revision.number}
    WHERE ${reports.id} = ${reportIdAt(revision)}`;
}

function toJson(row: IndexRow): string {
  const json = JSON.stringify(row);
  if (byteLength(json) > LARGEST_VALUE)
    throw new AppError("too_large", "有一节文字过长，无法编入搜索索引。请用标题把它分成几节。", "file");
  return json;
}
