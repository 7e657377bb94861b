import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";

/** Those of the revisions that have the standard section, in the order given, at most `limit`. Rows read: one a revision. */
export async function selectHaving(db: Database, standard: string, revisionIds: readonly number[], limit: number) {
  const rows = await db.all<{ id: number }>(
    sql`SELECT j.value AS id FROM json_each(${JSON.stringify(revisionIds)}) j
        WHERE EXISTS (SELECT 1 FROM sections s WHERE s.standard = ${standard} AND s.revision_id = j.value) LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}
