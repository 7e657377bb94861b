import { eq, gte, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit, type Database } from "../../db/client.ts";
import { FTS5_TABLES, searchCatalog, sectionsCharTerms, sectionsTerms } from "../schema.ts";

const FREQUENT = 1000;

export async function mergeIndex(db: Database): Promise<void> {
  for (const table of [FTS5_TABLES.sections, FTS5_TABLES.history].flatMap(({ fts, chars }) => [fts, chars]))
    await db.run(sql`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
}

/** Rows read: every term of the index. The version grows, so that searches take the new counts. */
export async function markFrequentTerms(db: Database): Promise<void> {
  const frequentOf = (terms: typeof sectionsTerms | typeof sectionsCharTerms) =>
    db.select({ term: terms.term, doc: terms.doc }).from(terms).where(gte(terms.doc, FREQUENT));
  const frequent = unionAll(frequentOf(sectionsTerms), frequentOf(sectionsCharTerms)).as("frequent");
  await commit(db, [
    db
      .update(searchCatalog)
      .set({ frequent: sql`(SELECT json_group_object(${frequent.term}, ${frequent.doc}) FROM ${frequent})` })
      .where(eq(searchCatalog.id, 1)),
    bumpArchiveVersion(db),
  ]);
}
