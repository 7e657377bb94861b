import type { DatabaseSync } from "node:sqlite";

export interface Migration {
  /** File name; the order is that of the names. */
  name: string;
  sql: string;
}

/** The same table as wrangler's, so that either may continue after the other. */
const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

export class NewerDatabase extends Error {}

/**
 * Brings a database up to the code, each migration in a transaction of its own; answers how many were applied. Throws
 * `NewerDatabase` if a later release has been at work on it.
 */
export function migrate(sqlite: DatabaseSync, migrations: readonly Migration[]): number {
  sqlite.exec(TABLE);
  const applied = new Set(
    sqlite
      .prepare("SELECT name FROM d1_migrations")
      .all()
      .map(({ name }) => String(name)),
  );
  const known = new Set(migrations.map(({ name }) => name));
  const newer = [...applied].filter((name) => !known.has(name));
  if (newer.length > 0) throw new NewerDatabase(newer.join("、"));
  const wanted = migrations.filter(({ name }) => !applied.has(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const record = sqlite.prepare("INSERT INTO d1_migrations (name) VALUES (?)");
  for (const { name, sql } of wanted) {
    sqlite.exec("BEGIN IMMEDIATE");
    try {
      sqlite.exec(sql);
      record.run(name);
      sqlite.exec("COMMIT");
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
      throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
    }
  }
  return wanted.length;
}
