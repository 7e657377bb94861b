import { and, asc, eq, gt, gte, sql } from "drizzle-orm";
import { archiveState } from "../../db/archive-state.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit, type Database, type Statement } from "../../db/client.ts";
import { columnList } from "../../db/json-each.ts";
import { theRow } from "../../db/the-row.ts";
import { bureaus, reports, revisions } from "../../reports/schema.ts";
import { FTS5_TABLES, searchCatalog } from "../schema.ts";
import {
  emptyIndexes,
  insertOutline,
  insertIndexRows,
  loadSectionsToIndex,
  refreshCatalog,
  type RevisionKey,
} from "./index-report.ts";

const NEXT = { sections: "next_sections", history: "next_history" } as const;
const OPTIONS = {
  fts: sql.raw(`tokenize="ascii tokenchars '_'"`),
  chars: sql.raw(`detail=none, tokenize="ascii tokenchars '_'"`),
};

const TABLES = (["sections", "history"] as const).flatMap((index) =>
  (["fts", "chars"] as const).map((name) => ({
    current: FTS5_TABLES[index][name],
    next: FTS5_TABLES[NEXT[index]][name],
    options: OPTIONS[name],
  })),
);

export interface RevisionToIndex extends RevisionKey {
  id: number;
  reportId: number;
  current: number;
}

/** Empty tables beside those in use. @param fullTextFrom null: as wide as the index in use */
export const createNext = (db: Database, startedAt: string, fullTextFrom: number | null) =>
  commit(db, [
    db
      .update(searchCatalog)
      .set({
        nextStartedAt: startedAt,
        nextFullTextFrom: fullTextFrom ?? sql`${searchCatalog.fullTextFrom}`,
      })
      .where(eq(searchCatalog.id, 1)),
    ...TABLES.map(({ next }) => sql`DROP TABLE IF EXISTS ${next}`),
    ...TABLES.map(
      ({ next, options }) =>
        sql`CREATE VIRTUAL TABLE ${next} USING fts5(body, content='', contentless_delete=1, ${options})`,
    ),
  ]);

export interface Widths {
  now: number;
  /** The width of the index being built, and when its building began; null if none is built. */
  next: number | null;
  startedAt: string | null;
}

export async function readWidths(db: Database): Promise<Widths> {
  const { fullTextFrom: now, nextFullTextFrom: next, nextStartedAt: startedAt, id } = searchCatalog;
  return theRow(await db.select({ now, next, startedAt }).from(searchCatalog).where(eq(id, 1)).get());
}

const selectRevisions = (db: Database) =>
  db
    .select({
      id: revisions.id,
      reportId: reports.id,
      bureau: bureaus.slug,
      year: reports.year,
      number: revisions.number,
      current: reports.currentRevision,
    })
    .from(revisions)
    .innerJoin(reports, and(eq(reports.id, revisions.reportId), eq(reports.status, "published")))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId));

/** The next revisions by id. */
export const revisionsAfter = (db: Database, id: number, most: number): Promise<RevisionToIndex[]> =>
  selectRevisions(db).where(gt(revisions.id, id)).orderBy(asc(revisions.id)).limit(most).all();

export const revisionsOf = (db: Database, reportId: number): Promise<RevisionToIndex[]> =>
  selectRevisions(db).where(eq(reports.id, reportId)).orderBy(asc(revisions.id)).all();

export const countRevisions = (db: Database): Promise<number> => db.$count(revisions);

/** Reports that were published, corrected, withdrawn or restored since. */
export const reportsChangedSince = (db: Database, at: string): Promise<{ id: number }[]> =>
  db.select({ id: reports.id }).from(reports).where(gte(reports.updatedAt, at)).all();

export async function fillNext(db: Database, revision: RevisionToIndex): Promise<void> {
  const written = await loadSectionsToIndex(db, revision);
  const index = revision.number === revision.current ? NEXT.sections : NEXT.history;
  await commit(db, [...insertIndexRows(index, revision, written), insertOutline(revision, written)]);
}

/** Forgets what the new index holds of a report. */
export const emptyNext = (db: Database, reportId: number) =>
  commit(db, emptyIndexes(db, Object.values(NEXT), reportId));

/** Breaks the batch, because the row exists, unless the archive is at `version` and the index was begun at `startedAt`. */
const requireUnchanged = (version: number, startedAt: string): Statement =>
  sql`INSERT INTO ${archiveState} (${columnList(archiveState.id, archiveState.version)})
    SELECT 1, 0 FROM ${archiveState} JOIN ${searchCatalog} ON ${searchCatalog.id} = 1
    WHERE ${archiveState.id} = 1
      AND (${archiveState.version} <> ${version} OR ${searchCatalog.nextStartedAt} IS NOT ${startedAt})`;

/**
 * Puts the new index in the place of the old. Fails, changing nothing, when the archive is no longer at `version`, or the
 * new index is not the one begun then.
 */
export const swapNext = (db: Database, version: number, startedAt: string, audit: readonly Statement[]) =>
  commit(db, [
    requireUnchanged(version, startedAt),
    ...TABLES.map(({ current }) => sql`DROP TABLE ${current}`),
    ...TABLES.map(({ current, next }) => sql`ALTER TABLE ${next} RENAME TO ${current}`),
    db
      .update(searchCatalog)
      .set({ fullTextFrom: sql`${searchCatalog.nextFullTextFrom}`, nextFullTextFrom: null, nextStartedAt: null })
      .where(eq(searchCatalog.id, 1)),
    refreshCatalog(db),
    ...audit,
    bumpArchiveVersion(db),
  ]);
