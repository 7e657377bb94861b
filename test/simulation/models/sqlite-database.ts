import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { D1_LIMITS, d1OverSqlite } from "../../../src/node/sqlite/d1-over-sqlite.ts";

/** The project's migrations, read once. */
export function readMigrations(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return files.toSorted().map((name) => readFileSync(`${folder}/${name}`, "utf8"));
}

const migratedOnce = new WeakMap<readonly string[], Uint8Array>();

/** The bytes of an empty database after the migrations. */
function migrated(migrations: readonly string[]): Uint8Array {
  const known = migratedOnce.get(migrations);
  if (known) return known;
  const sqlite = new DatabaseSync(":memory:");
  for (const sql of migrations) sqlite.exec(sql);
  const bytes = sqlite.serialize();
  migratedOnce.set(migrations, bytes);
  sqlite.close();
  return bytes;
}

/** D1 as the Worker sees it, over SQLite in memory, as the Node host has it on a disk. */
export function openSqliteDatabase(migrations: readonly string[]): D1Database & { close: () => void } {
  const sqlite = new DatabaseSync(":memory:", { limits: D1_LIMITS });
  sqlite.deserialize(migrated(migrations));
  return Object.assign(d1OverSqlite(sqlite), { close: () => sqlite.close() });
}
