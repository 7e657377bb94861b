import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";

/** The slugs of each revision's sections (JSON), and when its report last changed, in no order. Rows read: three and one a section. */
export const selectSitemapReports = (db: Database, revisionIds: readonly number[]) =>
  db.all<{ revisionId: number; updatedAt: string; slugs: string }>(
    sql`SELECT v.id AS revisionId, r.updated_at AS updatedAt,
          (SELECT json_group_array(s.slug) FROM sections s WHERE s.revision_id = v.id) AS slugs
        FROM json_each(${JSON.stringify(revisionIds)}) j CROSS JOIN revisions v ON v.id = j.value
        CROSS JOIN reports r ON r.id = v.report_id`,
  );
