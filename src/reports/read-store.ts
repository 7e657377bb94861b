import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { archiveState, bureaus, formerSlugs, reports, revisions, sections } from "./schema.ts";

const bureauName = { slug: bureaus.slug, name: bureaus.name, shortName: bureaus.shortName, demo: bureaus.demo };

const revisionInfo = {
  id: revisions.id,
  number: revisions.number,
  title: revisions.title,
  note: revisions.note,
  publishedAt: revisions.publishedAt,
  fileSha256: revisions.fileSha256,
  fileName: revisions.fileName,
  fileType: revisions.fileType,
  fileSize: revisions.fileSize,
  textSha256: revisions.textSha256,
  encoding: revisions.encoding,
  importNotes: revisions.importNotes,
  sectionCount: revisions.sectionCount,
  paragraphCount: revisions.paragraphCount,
  characterCount: revisions.characterCount,
};

const neighbour = (which: "max" | "min", beside: "<" | ">") =>
  sql<number | null>`(SELECT ${sql.raw(which)}(near.year) FROM reports near WHERE near.bureau_id = ${bureaus.id}
    AND near.year ${sql.raw(beside)} ${reports.year} AND near.status = 'published')`;

export const selectVersion = (db: Database) => db.select({ version: archiveState.version }).from(archiveState).get();

/** Bureau, report and one revision (the current one where `revision` is null); the revision is null if there is none. */
export const selectReport = (db: Database, bureau: string, year: number, revision: number | null) =>
  db
    .select({
      bureau: bureauName,
      report: {
        id: reports.id,
        year: reports.year,
        currentRevision: reports.currentRevision,
        status: reports.status,
        withdrawnAt: reports.withdrawnAt,
        withdrawnReason: reports.withdrawnReason,
        firstPublishedAt: reports.firstPublishedAt,
        updatedAt: reports.updatedAt,
      },
      revision: revisionInfo,
      previousYear: neighbour("max", "<"),
      nextYear: neighbour("min", ">"),
    })
    .from(bureaus)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, year)))
    .leftJoin(
      revisions,
      and(eq(revisions.reportId, reports.id), eq(revisions.number, revision ?? reports.currentRevision)),
    )
    .where(eq(bureaus.slug, bureau))
    .get();

export const selectSections = (db: Database, revisionId: number) =>
  db
    .select({
      position: sections.position,
      parent: sections.parent,
      depth: sections.depth,
      slug: sections.slug,
      numeral: sections.numeral,
      heading: sections.heading,
      title: sections.title,
      standard: sections.standard,
      blocks: sections.blocks,
    })
    .from(sections)
    .where(eq(sections.revisionId, revisionId))
    .orderBy(asc(sections.position))
    .all();

/** The last revision of the report that has a section of this slug. */
export const selectLastRevisionWith = (db: Database, reportId: number, section: string) =>
  db
    .select({ number: revisions.number })
    .from(revisions)
    .innerJoin(sections, and(eq(sections.revisionId, revisions.id), eq(sections.slug, section)))
    .where(eq(revisions.reportId, reportId))
    .orderBy(desc(revisions.number))
    .limit(1)
    .get();

/** Newest first. */
export const selectRevisions = (db: Database, reportId: number, limit: number) =>
  db
    .select(revisionInfo)
    .from(revisions)
    .where(eq(revisions.reportId, reportId))
    .orderBy(desc(revisions.number))
    .limit(limit)
    .all();

export const selectBureau = (db: Database, slug: string) =>
  db
    .select({ id: bureaus.id, ...bureauName, aliases: bureaus.aliases })
    .from(bureaus)
    .where(eq(bureaus.slug, slug))
    .get();

export const selectPresentSlug = (db: Database, former: string) =>
  db
    .select({ slug: bureaus.slug })
    .from(formerSlugs)
    .innerJoin(bureaus, eq(bureaus.id, formerSlugs.bureauId))
    .where(eq(formerSlugs.slug, former))
    .get();

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

export const selectReportLines = (
  db: Database,
  filter: { bureau?: string | undefined; year?: number | undefined },
  limit: number,
  offset: number,
) =>
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

export const countReportLines = (db: Database, filter: { bureau?: string | undefined; year?: number | undefined }) =>
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
    })
    .from(archiveState)
    .get();

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

/** How many addresses each published report has in the sitemap, in a stable order. */
export const selectSitemapWeights = (db: Database) =>
  db
    .select({ id: reports.id, sections: revisions.sectionCount })
    .from(reports)
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .where(eq(reports.status, "published"))
    .orderBy(asc(reports.id))
    .all();

/** Reports with ids from `first` to `last` and the slugs of their current sections. */
export const selectSitemapReports = (db: Database, first: number, last: number) =>
  db
    .select({
      bureau: bureaus.slug,
      year: reports.year,
      updatedAt: reports.updatedAt,
      slugs: sql<string>`(SELECT json_group_array(s.slug) FROM sections s WHERE s.revision_id = ${revisions.id})`,
    })
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .where(and(eq(reports.status, "published"), sql`${reports.id} BETWEEN ${first} AND ${last}`))
    .orderBy(asc(reports.id))
    .all();

/** Slugs in order, from after `after`: a list that never needs an offset. */
export const selectBureauSlugs = (db: Database, after: string, limit: number) =>
  db
    .select({ slug: bureaus.slug })
    .from(bureaus)
    .where(gt(bureaus.slug, after))
    .orderBy(asc(bureaus.slug))
    .limit(limit)
    .all();
