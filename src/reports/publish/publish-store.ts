import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { byteLength, jsonArrays, LARGEST_VALUE } from "../../db/json-arrays.ts";
import { AppError } from "../../errors.ts";
import type { RevisionFacts, Section } from "../report.ts";

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
  /** Of the current revision. */
  textSha256: string | null;
}

/** The bureau known by one of the names (the first that fits) or by a slug, with its report of the year. Rows: at most 8 and its revisions. */
export async function loadPublishState(
  db: Database,
  by: { names: string[] } | { slug: string },
  year: number,
  fileSha256 = "",
) {
  const bureau =
    "slug" in by
      ? sql`b.slug = ${by.slug}`
      : sql`b.id = (SELECT n.bureau_id FROM json_each(${JSON.stringify(by.names)}) j JOIN bureau_names n ON n.name = j.value
                    ORDER BY j.key LIMIT 1)`;
  const row = await db.get<PublishState | undefined>(
    sql`SELECT b.id AS bureauId, b.slug, b.name, r.id AS reportId, coalesce(r.current_revision, 0) AS revision,
          v.id AS revisionId, r.status, v.text_sha256 AS textSha256,
          (SELECT max(s.number) FROM revisions s WHERE s.report_id = r.id AND s.file_sha256 = ${fileSha256}) AS sameFile
        FROM bureaus b
        LEFT JOIN reports r ON r.bureau_id = b.id AND r.year = ${year}
        LEFT JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision
        WHERE ${bureau}`,
  );
  return row;
}

export async function loadSections(db: Database, revisionId: number): Promise<Section[]> {
  const rows = await db.all<Omit<Section, "blocks"> & { blocks: string }>(
    sql`SELECT position, parent, depth, slug, numeral, heading, title, standard, blocks
        FROM sections WHERE revision_id = ${revisionId} ORDER BY position`,
  );
  return rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) }));
}

export interface NewRevision extends RevisionFacts {
  bureau: string;
  year: number;
  publishedBy: string;
  encoding: string;
  importNotes: string;
  sectionCount: number;
  paragraphCount: number;
  characterCount: number;
}

const revisionId = (bureau: string, year: number, number: number) =>
  sql`(SELECT v.id FROM revisions v JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id
       WHERE b.slug = ${bureau} AND r.year = ${year} AND v.number = ${number})`;

/** The report row of a first revision, or its step to the next; a withdrawn or overtaken report makes the batch fail. */
function reportStatement(db: Database, revision: NewRevision): Statement {
  const { bureau, year, number, publishedAt } = revision;
  if (number === 1)
    return db.run(
      sql`INSERT INTO reports (bureau_id, year, current_revision, first_published_at, updated_at)
          SELECT id, ${year}, 1, ${publishedAt}, ${publishedAt} FROM bureaus WHERE slug = ${bureau}`,
    );
  return db.run(
    sql`UPDATE reports SET current_revision = ${number}, updated_at = ${publishedAt}
        WHERE bureau_id = (SELECT id FROM bureaus WHERE slug = ${bureau}) AND year = ${year}
          AND current_revision = ${number - 1} AND status = 'published'`,
  );
}

export function insertRevision(db: Database, revision: NewRevision): Statement[] {
  const r = revision;
  return [
    reportStatement(db, r),
    db.run(
      sql`INSERT INTO revisions (report_id, number, title, note, published_at, published_by, file_sha256, file_name,
            file_type, file_size, text_sha256, encoding, import_notes, section_count, paragraph_count, character_count)
          VALUES (
            (SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id
             WHERE b.slug = ${r.bureau} AND r.year = ${r.year} AND r.current_revision = ${r.number}
               AND r.status = 'published'),
            ${r.number}, ${r.title}, ${r.note}, ${r.publishedAt}, ${r.publishedBy}, ${r.fileSha256}, ${r.fileName},
            ${r.fileType}, ${r.fileSize}, ${r.textSha256}, ${r.encoding}, ${r.importNotes}, ${r.sectionCount},
            ${r.paragraphCount}, ${r.characterCount})`,
    ),
  ];
}

export function insertSections(db: Database, revision: NewRevision, sections: readonly Section[]): Statement[] {
  return jsonArrays(sections.map(toJson)).map((json) =>
    db.run(
      sql`INSERT INTO sections (revision_id, position, parent, depth, slug, numeral, heading, title, standard, blocks)
            SELECT ${revisionId(revision.bureau, revision.year, revision.number)}, j.value ->> 'position',
              j.value ->> 'parent', j.value ->> 'depth', j.value ->> 'slug', j.value ->> 'numeral',
              j.value ->> 'heading', j.value ->> 'title', j.value ->> 'standard', j.value ->> 'blocks'
            FROM json_each(${json}) j ORDER BY j.key`,
    ),
  );
}

function toJson(section: Section): string {
  const json = JSON.stringify({ ...section, blocks: JSON.stringify(section.blocks) });
  if (byteLength(json) > LARGEST_VALUE)
    throw new AppError("too_large", "有一节文字过长，无法保存。请用标题把它分成几节。", "file");
  return json;
}

/** Fails the batch where the report meanwhile changed its standing, its revision or the slug of its bureau. */
export const setStatus = (
  db: Database,
  before: Pick<PublishState, "reportId" | "status" | "revision" | "slug">,
  status: "published" | "withdrawn",
  at: string,
  reason: string | null,
): Statement =>
  db.run(
    sql`UPDATE reports SET updated_at = ${at}, withdrawn_reason = ${reason},
          status = CASE WHEN status = ${before.status} AND current_revision = ${before.revision}
            AND bureau_id = (SELECT id FROM bureaus WHERE slug = ${before.slug}) THEN ${status} END,
          withdrawn_at = ${status === "withdrawn" ? at : null}
        WHERE id = ${before.reportId}`,
  );
