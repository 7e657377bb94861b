import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "../db/client.ts";
import { revisionFigures } from "../figures/schema.ts";
import { ledgerEntries } from "../ledger/schema.ts";
import { bureaus, formerSlugs, promises, reports, revisions, sectionColumns, sections } from "./schema.ts";
import { forEachTrait } from "./traits.ts";

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

const near = alias(reports, "near");
const nearOnes = sql`FROM ${reports} near WHERE ${near.bureauId} = ${bureaus.id} AND ${near.status} = 'published'`;
const previousYear = sql<number | null>`(SELECT max(${near.year}) ${nearOnes} AND ${near.year} < ${reports.year})`;
const nextYear = sql<number | null>`(SELECT min(${near.year}) ${nearOnes} AND ${near.year} > ${reports.year})`;

const record = sql`json_object('index', ${ledgerEntries.position}, 'at', ${ledgerEntries.at})`;
const isRecord = sql`${ledgerEntries.year} = ${reports.year} AND ${ledgerEntries.revision} = ${revisions.number}
  AND ${ledgerEntries.kind} IN ('publication', 'correction')`;

/**
 * The place of the revision in the ledger, under the bureau's slug or a former one. Read here, because a page has three queries.
 */
const recorded = sql<string | null>`coalesce(
  (SELECT ${record} FROM ${ledgerEntries} WHERE ${ledgerEntries.bureau} = ${bureaus.slug} AND ${isRecord}),
  (SELECT ${record} FROM ${formerSlugs}
    JOIN ${ledgerEntries} ON ${ledgerEntries.bureau} = ${formerSlugs.slug} AND ${isRecord}
    WHERE ${formerSlugs.bureauId} = ${bureaus.id}))`;

const promised = sql<
  string | null
>`(SELECT json_object('section', ${promises.section}, 'anchor', ${promises.anchor}, 'quote', ${promises.quote},
    'status', ${promises.status}) FROM ${promises}
    WHERE ${promises.reportId} = ${reports.id} AND ${promises.revision} = ${revisions.number})`;

/** How many of its figures do not agree and, if some do not, the kept figures. Null if they were never read. */
const doubtful = sql<string | null>`(SELECT json_array(${revisionFigures.toCheck},
    CASE WHEN ${revisionFigures.toCheck} > 0 THEN ${revisionFigures.packed} END)
    FROM ${revisionFigures} WHERE ${revisionFigures.revisionId} = ${revisions.id})`;

const MOST_BETWEEN = 3;
const other = alias(revisions, "other");

/** When the current revision was published, if another one is read. */
const currentAt = sql<string | null>`CASE WHEN ${reports.currentRevision} <> ${revisions.number} THEN (
    SELECT ${other.publishedAt} FROM ${revisions} other
    WHERE ${other.reportId} = ${reports.id} AND ${other.number} = ${reports.currentRevision}) END`;

/** The newest revisions between the first and the current one, with their dates: both ends are known without reading more. */
const between = sql<string | null>`CASE WHEN ${reports.currentRevision} > 2 THEN (
    SELECT json_group_array(json_array(n, at)) FROM (
      SELECT ${other.number} AS n, ${other.publishedAt} AS at FROM ${revisions} other
      WHERE ${other.reportId} = ${reports.id} AND ${other.number} > 1 AND ${other.number} < ${reports.currentRevision}
      ORDER BY ${other.number} DESC LIMIT ${MOST_BETWEEN})) END`;

const had = alias(revisions, "had");

/** The last revision of the report that has the section. */
const lastWith = (section: string) =>
  sql`(SELECT ${had.number} FROM ${revisions} had
    JOIN ${sections} ON ${sections.revisionId} = ${had.id} AND ${sections.slug} = ${section}
    WHERE ${had.reportId} = ${reports.id} ORDER BY ${had.number} DESC LIMIT 1)`;

