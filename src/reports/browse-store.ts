import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { bureauName } from "./read-store.ts";
import { bureaus, reports, revisions } from "./schema.ts";

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

/** Reports from the year `newest` on back, newest year first. */
export const selectReportLines = (
  db: Database,
  { bureau, year, newest }: ReportFilter & { newest?: number | undefined },
  limit: number,
  offset: number,
) =>
  linesFrom(db)
    .where(
      and(
        bureau === undefined ? undefined : eq(reports.bureauId, idOf(bureau)),
        year === undefined ? undefined : eq(reports.year, year),
        newest === undefined ? undefined : sql`${reports.year} <= ${newest}`,
      ),
    )
    .orderBy(desc(reports.year), asc(reports.bureauId))
    .limit(limit)
    .offset(offset)
    .all();

const idOf = (bureau: string) => sql`(SELECT id FROM bureaus WHERE slug = ${bureau})`;

/** How many reports a bureau has: in all, or of one year. */
export const countReportsOf = (db: Database, bureau: string, year: number | undefined) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(reports)
    .where(and(eq(reports.bureauId, idOf(bureau)), year === undefined ? undefined : eq(reports.year, year)))
    .get();

export const selectBureaus = (db: Database, limit: number, offset: number) =>
  db
    .select({ id: bureaus.id, ...bureauName })
    .from(bureaus)
    .orderBy(asc(bureaus.slug))
    .limit(limit)
    .offset(offset)
    .all();

const pageOf = (limit: number, offset: number) =>
  sql`(SELECT id FROM bureaus ORDER BY slug LIMIT ${limit} OFFSET ${offset})`;

/** The reports of a run of bureaus, from a year on, for the matrix. */
export const selectCells = (db: Database, from: number, limit: number, offset: number) =>
  db
    .select({
      bureauId: reports.bureauId,
      year: reports.year,
      currentRevision: reports.currentRevision,
      status: reports.status,
    })
    .from(reports)
    .where(and(sql`${reports.bureauId} IN ${pageOf(limit, offset)}`, sql`${reports.year} >= ${from}`))
    .orderBy(asc(reports.bureauId), asc(reports.year))
    .all();

/** The year of the first report of each of a run of bureaus. */
export const selectFirstYears = (db: Database, limit: number, offset: number) =>
  db.all<{ bureauId: number; first: number | null }>(
    sql`SELECT id AS bureauId, (SELECT min(year) FROM reports r WHERE r.bureau_id = bureaus.id) AS first
        FROM bureaus ORDER BY slug LIMIT ${limit} OFFSET ${offset}`,
  );

export const selectCounts = (db: Database) =>
  db.get<{ bureaus: number; demoBureaus: number; revisions: number } | undefined>(
    sql`SELECT bureaus, demo_bureaus AS demoBureaus, revisions FROM archive_counts WHERE id = 1`,
  );

export interface YearCounts {
  year: number;
  published: number;
  withdrawn: number;
  /** Bureaus whose first report is of this year. */
  begun: number;
}

/** Every year with a report, newest first; triggers keep the counts. */
export const selectYears = (db: Database) =>
  db.all<YearCounts>(sql`SELECT year, published, withdrawn, begun FROM year_counts ORDER BY year DESC`);

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
