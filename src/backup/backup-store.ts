import { eq, sql } from "drizzle-orm";
import { auditLog } from "../audit/schema.ts";
import type { Database } from "../db/client.ts";
import { archiveState } from "../db/archive-state.ts";
import { searchCatalog } from "../search/schema.ts";
import {
  type BackupTable,
  GROWING,
  inOrder,
  isInternal,
  type RowKey,
  LEFT_OUT,
  quoted,
  type BackupRow,
} from "./tables.ts";

interface SchemaRow {
  name: string;
  columns: string;
  keys: string;
  references: string;
}

/** Generated columns are made again by their table; they are hidden from `table_xinfo` with 2 or 3. */
const SCHEMA = `SELECT m.name,
    (SELECT json_group_array(name) FROM pragma_table_xinfo(m.name) WHERE hidden = 0) AS columns,
    (SELECT json_group_array(name) FROM (SELECT name FROM pragma_table_xinfo(m.name) WHERE pk > 0 ORDER BY pk)) AS keys,
    (SELECT json_group_array(DISTINCT "table") FROM pragma_foreign_key_list(m.name)) AS "references"
  FROM sqlite_master m WHERE m.type = 'table' AND m.sql LIKE 'CREATE TABLE%' AND m.name NOT LIKE '\\_cf%' ESCAPE '\\'
  ORDER BY m.name LIMIT 500`;

/** Every table that a backup holds, in an order in which their rows can be put back. */
export async function loadTables(db: Database): Promise<BackupTable[]> {
  const { results } = await db.$client.prepare(SCHEMA).all<SchemaRow>();
  const tables = results
    .filter(({ name }) => !isInternal(name) && !Object.hasOwn(LEFT_OUT, name))
    .map(({ name, columns, keys, references }) => ({
      name,
      columns: JSON.parse(columns) as string[],
      key: JSON.parse(keys) as string[],
      references: JSON.parse(references) as string[],
      grows: GROWING.has(name),
    }));
  return inOrder(tables);
}

export interface BackupStanding {
  /** Grows with every public change. */
  version: number;
  /** Every write leaves a row in the audit log, so its last number tells whether anything changed. */
  audited: number;
  migration: string;
  /** From which year on the full-text index holds reports whole: it is not in a backup, but built as wide again. */
  full_text_from: number;
}

export async function loadStanding(db: Database): Promise<BackupStanding> {
  const row = await db
    .select({
      version: archiveState.version,
      audited: sql<number>`(SELECT coalesce(max(${auditLog.id}), 0) FROM ${auditLog})`,
      migration: sql<string>`(SELECT coalesce(max(name), '') FROM d1_migrations)`,
      full_text_from: searchCatalog.fullTextFrom,
    })
    .from(archiveState)
    .innerJoin(searchCatalog, eq(searchCatalog.id, archiveState.id))
    .get();
  if (!row) throw new Error("the database has no archive_state");
  return row;
}

const MOST_ROWS = 500;
const MOST_BYTES = 3_000_000;

/** The next rows after a key, in order of the key: at most 500, or about 3 MB, or one that is larger by itself. */
export async function loadRows(db: Database, table: BackupTable, after: RowKey | null): Promise<BackupRow[]> {
  const key = table.key.map(quoted).join(", ");
  const marks = table.key.map(() => "?").join(", ");
  const beyond = after === null ? "" : `WHERE (${key}) > (${marks})`;
  const from = `FROM ${quoted(table.name)} ${beyond} ORDER BY ${key}`;
  const size = table.columns.map((column) => `coalesce(octet_length(${quoted(column)}), 0)`).join(" + ");
  const sizes = await db.$client
    .prepare(`SELECT ${size} AS size ${from} LIMIT ${MOST_ROWS}`)
    .bind(...(after ?? []))
    .all<{ size: number }>();
  let bytes = 0;
  const over = sizes.results.findIndex((row) => (bytes += row.size) > MOST_BYTES);
  const rows = Math.max(1, over < 0 ? sizes.results.length : over);
  const { results } = await db.$client
    .prepare(`SELECT ${table.columns.map(quoted).join(", ")} ${from} LIMIT ${rows}`)
    .bind(...(after ?? []))
    .all<BackupRow>();
  return results;
}
