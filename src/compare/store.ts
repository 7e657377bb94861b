import { and, eq, exists, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { jsonEach } from "../db/json-each.ts";
import { sections } from "../reports/schema.ts";

/** The revisions among these that have the standard section, in the order given, at most `limit`. Rows read: one a revision. */
export async function selectHaving(db: Database, standard: string, revisionIds: readonly number[], limit: number) {
  const having = db
    .select({ one: sql`1` })
    .from(sections)
    .where(and(eq(sections.standard, standard), sql`${sections.revisionId} = j.value`));
  const rows = await db
    .select({ id: sql<number>`j.value` })
    .from(jsonEach(revisionIds))
    .where(exists(having))
    .limit(limit)
    .all();
  return rows.map(({ id }) => id);
}
