import type { Database } from "../../db/client.ts";
import type { Hit } from "../hit.ts";
import { toHit, type HitRow } from "./hits-store.ts";

interface Row extends HitRow {
  current: number;
}

/** Sections of published reports by id, as the tables have them now; what is no more is left out. Rows read: five each. */
export async function loadHits(db: Database, ids: readonly number[]): Promise<Map<number, Hit>> {
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

/** Whether an index outside the database does not hold every change yet. */
export async function isBehind(db: Database): Promise<boolean> {
  return (await db.$client.prepare("SELECT 1 FROM search_indexing WHERE done < wanted LIMIT 1").first()) !== null;
}

/** Name of the index outside the database that was built whole and has followed every change since. */
export async function builtIndex(db: Database): Promise<string | null> {
  const row = await db.$client.prepare("SELECT built FROM search_index WHERE id = 1").first<{ built: string | null }>();
  return row?.built ?? null;
}

export interface ArchiveSize {
  /** Of all current revisions. */
  sections: number;
  /** Entries that a section has in D1's index, on average: one a character, as many as in half the heading. */
  average: number;
}

/** Rows read: one. */
export async function readSize(db: Database): Promise<ArchiveSize> {
  const row = await db.$client
    .prepare("SELECT sections, characters FROM archive_counts WHERE id = 1")
    .first<{ sections: number; characters: number }>();
  const sections = row?.sections ?? 0;
  return { sections, average: Math.max(1, (row?.characters ?? 0) / Math.max(1, sections)) };
}

/** The same as FTS5 counts it, from its own record of two numbers; null where its index is not of everything. */
export async function averageEntries(db: Database): Promise<number | null> {
  const row = await db.$client
    .prepare(
      "SELECT d.block FROM sections_fts_data d CROSS JOIN search_catalog c ON c.id = 1 AND c.full_text_from = 0 WHERE d.id = 1",
    )
    .first<{ block: ArrayBuffer | number[] }>()
    .catch(() => null);
  const [rows = 0, entries = 0] = row ? varints(new Uint8Array(row.block)) : [];
  return rows > 0 && entries > 0 ? entries / rows : null;
}

/** SQLite's: seven bits a byte, the most significant first. */
function varints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  return numbers;
}
