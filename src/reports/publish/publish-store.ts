import { and, eq, type SQL, sql } from "drizzle-orm";
import { breaks } from "../../db/broken-constraint.ts";
import type { Database, Statement } from "../../db/client.ts";
import { byteLength, jsonArrays, LARGEST_VALUE } from "../../db/json-arrays.ts";
import { columnList, jsonEach } from "../../db/json-each.ts";
import { AppError } from "../../errors.ts";
import type { ImportNote } from "../../ingest/document.ts";
import type { RevisionFacts, Section } from "../report.ts";
import { bureauNames, bureaus, reports, revisions, sections } from "../schema.ts";

export interface PublishState {
  bureauId: number;
  slug: string;
  name: string;
  reportId: number | null;
  revision: number;
  revisionId: number | null;
  /** The latest revision that was published from the very same file. */
  sameFile: number | null;
  status: "published" | "withdrawn" | null;
  /** The hash of the current revision's text. */
  textSha256: string | null;
}

/** The bureau known by one of the names (the first that fits) or by a slug, with its report of the year. Rows: at most 8 and its revisions. */
export function loadPublishState(
  db: Database,
  by: { names: string[] } | { slug: string },
  year: number,
  fileSha256 = "",
): Promise<PublishState | undefined> {
  const isAsked =
    "slug" in by
      ? eq(bureaus.slug, by.slug)
      : sql`${bureaus.id} = (SELECT ${bureauNames.bureauId} FROM ${jsonEach(by.names)}
          JOIN ${bureauNames} ON ${bureauNames.name} = j.value ORDER BY j.key LIMIT 1)`;
  const sameFile = sql<number | null>`(SELECT max(${revisions.number}) FROM ${revisions}
    WHERE ${revisions.reportId} = ${reports.id} AND ${revisions.fileSha256} = ${fileSha256})`;
  return db
    .select({
      bureauId: bureaus.id,
      slug: bureaus.slug,
      name: bureaus.name,
      reportId: reports.id,
      revision: sql<number>`coalesce(${reports.currentRevision}, 0)`,
      revisionId: revisions.id,
      status: reports.status,
      textSha256: revisions.textSha256,
      sameFile,
    })
    .from(bureaus)
    .leftJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, year)))
    .leftJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .where(isAsked)
    .get();
}

export interface NewRevision extends RevisionFacts {
  bureau: string;
  year: number;
  publishedBy: string;
  encoding: string;
  importNotes: ImportNote[];
  sectionCount: number;
  paragraphCount: number;
  characterCount: number;
}

/** The rows that the batch itself adds or finds, by names that are known before it. */
const bureauCalled = (slug: string): SQL<number> =>
  sql`(SELECT ${bureaus.id} FROM ${bureaus} WHERE ${bureaus.slug} = ${slug})`;

const revisionOf = ({ bureau, year, number }: NewRevision): SQL =>
  sql`(SELECT ${revisions.id} FROM ${revisions} JOIN ${reports} ON ${reports.id} = ${revisions.reportId}
       WHERE ${reports.bureauId} = ${bureauCalled(bureau)} AND ${reports.year} = ${year} AND ${revisions.number} = ${number})`;

/** The report if it stands and has come to this revision. */
const reportAt = ({ bureau, year, number }: NewRevision): SQL<number> =>
  sql`(SELECT ${reports.id} FROM ${reports} WHERE ${reports.bureauId} = ${bureauCalled(bureau)} AND ${reports.year} = ${year}
       AND ${reports.currentRevision} = ${number} AND ${reports.status} = 'published')`;

/** The report row of a first revision, or its step to the next; a withdrawn or overtaken report makes the batch fail. */
function insertOrMoveReport(db: Database, { bureau, year, number, publishedAt }: NewRevision): Statement {
  if (number === 1)
    return db.insert(reports).values({
      bureauId: bureauCalled(bureau),
      year,
      currentRevision: 1,
      firstPublishedAt: publishedAt,
      updatedAt: publishedAt,
    });
  return db
    .update(reports)
    .set({ currentRevision: number, updatedAt: publishedAt })
    .where(
      and(
        eq(reports.bureauId, bureauCalled(bureau)),
        eq(reports.year, year),
        eq(reports.currentRevision, number - 1),
        eq(reports.status, "published"),
      ),
    );
}

export const insertRevision = (db: Database, revision: NewRevision): Statement[] => [
  insertOrMoveReport(db, revision),
  db.insert(revisions).values({ ...revision, reportId: reportAt(revision) }),
];

export function insertSections(revision: NewRevision, list: readonly Section[]): Statement[] {
  const columns = columnList(
    sections.revisionId,
    sections.position,
    sections.parent,
    sections.depth,
    sections.slug,
    sections.numeral,
    sections.heading,
    sections.title,
    sections.standard,
    sections.blocks,
  );
  return jsonArrays(list.map(toJson)).map(
    (json) => sql`INSERT INTO ${sections} (${columns})
      SELECT ${revisionOf(revision)}, j.value ->> 'position', j.value ->> 'parent', j.value ->> 'depth',
        j.value ->> 'slug', j.value ->> 'numeral', j.value ->> 'heading', j.value ->> 'title',
        j.value ->> 'standard', j.value ->> 'blocks'
      FROM json_each(${json}) j ORDER BY j.key`,
  );
}

function toJson(section: Section): string {
  const json = JSON.stringify({ ...section, blocks: JSON.stringify(section.blocks) });
  if (byteLength(json) > LARGEST_VALUE)
    throw new AppError("too_large", "有一节文字过长，无法保存。请用标题把它分成几节。", "file");
  return json;
}

/** Fails the batch (`isOtherStanding`) if the report has meanwhile changed its standing, its revision or the slug of its bureau. */
export const setStatus = (
  db: Database,
  before: Pick<PublishState, "status" | "revision" | "slug"> & { reportId: number },
  status: "published" | "withdrawn",
  at: string,
  reason: string | null,
): Statement =>
  db
    .update(reports)
    .set({
      status: sql`CASE WHEN ${reports.status} = ${before.status} AND ${reports.currentRevision} = ${before.revision}
        AND ${reports.bureauId} = ${bureauCalled(before.slug)} THEN ${status} END`,
      withdrawnAt: status === "withdrawn" ? at : null,
      withdrawnReason: reason,
      updatedAt: at,
    })
    .where(eq(reports.id, before.reportId));

export const isOtherStanding = (error: unknown) => breaks(error, "NOT NULL", reports.status);
