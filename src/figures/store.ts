import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import type { Doubt } from "./figure.ts";
import { countKept, FIGURE_READER, type KeptFigures, type SectionFigures } from "./kept.ts";

/** D1 takes at most 2,000,000 bytes a value. */
const CHUNK_BYTES = 1_500_000;

interface Place {
  bureau: string;
  year: number;
  number: number;
}

const revisionAt = ({ bureau, year, number }: Place) =>
  sql`(SELECT v.id FROM bureaus b JOIN reports r ON r.bureau_id = b.id AND r.year = ${year}
         JOIN revisions v ON v.report_id = r.id AND v.number = ${number} WHERE b.slug = ${bureau})`;

/** Keeps the figures of a revision in place of those read before. */
export function replaceFigures(db: Database, place: Place, kept: KeptFigures): Statement[] {
  const id = revisionAt(place);
  return [
    db.run(sql`DELETE FROM figures WHERE revision_id = ${id}`),
    ...chunks(kept.sections).map((json) =>
      db.run(
        sql`INSERT INTO figures (revision_id, position, section, heading, list)
            SELECT ${id}, j.value ->> 'position', j.value ->> 'section', j.value ->> 'heading', j.value -> 'list'
            FROM json_each(${json}) j`,
      ),
    ),
    db.run(
      sql`INSERT INTO figure_checks (revision_id, reader, figures, doubts)
          VALUES (${id}, ${FIGURE_READER}, ${countKept(kept)}, ${JSON.stringify(kept.doubts)})
          ON CONFLICT (revision_id) DO UPDATE SET
            reader = excluded.reader, figures = excluded.figures, doubts = excluded.doubts`,
    ),
  ];
}

function chunks(sections: readonly SectionFigures[]): string[] {
  const parts: string[][] = [];
  let size = CHUNK_BYTES;
  for (const json of sections.map((section) => JSON.stringify(section))) {
    const bytes = new TextEncoder().encode(json).length;
    if (size + bytes > CHUNK_BYTES) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(json);
    size += bytes;
  }
  return parts.map((part) => `[${part.join(",")}]`);
}

/** The figures of a revision, section by section; undefined where nobody has read it for figures. */
export async function loadFigures(db: Database, revisionId: number): Promise<KeptFigures | undefined> {
  const check = await db.get<{ doubts: string } | undefined>(
    sql`SELECT doubts FROM figure_checks WHERE revision_id = ${revisionId} AND reader > 0`,
  );
  if (!check) return undefined;
  const rows = await db.all<Omit<SectionFigures, "list"> & { list: string }>(
    sql`SELECT position, section, heading, list FROM figures WHERE revision_id = ${revisionId} ORDER BY position`,
  );
  const sections = rows.map((row) => ({ ...row, list: JSON.parse(row.list) as SectionFigures["list"] }));
  return { sections, doubts: JSON.parse(check.doubts) as Doubt[] };
}

/** Revisions that were read by an earlier version of the reader, or not at all. */
export const listUnread = (db: Database, limit: number) =>
  db.all<Place & { revisionId: number }>(
    sql`SELECT b.slug AS bureau, r.year, v.number, v.id AS revisionId
        FROM figure_checks c JOIN revisions v ON v.id = c.revision_id JOIN reports r ON r.id = v.report_id
          JOIN bureaus b ON b.id = r.bureau_id
        WHERE c.reader < ${FIGURE_READER} ORDER BY c.reader, c.revision_id LIMIT ${limit}`,
  );
