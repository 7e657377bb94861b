import type { Database } from "../db/client.ts";
import { toHit, type Hit, type HitRow } from "./hits-store.ts";

interface Row extends HitRow {
  current: number;
}

/** Sections of published reports by id, as the tables have them now; what is no more is left out. Rows read: five each. */
export async function loadHits(db: Database, ids: readonly number[]): Promise<Map<number, Hit>> {
  if (ids.length === 0) return new Map();
  const { results } = await db.$client
    .prepare(
      `SELECT s.id, o.bureau_id, o.year, o.number, o.published_at, s.slug, s.heading, s.blocks,
         json_extract(o.outline, '$[' || s.position || ']') AS entry, r.current_revision = o.number AS current
       FROM json_each(?1) x CROSS JOIN sections s ON s.id = x.value
       CROSS JOIN search_outlines o ON o.revision_id = s.revision_id
       CROSS JOIN reports r ON r.id = o.report_id`,
    )
    .bind(JSON.stringify(ids))
    .all<Row>();
  return new Map(results.map((row) => [row.id, toHit(row, row.current ? "sections" : "history")]));
}

/** Sections of all current revisions. Rows read: two a report. */
export async function countSections(db: Database): Promise<number> {
  const row = await db.$client
    .prepare(
      `SELECT sum(v.section_count) AS sections FROM reports r
       JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision WHERE r.status = 'published'`,
    )
    .first<{ sections: number | null }>();
  return row?.sections ?? 0;
}
