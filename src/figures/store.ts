import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { FIGURE_READER, type KeptFigures } from "./kept.ts";
import { pack, unpack } from "./pack.ts";

interface Place {
  bureau: string;
  year: number;
  number: number;
}

const revisionAt = ({ bureau, year, number }: Place) =>
  sql`(SELECT v.id FROM bureaus b JOIN reports r ON r.bureau_id = b.id AND r.year = ${year}
         JOIN revisions v ON v.report_id = r.id AND v.number = ${number} WHERE b.slug = ${bureau})`;

/** Keeps the figures of a revision in place of those read before. */
export const replaceFigures = (db: Database, place: Place, kept: KeptFigures): Statement =>
  db.run(
    sql`INSERT INTO revision_figures (revision_id, reader, to_check, packed)
        VALUES (${revisionAt(place)}, ${FIGURE_READER}, ${kept.doubts.length}, ${pack(kept)})
        ON CONFLICT (revision_id) DO UPDATE SET
          reader = excluded.reader, to_check = excluded.to_check, packed = excluded.packed`,
  );

/** The figures of a revision; null where nobody has read it for figures. */
export async function loadFigures(db: Database, revisionId: number): Promise<KeptFigures | null> {
  const row = await db.get<{ packed: string | null } | undefined>(
    sql`SELECT packed FROM revision_figures WHERE revision_id = ${revisionId}`,
  );
  return row?.packed ? unpack(row.packed) : null;
}

/** Revisions that were read by an earlier version of the reader, or not at all. */
export const listRevisionsWithoutFigures = (db: Database, limit: number) =>
  db.all<Place & { revisionId: number }>(
    sql`SELECT b.slug AS bureau, r.year, v.number, v.id AS revisionId
        FROM revision_figures f JOIN revisions v ON v.id = f.revision_id JOIN reports r ON r.id = v.report_id
          JOIN bureaus b ON b.id = r.bureau_id
        WHERE f.reader < ${FIGURE_READER} ORDER BY f.reader, f.revision_id LIMIT ${limit}`,
  );
