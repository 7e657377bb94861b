import type { Database } from "../../db/client.ts";

const FREQUENT = 1000;
const TABLES = ["sections_fts", "sections_chars", "history_fts", "history_chars"];

export async function mergeIndex(db: Database): Promise<void> {
  for (const table of TABLES) await db.$client.prepare(`INSERT INTO ${table} (${table}) VALUES ('optimize')`).run();
}

/** Rows read: every term of the index. The version grows, so that searches take the new counts. */
export async function markFrequentTerms(db: Database): Promise<void> {
  await db.$client.batch([
    db.$client
      .prepare(
        `UPDATE search_catalog SET frequent = (SELECT json_group_object(term, doc) FROM (
           SELECT term, doc FROM sections_terms WHERE doc >= ?1 UNION ALL
           SELECT term, doc FROM sections_char_terms WHERE doc >= ?1)) WHERE id = 1`,
      )
      .bind(FREQUENT),
    db.$client.prepare("UPDATE archive_state SET version = version + 1 WHERE id = 1"),
  ]);
}