/** The revision asked for; if none is named, the last that has the section, or the current one. */
function wanted(revision: number | null, section: string | null) {
  if (revision !== null) return sql`${revision}`;
  return section === null ? reports.currentRevision : sql`coalesce(${lastWith(section)}, ${reports.currentRevision})`;
}

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
      report: reports,
      revision: revisionInfo,
      previousYear,
      nextYear,
      recorded,
      promised,
      doubtful,
      currentAt,
      between,
    })
    .from(bureaus)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, year)))
    .leftJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, wanted(revision, section))))
    .where(eq(bureaus.slug, bureau))
    .get();

export const selectSections = (db: Database, revisionId: number | SQL) =>
  db
    .select(sectionColumns)
    .from(sections)
    .where(eq(sections.revisionId, revisionId))
    .orderBy(asc(sections.position))
    .all();

/** The text of the revision that `selectReport` answers for the same place, so that both are asked at once. */
export function selectSectionsAt(
  db: Database,
  bureau: string,
  year: number,
  revision: number | null,
  section: string | null = null,
) {
  const at = db
    .select({ id: revisions.id })
    .from(bureaus)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, year)))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, wanted(revision, section))))
    .where(and(eq(bureaus.slug, bureau), eq(reports.status, "published")));
  return selectSections(db, sql`(${at})`);
}

/** Newest first. */
export const selectReportRevisions = (db: Database, reportId: number, limit: number) =>
  db
    .select(revisionInfo)
    .from(revisions)
    .where(eq(revisions.reportId, reportId))
    .orderBy(desc(revisions.number))
    .limit(limit)
    .all();

/** The last revision of a report whose section has a paragraph with the anchor. */
export const selectLastWithAnchor = (
  db: Database,
  at: { bureau: string; year: number; section: string },
  anchor: string,
) =>
  db
    .select({ number: revisions.number })
    .from(bureaus)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, at.year)))
    .innerJoin(revisions, eq(revisions.reportId, reports.id))
    .innerJoin(sections, and(eq(sections.revisionId, revisions.id), eq(sections.slug, at.section)))
    .where(and(eq(bureaus.slug, at.bureau), sql`instr(${sections.blocks}, ${`"anchor":"${anchor}"`}) > 0`))
    .orderBy(desc(revisions.number))
    .limit(1)
    .get();

/** Newest first; `hasSection` is null if a revision has no such section. */
export const selectEditions = (db: Database, reportId: number, section: string | null, limit: number) =>
  db
    .select({ number: revisions.number, publishedAt: revisions.publishedAt, hasSection: sections.id })
    .from(revisions)
    .leftJoin(sections, and(eq(sections.revisionId, revisions.id), eq(sections.slug, section ?? "")))
    .where(eq(revisions.reportId, reportId))
    .orderBy(desc(revisions.number))
    .limit(limit)
    .all();

/**
 * The first revision, the current one, `revision` and those beside it, oldest first; of a section only those that have it.
 */
export function selectAround(
  db: Database,
  { bureau, year, section }: { bureau: string; year: number; section: string | null },
  revision: number,
) {
  const hasSection = sql`EXISTS (SELECT 1 FROM ${sections}
    WHERE ${sections.revisionId} = ${revisions.id} AND ${sections.slug} = ${section})`;
  return db
    .select({ number: revisions.number, publishedAt: revisions.publishedAt })
    .from(bureaus)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, year)))
    .innerJoin(revisions, eq(revisions.reportId, reports.id))
    .where(
      and(
        eq(bureaus.slug, bureau),
        sql`${revisions.number} IN (1, ${revision - 1}, ${revision}, ${revision + 1}, ${reports.currentRevision})`,
        section === null ? undefined : hasSection,
      ),
    )
    .orderBy(asc(revisions.number))
    .all();
}

export const selectBureau = (db: Database, slug: string) =>
  db
    .select({
      id: bureaus.id,
      ...bureauNameOf,
      aliases: bureaus.aliases,
      ...forEachTrait((trait) => bureaus[trait]),
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
