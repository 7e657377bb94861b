import { eq, sql } from "drizzle-orm";
import { auditLog } from "../audit/schema.ts";
import { bumpArchiveVersion } from "../db/archive-version.ts";
import type { Database, Statement } from "../db/client.ts";
import { feedback } from "../feedback/schema.ts";
import { ledgerEntries } from "../ledger/schema.ts";
import { bureaus, reports, revisions } from "../reports/schema.ts";
import { staffMembers } from "../staff/schema.ts";
import { restores } from "./schema.ts";
import { byteLength, jsonArrays, LARGEST_VALUE } from "../db/json-arrays.ts";
import { type BackupTable, MERGED, quoted, type BackupRow, SEEDED } from "./tables.ts";

const TABLES_A_BATCH = 20;
/** The tables in which an archive in use has rows. */
const IN_USE = [bureaus, reports, revisions, feedback, ledgerEntries, auditLog, staffMembers];

export async function isArchiveEmpty(db: Database): Promise<boolean> {
  const used = sql.join(
    IN_USE.map((table) => sql`EXISTS (SELECT 1 FROM ${table})`),
    sql` OR `,
  );
  return (await db.get<{ used: number }>(sql`SELECT ${used} AS used`)).used === 0;
}

/** How many rows each table has; asked for in batches of twenty tables. */
export async function countRows(db: Database, tables: readonly BackupTable[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let from = 0; from < tables.length; from += TABLES_A_BATCH) {
    const some = tables.slice(from, from + TABLES_A_BATCH);
    const answers = await db.$client.batch<{ n: number }>(
      some.map(({ name }) => db.$client.prepare(`SELECT count(*) AS n FROM ${quoted(name)}`)),
    );
    for (const [at, { name }] of some.entries()) counts[name] = answers[at]?.results[0]?.n ?? 0;
  }
  return counts;
}

export const findRestore = (db: Database) => db.select().from(restores).get();

/** A second restore fails on the first one's row. */
export const insertRestore = (db: Database, backup: string, at: string): Statement =>
  db.insert(restores).values({ id: 1, backup, beganAt: at });

export const finishRestore = (db: Database, at: string): Statement[] => [
  db.update(restores).set({ finishedAt: at }).where(eq(restores.id, 1)),
  bumpArchiveVersion(db),
];

/** Statements that put rows in their table; a row that is there already stays. One too large is bound column by column. */
export function insertBackupRows(table: BackupTable, rows: readonly BackupRow[]): Statement[] {
  const columns = MERGED.has(table.name)
    ? table.columns.filter((column) => !table.key.includes(column))
    : table.columns;
  const small: string[] = [];
  const statements: Statement[] = [];
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (byteLength(json) > LARGEST_VALUE) statements.push(insertOne(table, columns, row));
    else small.push(json);
  }
  return [...statements, ...jsonArrays(small).map((json) => insertMany(table, columns, json))];
}

const verb = (table: BackupTable) => (SEEDED.has(table.name) ? "INSERT OR REPLACE" : "INSERT");

function insertMany(table: BackupTable, columns: readonly string[], json: string): Statement {
  const names = sql.raw(columns.map(quoted).join(", "));
  const values = sql.raw(columns.map((column) => `j.value ->> '${path(column)}'`).join(", "));
  return sql`${sql.raw(verb(table))} INTO ${sql.raw(quoted(table.name))} (${names})
    SELECT ${values} FROM json_each(${json}) j
    WHERE ${absent(table, (column) => sql.raw(`j.value ->> '${path(column)}'`))} ORDER BY j.key`;
}

const path = (column: string) => `$."${column.replaceAll("'", "''")}"`;

function insertOne(table: BackupTable, columns: readonly string[], row: BackupRow): Statement {
  const names = sql.raw(columns.map(quoted).join(", "));
  const values = sql.join(
    columns.map((column) => sql`${row[column] ?? null}`),
    sql`, `,
  );
  return sql`${sql.raw(verb(table))} INTO ${sql.raw(quoted(table.name))} (${names}) SELECT ${values}
    WHERE ${absent(table, (column) => sql`${row[column] ?? null}`)}`;
}

/** A part sent twice changes nothing. Tokens are known by their digest, since ids are given anew. */
function absent(table: BackupTable, valueOf: (column: string) => ReturnType<typeof sql>) {
  if (SEEDED.has(table.name)) return sql`true`;
  const key = MERGED.has(table.name) ? ["token_sha256"] : table.key;
  const same = key.map((column) => sql`${sql.raw(`t.${quoted(column)}`)} = ${valueOf(column)}`);
  return sql`NOT EXISTS (SELECT 1 FROM ${sql.raw(quoted(table.name))} t WHERE ${sql.join(same, sql` AND `)})`;
}
