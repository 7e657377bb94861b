import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { byteLength, jsonArrays, LARGEST_VALUE } from "../../db/json-arrays.ts";
import { AppError } from "../../errors.ts";
import type { Section } from "../../reports/report.ts";
import { BUREAU_TRAITS } from "../../reports/traits.ts";
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

const report = (revision: RevisionKey) =>
  sql`(SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = ${revision.bureau} AND r.year = ${revision.year})`;

/** Index rows of a new revision, to be committed in the same batch, after its sections are inserted. */
export function indexStatements(db: Database, revision: IndexedRevision): Statement[] {
  const { number } = revision;
  const earlier = sql`(SELECT s.id FROM revisions v JOIN sections s ON s.revision_id = v.id
                       WHERE v.report_id = ${report(revision)} AND v.number < ${number})`;
  const removal =
    number === 1
      ? []
      : [
          db.run(sql`DELETE FROM sections_fts WHERE rowid IN ${earlier}`),
          db.run(sql`DELETE FROM sections_chars WHERE rowid IN ${earlier}`),
          ...insertIndexRows(db, "history", { ...revision, number: number - 1 }, revision.previous),
        ];
  return [
    ...removal,
    ...insertIndexRows(db, "sections", revision, revision.sections),
    insertOutline(db, revision, revision.sections),
    refreshCatalog(db),
  ];
}

/** Puts every revision of a report that was withdrawn back; `number` is the current one. */
export async function restoreStatements(db: Database, current: RevisionKey): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (let number = 1; number <= current.number; number++) {
    const key = { ...current, number };
    const sections = await loadSectionsToIndex(db, key);
    statements.push(
      ...insertIndexRows(db, number === current.number ? "sections" : "history", key, sections),
      insertOutline(db, key, sections),
    );
  }
  return [...statements, refreshCatalog(db)];
}

export async function loadSectionsToIndex(db: Database, key: RevisionKey): Promise<Section[]> {
  const rows = await db.all<Omit<Section, "blocks"> & { blocks: string }>(
    sql`SELECT s.position, s.parent, s.depth, s.slug, s.numeral, s.heading, s.title, s.standard, s.blocks
        FROM revisions v JOIN sections s ON s.revision_id = v.id
        WHERE v.report_id = ${report(key)} AND v.number = ${key.number} ORDER BY s.position`,
  );
  return rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) }));
}

/** Takes every revision of a withdrawn report out of both indexes. */
export function unindexStatements(db: Database, reportId: number): Statement[] {
  const ids = sql`(SELECT s.id FROM revisions v JOIN sections s ON s.revision_id = v.id WHERE v.report_id = ${reportId})`;
  return [
    db.run(sql`DELETE FROM sections_fts WHERE rowid IN ${ids}`),
    db.run(sql`DELETE FROM sections_chars WHERE rowid IN ${ids}`),
    db.run(sql`DELETE FROM history_fts WHERE rowid IN ${ids}`),
    db.run(sql`DELETE FROM history_chars WHERE rowid IN ${ids}`),
    db.run(sql`DELETE FROM search_outlines WHERE report_id = ${reportId}`),
    refreshCatalog(db),
  ];
}

/** What searches know of bureaus and of the size of the index: after every change of either. */
export const refreshCatalog = (db: Database): Statement =>
  db.run(
    sql`UPDATE search_catalog SET
          bureaus = (SELECT json_group_array(json_array(id, slug, name, short_name, json(aliases),
            json_object(${sql.raw(BUREAU_TRAITS.map((trait) => `'${trait}', ${trait}`).join(", "))}))) FROM bureaus),
          first_section = coalesce((SELECT min(id) FROM sections_fts_docsize), 0),
          last_section = coalesce((SELECT max(id) FROM sections_fts_docsize), 0)
        WHERE id = 1`,
  );

/** The index in use, or the one being built beside it. */
export type IndexName = "sections" | "history" | "next_sections" | "next_history";

/** Asked in the batch itself: a change of width comes before it or after. */
const isNarrow = (index: IndexName, year: number) =>
  sql`${year} < (SELECT ${sql.raw(index.startsWith("next_") ? "next_full_text_from" : "full_text_from")} FROM search_catalog WHERE id = 1)`;

export function insertIndexRows(
  db: Database,
  index: IndexName,
  revision: RevisionKey,
  sections: readonly Section[],
): Statement[] {
  const rows = toIndexRows(sections, revision.year);
  const insert = (table: string, column: "body" | "chars", json: string) =>
    db.run(
      sql`INSERT INTO ${sql.raw(`${index}_${table}`)} (rowid, body)
          SELECT s.id, '_b' || r.bureau_id || ' ' ||
            (CASE WHEN ${isNarrow(index, revision.year)} THEN j.value -> 'narrow' ELSE j.value END ->> ${column})
          FROM reports r
          CROSS JOIN revisions v ON v.report_id = r.id AND v.number = ${revision.number}
          CROSS JOIN json_each(${json}) j
          CROSS JOIN sections s ON s.revision_id = v.id AND s.position = j.value ->> 'position'
          WHERE r.id = ${report(revision)}`,
    );
  return jsonArrays(rows.map(toJson)).flatMap((json) => [insert("fts", "body", json), insert("chars", "chars", json)]);
}

export function insertOutline(db: Database, revision: RevisionKey, sections: readonly Section[]): Statement {
  return db.run(
    sql`INSERT OR REPLACE INTO search_outlines (revision_id, report_id, bureau_id, year, number, published_at, outline)
        SELECT v.id, r.id, r.bureau_id, r.year, v.number, v.published_at, ${outlineJson(sections)}
        FROM reports r JOIN revisions v ON v.report_id = r.id AND v.number = ${revision.number}
        WHERE r.id = ${report(revision)}`,
  );
}

function toJson(row: IndexRow): string {
  const json = JSON.stringify(row);
  if (byteLength(json) > LARGEST_VALUE)
    throw new AppError("too_large", "有一节文字过长，无法编入搜索索引。请用标题把它分成几节。", "file");
  return json;
}
