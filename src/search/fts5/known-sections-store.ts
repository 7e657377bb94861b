import { and, eq, lt, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { jsonEach } from "../../db/json-each.ts";
import { archiveCounts, reports, sections } from "../../reports/schema.ts";
import type { Hit } from "../hit.ts";
import { searchCatalog, searchIndex, searchIndexing, searchOutlines } from "../schema.ts";
import { hitFields, toHit } from "./hits-store.ts";

/** Sections of published reports by id, as the tables have them now; those that are gone are left out. Rows read: five each. */
export async function loadHits(db: Database, ids: readonly number[]): Promise<Map<number, Hit>> {
  const rows = await db
    .select({ ...hitFields, isCurrent: sql<0 | 1>`${reports.currentRevision} = ${searchOutlines.number}` })
    .from(jsonEach(ids))
    .crossJoin(sections)
    .crossJoin(searchOutlines)
    .crossJoin(reports)
    .where(
      and(
        sql`${sections.id} = j.value`,
        eq(searchOutlines.revisionId, sections.revisionId),
        eq(reports.id, searchOutlines.reportId),
      ),
    )
    .all();
  return new Map(rows.map((row) => [row.id, toHit(row, row.isCurrent ? "sections" : "history")]));
}

/** Whether an index outside the database does not hold every change yet. */
export async function isBehind(db: Database): Promise<boolean> {
  const { reportId, done, wanted } = searchIndexing;
  return (await db.select({ reportId }).from(searchIndexing).where(lt(done, wanted)).limit(1).get()) !== undefined;
}

/** Name of the index outside the database that was built whole and has followed every change since. */
export async function builtIndex(db: Database): Promise<string | null> {
  const { built, id } = searchIndex;
  return (await db.select({ built }).from(searchIndex).where(eq(id, 1)).get())?.built ?? null;
}

export interface ArchiveSize {
  /** The sections of all current revisions. */
  sections: number;
  /** Entries that a section has in D1's index, on average: one a character, as many as in half the heading. */
  average: number;
}

/** Rows read: one. */
export async function readSize(db: Database): Promise<ArchiveSize> {
  const counts = archiveCounts;
  const row = await db
    .select({ sections: counts.sections, characters: counts.characters })
    .from(counts)
    .where(eq(counts.id, 1))
    .get();
  const written = row?.sections ?? 0;
  return { sections: written, average: Math.max(1, (row?.characters ?? 0) / Math.max(1, written)) };
}

/** The same as FTS5 counts it, from its own record of two numbers; null if its index does not hold everything. */
export async function averageEntries(db: Database): Promise<number | null> {
  const record = sql.identifier("sections_fts_data");
  const row = await db
    .get<{ block: ArrayBuffer | number[] } | undefined>(
      sql`SELECT d.block FROM ${record} d CROSS JOIN ${searchCatalog} ON ${searchCatalog.id} = 1
        AND ${searchCatalog.fullTextFrom} = 0 WHERE d.id = 1`,
    )
    .catch(() => undefined);
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
