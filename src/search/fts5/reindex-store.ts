import { sql } from "drizzle-orm";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit, type Database, type Statement } from "../../db/client.ts";
import {
  insertOutline,
  insertIndexRows,
  loadSectionsToIndex,
  refreshCatalog,
  type RevisionKey,
} from "./index-report.ts";

const KINDS = ["sections", "history"] as const;
const TABLES = [
  ["fts", `tokenize="ascii tokenchars '_'"`],
  ["chars", `detail=none, tokenize="ascii tokenchars '_'"`],
] as const;

export interface RevisionToIndex extends RevisionKey {
  id: number;
  reportId: number;
  current: number;
}

const each = (statement: (kind: string, table: string, options: string) => string, db: Database): Statement[] =>
  KINDS.flatMap((kind) => TABLES.map(([table, options]) => db.run(sql.raw(statement(kind, table, options)))));

/** Empty tables beside those in use. @param fullTextFrom null: as wide as the index in use */
export const createNext = (db: Database, startedAt: string, fullTextFrom: number | null) =>
  commit(db, [
    db.run(
      sql`UPDATE search_catalog SET next_started_at = ${startedAt},
            next_full_text_from = coalesce(${fullTextFrom}, full_text_from) WHERE id = 1`,
    ),
    ...each((kind, table) => `DROP TABLE IF EXISTS next_${kind}_${table}`, db),
    ...each(
      (kind, table, options) =>
        `CREATE VIRTUAL TABLE next_${kind}_${table} USING fts5(body, content='', contentless_delete=1, ${options})`,
      db,
    ),
  ]);

export interface Widths {
  now: number;
  /** Of the index being built, and since when it is; null where none is. */
  next: number | null;
  startedAt: string | null;
}

export const readWidths = (db: Database) =>
  db.get<Widths>(
    sql`SELECT full_text_from AS now, next_full_text_from AS next, next_started_at AS startedAt FROM search_catalog WHERE id = 1`,
  );

export async function loadArchiveVersion(db: Database): Promise<number> {
  const row = await db.get<{ version: number }>(sql`SELECT version FROM archive_state WHERE id = 1`);
  return row.version;
}

const revisionColumns = sql`v.id, r.id AS reportId, b.slug AS bureau, r.year, v.number, r.current_revision AS current
  FROM revisions v JOIN reports r ON r.id = v.report_id AND r.status = 'published' JOIN bureaus b ON b.id = r.bureau_id`;

/** The next revisions by id, with how many there are in all. */
export const revisionsAfter = (db: Database, id: number, most: number) =>
  db.all<RevisionToIndex>(sql`SELECT ${revisionColumns} WHERE v.id > ${id} ORDER BY v.id LIMIT ${most}`);

export const revisionsOf = (db: Database, reportId: number) =>
  db.all<RevisionToIndex>(sql`SELECT ${revisionColumns} WHERE r.id = ${reportId} ORDER BY v.id`);

export async function countRevisions(db: Database): Promise<number> {
  const row = await db.get<{ n: number }>(sql`SELECT count(*) AS n FROM revisions`);
  return row.n;
}

/** Reports that were published, corrected, withdrawn or restored since. */
export const reportsChangedSince = (db: Database, at: string) =>
  db.all<{ id: number }>(sql`SELECT id FROM reports WHERE updated_at >= ${at}`);

export async function fillNext(db: Database, revision: RevisionToIndex): Promise<void> {
  const sections = await loadSectionsToIndex(db, revision);
  const index = revision.number === revision.current ? "next_sections" : "next_history";
  await commit(db, [...insertIndexRows(db, index, revision, sections), insertOutline(db, revision, sections)]);
}

/** Forgets what the new index holds of a report. */
export const emptyNext = (db: Database, reportId: number) =>
  commit(
    db,
    each(
      (kind, table) =>
        `DELETE FROM next_${kind}_${table} WHERE rowid IN (SELECT s.id FROM revisions v
         JOIN sections s ON s.revision_id = v.id WHERE v.report_id = ${Math.trunc(reportId)})`,
      db,
    ),
  );

/**
 * Puts the new index in the place of the old. Fails, changing nothing, when the archive is no longer at `version`, or the
 * new index is not the one begun then.
 */
export const swapNext = (db: Database, version: number, startedAt: string, audit: readonly Statement[]) =>
  commit(db, [
    db.run(
      sql`INSERT INTO archive_state (id, version) SELECT 1, 0 FROM archive_state a JOIN search_catalog c ON c.id = 1
          WHERE a.id = 1 AND (a.version <> ${version} OR c.next_started_at IS NOT ${startedAt})`,
    ),
    ...each((kind, table) => `DROP TABLE ${kind}_${table}`, db),
    ...each((kind, table) => `ALTER TABLE next_${kind}_${table} RENAME TO ${kind}_${table}`, db),
    db.run(
      sql`UPDATE search_catalog SET full_text_from = next_full_text_from, next_full_text_from = NULL, next_started_at = NULL
          WHERE id = 1`,
    ),
    refreshCatalog(db),
    ...audit,
    bumpArchiveVersion(db),
  ]);
