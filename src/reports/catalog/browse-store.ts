import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { bureauNameOf } from "../read-store.ts";
import { bureaus, reports, revisions } from "../schema.ts";
import type { ReportLine } from "../view.ts";

const reportLine = {
  bureau: bureauNameOf,
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

export const selectNewestReports = (db: Database, limit: number) =>
  linesFrom(db).orderBy(desc(reports.updatedAt), desc(reports.id)).limit(limit).all();

interface Line extends Pick<ReportLine, "title" | "firstPublishedAt" | "updatedAt" | "withdrawnAt"> {
  revisionId: number;
}

/** What lists say of these revisions and their reports, in no order. Rows read: three a revision. */
export const selectLines = (db: Database, revisionIds: readonly number[]) =>
  db.all<Line>(
    sql`SELECT v.id AS revisionId, v.title, r.first_published_at AS firstPublishedAt, r.updated_at AS updatedAt, r.withdrawn_at AS withdrawnAt
        FROM json_each(${JSON.stringify(revisionIds)}) j CROSS JOIN revisions v ON v.id = j.value
        CROSS JOIN reports r ON r.id = v.report_id`,
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

/** Revisions by date, newest first: of one bureau, or of all. */
export const selectNewestRevisions = (db: Database, limit: number, bureauId?: number) =>
  db
    .select({
      bureau: bureauNameOf,
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
