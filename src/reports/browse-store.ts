import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { bureauName } from "./read-store.ts";
import { archiveState, bureaus, reports, revisions } from "./schema.ts";

export interface ReportFilter {
  bureau?: string | undefined;
  year?: number | undefined;
}

const reportLine = {
  bureau: bureauName,
  year: reports.year,
  currentRevision: reports.currentRevision,
  status: reports.status,
  title: revisions.title,
  firstPublishedAt: reports.firstPublishedAt,
  updatedAt: reports.updatedAt,
  withdrawnAt: reports.withdrawnAt,
};

const linesFrom = (db: Database) =>
  db
    .select(reportLine)
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)));

/** A bureau's reports, newest year first. */
export const selectReportsOfBureau = (db: Database, bureauId: number, limit: number) =>
  linesFrom(db).where(eq(reports.bureauId, bureauId)).orderBy(desc(reports.year)).limit(limit).all();

export const selectReportsOfYear = (db: Database, year: number, limit: number, offset: number) =>
  linesFrom(db).where(eq(reports.year, year)).orderBy(asc(reports.bureauId)).limit(limit).offset(offset).all();

export const selectNewestReports = (db: Database, limit: number) =>
  linesFrom(db).orderBy(desc(reports.updatedAt), desc(reports.id)).limit(limit).all();

export const selectReportLines = (db: Database, filter: ReportFilter, limit: number, offset: number) =>
  linesFrom(db)
    .where(
      and(
        filter.bureau === undefined ? undefined : eq(bureaus.slug, filter.bureau),
        filter.year === undefined ? undefined : eq(reports.year, filter.year),
      ),
    )
    .orderBy(desc(reports.year), asc(reports.bureauId))
    .limit(limit)
    .offset(offset)
    .all();

export const countReportLines = (db: Database, filter: ReportFilter) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(
      and(
        filter.bureau === undefined ? undefined : eq(bureaus.slug, filter.bureau),
        filter.year === undefined ? undefined : eq(reports.year, filter.year),
      ),
    )
    .get();

export const selectBureaus = (db: Database, limit: number, offset: number) =>
  db
    .select({ id: bureaus.id, ...bureauName })
    .from(bureaus)
    .orderBy(asc(bureaus.slug))
    .limit(limit)
    .offset(offset)
    .all();

/** The reports of a run of bureaus, for the matrix. */
export const selectCells = (db: Database, limit: number, offset: number) =>
  db
    .select({
      bureauId: reports.bureauId,
      year: reports.year,
      currentRevision: reports.currentRevision,
      status: reports.status,
    })
    .from(reports)
    .where(sql`${reports.bureauId} IN (SELECT id FROM bureaus ORDER BY slug LIMIT ${limit} OFFSET ${offset})`)
    .orderBy(asc(reports.bureauId), asc(reports.year))
    .all();

export const selectCounts = (db: Database) =>
  db
    .select({
      bureaus: sql<number>`(SELECT count(*) FROM bureaus)`,
      demoBureaus: sql<number>`(SELECT count(*) FROM bureaus WHERE demo = 1)`,
      reports: sql<number>`(SELECT count(*) FROM reports WHERE status = 'published')`,
      revisions: sql<number>`(SELECT count(*) FROM revisions)`,
      newestYear: sql<number | null>`(SELECT max(year) FROM reports)`,
      oldestYear: sql<number | null>`(SELECT min(year) FROM reports)`,
      missed: sql<number>`(SELECT coalesce(sum((SELECT max(year) FROM reports) - first + 1 - years), 0)
        FROM (SELECT min(year) AS first, count(*) AS years FROM reports GROUP BY bureau_id))`,
    })
    .from(archiveState)
    .get();

/** Every year with a report: how many are published or withdrawn, and how many bureaus had begun by then. */
export const selectYears = (db: Database) =>
  db
    .select({
      year: reports.year,
      published: sql<number>`sum(${reports.status} = 'published')`,
      withdrawn: sql<number>`sum(${reports.status} = 'withdrawn')`,
    })
    .from(reports)
    .groupBy(reports.year)
    .orderBy(desc(reports.year))
    .all();

/** How many bureaus published their first report in which year. */
export const selectFirstYears = (db: Database) =>
  db.all<{ first: number; bureaus: number }>(
    sql`SELECT first, count(*) AS bureaus FROM (SELECT min(year) AS first FROM reports GROUP BY bureau_id) GROUP BY first`,
  );

/** Bureaus that had begun before `year` and have no report of it. */
export const selectMissing = (db: Database, year: number, limit: number) =>
  db
    .select(bureauName)
    .from(bureaus)
    .where(
      sql`EXISTS (SELECT 1 FROM reports r WHERE r.bureau_id = ${bureaus.id} AND r.year < ${year})
        AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.bureau_id = ${bureaus.id} AND r.year = ${year})`,
    )
    .orderBy(asc(bureaus.slug))
    .limit(limit)
    .all();

/** Revisions by date, newest first: of one bureau, or of all. */
export const selectNewestRevisions = (db: Database, limit: number, bureauId?: number) =>
  db
    .select({
      bureau: bureauName,
      year: reports.year,
      status: reports.status,
      withdrawnAt: reports.withdrawnAt,
      number: revisions.number,
      title: revisions.title,
      note: revisions.note,
      publishedAt: revisions.publishedAt,
    })
    .from(revisions)
    .innerJoin(reports, eq(reports.id, revisions.reportId))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(bureauId === undefined ? undefined : eq(reports.bureauId, bureauId))
    .orderBy(desc(revisions.publishedAt), desc(revisions.id))
    .limit(limit)
    .all();
