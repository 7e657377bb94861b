import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { archiveState, bureaus, formerSlugs, reports, revisions, sections } from "./schema.ts";

export const bureauNameOf = {
  slug: bureaus.slug,
  name: bureaus.name,
  shortName: bureaus.shortName,
  demo: bureaus.demo,
};

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

const record = sql`json_object('index', entry.position, 'at', entry.at)`;
const isRecord = sql`entry.year = ${reports.year} AND entry.revision = ${revisions.number}
  AND entry.kind IN ('publication', 'correction')`;

/** Where the ledger records the revision, under the bureau's slug or one it had: read here, for a page has three queries. */
const recorded = sql<string | null>`coalesce(
  (SELECT ${record} FROM ledger_entries entry WHERE entry.bureau = ${bureaus.slug} AND ${isRecord}),
  (SELECT ${record} FROM former_slugs former JOIN ledger_entries entry ON entry.bureau = former.slug AND ${isRecord}
    WHERE former.bureau_id = ${bureaus.id}))`;

const promised = sql<
  string | null
>`(SELECT json_object('section', found.section, 'anchor', found.anchor, 'quote', found.quote,
    'status', found.status) FROM promises found WHERE found.report_id = ${reports.id} AND found.revision = ${revisions.number})`;

/** How many of its figures do not agree, and where some do not, the kept figures; null where nobody has read it for them. */
const doubtful = sql<string | null>`(SELECT json_array(to_check, CASE WHEN to_check > 0 THEN packed END)
    FROM revision_figures WHERE revision_id = ${revisions.id})`;

/** The last revision of the report that has the section. */
const lastWith = (section: string) =>
  sql`(SELECT had.number FROM revisions had JOIN sections held ON held.revision_id = had.id AND held.slug = ${section}
    WHERE had.report_id = ${reports.id} ORDER BY had.number DESC LIMIT 1)`;

/** The revision that is asked for; where none is, the last that has the section, or the current one. */
function wanted(revision: number | null, section: string | null) {
  if (revision !== null) return sql`${revision}`;
  return section === null ? reports.currentRevision : sql`coalesce(${lastWith(section)}, ${reports.currentRevision})`;
}

export const selectVersion = (db: Database) => db.select({ version: archiveState.version }).from(archiveState).get();

/** Bureau, report and one revision; the revision is null if there is none. */
export const selectReport = (
  db: Database,
  bureau: string,
  year: number,
  revision: number | null,
  section: string | null = null,
) =>
  db
    .select({
      bureau: bureauNameOf,
      report: {
        id: reports.id,
        year: reports.year,
        currentRevision: reports.currentRevision,
        status: reports.status,
        withdrawnAt: reports.withdrawnAt,
        withdrawnReason: reports.withdrawnReason,
        firstPublishedAt: reports.firstPublishedAt,
        updatedAt: reports.updatedAt,
        feedbackCounts: reports.feedbackCounts,
      },
      revision: revisionInfo,
      previousYear: neighbour("max", "<"),
      nextYear: neighbour("min", ">"),
      recorded,
      promised,
      doubtful,
    })
    .from(bureaus)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, year)))
    .leftJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, wanted(revision, section))))
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
    .select({
      id: bureaus.id,
      ...bureauNameOf,
      aliases: bureaus.aliases,
      region: bureaus.region,
      sector: bureaus.sector,
    })
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
