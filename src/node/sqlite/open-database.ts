import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as immediate } from "node:timers/promises";
import { D1_LIMITS, d1OverSqlite } from "./d1-over-sqlite.ts";
import { type Migration, migrate } from "./migrate.ts";

const BUSY_MS = 5000;
/** A request that asks a hundred times in a row lets others answer in between. */
const LONGEST_TURN_MS = 8;

export class DatabaseInUse extends Error {}

export interface OpenDatabase {
  db: D1Database;
  /** How many migrations were applied now. */
  migrated: number;
  /** Overwritten and deleted data are then nowhere in the files. */
  forget: () => void;
  close: () => void;
}

/** The database of a data folder, migrated, for this process alone. Throws `DatabaseInUse` or `NewerDatabase`. */
export function openDataDatabase(folder: string, migrations: readonly Migration[]): OpenDatabase {
  const lock = lockFolder(folder);
  try {
    const file = join(folder, "gongshi.sqlite");
    const migrated = bringUp(file, migrations);
    const sqlite = new DatabaseSync(file, { timeout: BUSY_MS, limits: D1_LIMITS });
    prepareForWriting(sqlite);
    const close = () => {
      sqlite.exec("PRAGMA optimize");
      sqlite.close();
      lock.close();
    };
    const forget = () => sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return { db: d1OverSqlite(sqlite, { turn: turns() }), migrated, forget, close };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** The operating system lets go of this lock when the process ends, however it ends. */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, "in-use.lock"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === 5) throw new DatabaseInUse(folder);
    throw error;
  }
}

/** Migrations are longer than what a query may be. */
function bringUp(file: string, migrations: readonly Migration[]): number {
  const sqlite = new DatabaseSync(file, { timeout: BUSY_MS });
  try {
    sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
    return migrate(sqlite, migrations);
  } finally {
    sqlite.close();
  }
}

/** Every acknowledged write is on the disk, even if the power goes; zeros take the place of deleted data. */
const prepareForWriting = (sqlite: DatabaseSync) =>
  sqlite.exec(
    "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864",
  );

function turns() {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_TURN_MS) return undefined;
    return immediate().then(() => {
      since = performance.now();
    });
  };
}
