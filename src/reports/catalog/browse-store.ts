import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { jsonEach } from "../../db/json-each.ts";
import { bureauNameOf } from "../read-store.ts";
import { archiveCounts, bureaus, reports, revisions, sections, yearCounts } from "../schema.ts";

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

/** A bureau's reports by its slug, newest year first. */
export const selectReportsOfBureau = (db: Database, bureau: string, limit: number) =>
  linesFrom(db).where(eq(bureaus.slug, bureau)).orderBy(desc(reports.year)).limit(limit).all();

export const selectNewestReports = (db: Database, limit: number) =>
  linesFrom(db).orderBy(desc(reports.updatedAt), desc(reports.id)).limit(limit).all();

/** The entries of these revisions and their reports in lists, in no order. Rows read: three a revision. */
export const selectLines = (db: Database, revisionIds: readonly number[]) =>
  db
    .select({
      revisionId: revisions.id,
      title: revisions.title,
      firstPublishedAt: reports.firstPublishedAt,
      updatedAt: reports.updatedAt,
      withdrawnAt: reports.withdrawnAt,
    })
    .from(jsonEach(revisionIds))
    .crossJoin(revisions)
    .crossJoin(reports)
    .where(and(sql`${revisions.id} = j.value`, eq(reports.id, revisions.reportId)))
    .all();

export const selectCounts = (db: Database) =>
  db
    .select({
      bureaus: archiveCounts.bureaus,
      demoBureaus: archiveCounts.demoBureaus,
      revisions: archiveCounts.revisions,
    })
    .from(archiveCounts)
    .get();

export type YearCounts = typeof yearCounts.$inferSelect;

/** Every year with a report, newest first; triggers keep the counts. */
export const selectYears = (db: Database) => db.select().from(yearCounts).orderBy(desc(yearCounts.year)).all();

const published = {
  bureau: bureauNameOf,
  year: reports.year,
  status: reports.status,
  withdrawnAt: reports.withdrawnAt,
  number: revisions.number,
  title: revisions.title,
  note: revisions.note,
  publishedAt: revisions.publishedAt,
};

/** Revisions by date, newest first: of one bureau, or of all. */
export const selectNewestRevisions = (db: Database, limit: number, bureauId?: number) =>
  db
    .select(published)
    .from(revisions)
    .innerJoin(reports, eq(reports.id, revisions.reportId))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(bureauId === undefined ? undefined : eq(reports.bureauId, bureauId))
    .orderBy(desc(revisions.publishedAt), desc(revisions.id))
    .limit(limit)
    .all();

const EXCERPT = 200;

/** A standard section in the newest revisions that have it. Rows read: four a revision. */
export const selectNewestSections = (db: Database, standard: string, limit: number) =>
  db
    .select({
      ...published,
      section: sections.slug,
      sectionTitle: sections.title,
      excerpt: sql<string | null>`substr(${sections.blocks} ->> '$[0].text', 1, ${EXCERPT})`,
    })
    .from(sections)
    .innerJoin(revisions, eq(revisions.id, sections.revisionId))
    .innerJoin(reports, eq(reports.id, revisions.reportId))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(eq(sections.standard, standard))
    .orderBy(desc(sections.revisionId))
    .limit(limit)
    .all();
