import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

const MOST_PARAMETERS = 100;
const LARGEST_VALUE = 2_000_000;
const LONGEST_STATEMENT = 100_000;

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

/** D1 as the Worker sees it, over SQLite in memory, with production's limits; batches are transactions. */
export function openSqliteDatabase(migrations: readonly string[]): D1Database & { close: () => void } {
  const sqlite = new DatabaseSync(":memory:");
  sqlite.deserialize(migrated(migrations));
  const prepared = new Map<string, StatementSync>();
  const compile = (sql: string) => {
    let statement = prepared.get(sql);
    if (!statement) prepared.set(sql, (statement = sqlite.prepare(sql)));
    return statement;
  };
  const changes = sqlite.prepare("SELECT changes() AS n");
  const bound = new WeakMap<object, () => D1Result>();
  const prepare = (sql: string, values: readonly SQLInputValue[] = []): D1PreparedStatement => {
    const all = () => answerOf(() => resultOf(compile(sql), values, isWrite(sql) ? changes : null));
    const statement = {
      bind: (...given: unknown[]) => prepare(sql, given.map(toValue)),
      all: async () => all(),
      run: async () => all(),
      raw: async () => answerOf(() => rowsOf(compile(sql), values)),
      first: async (column?: string) => {
        const [row = null] = all().results as Record<string, unknown>[];
        return column === undefined ? row : (row?.[column] ?? null);
      },
    } as unknown as D1PreparedStatement;
    bound.set(statement, all);
    if (sql.length > LONGEST_STATEMENT) throw new Error(`a statement of ${sql.length} characters`);
    if (values.length > MOST_PARAMETERS) throw new Error(`${values.length} bound parameters`);
    return statement;
  };
  const batch = async (statements: readonly D1PreparedStatement[]) => {
    sqlite.exec("BEGIN");
    try {
      const results = statements.map((statement) => bound.get(statement)?.());
      sqlite.exec("COMMIT");
      return results;
    } catch (error) {
      sqlite.exec("ROLLBACK");
      throw error;
    }
  };
  return { prepare, batch, close: () => sqlite.close() } as unknown as D1Database & { close: () => void };
}

const isWrite = (sql: string) => !/^\s*(SELECT|WITH)/i.test(sql);

function resultOf(statement: StatementSync, values: readonly SQLInputValue[], changes: StatementSync | null): D1Result {
  const results = statement.all(...values);
  const meta = { duration: 0, size_after: 0, rows_read: 0, rows_written: 0, last_row_id: 0, changed_db: false };
  return { success: true, results, meta: { ...meta, changes: Number(changes?.get()?.["n"] ?? 0) } };
}

/** Values in order: columns of a join may have the same name. */
function rowsOf(statement: StatementSync, values: readonly SQLInputValue[]): unknown[] {
  statement.setReturnArrays(true);
  try {
    return statement.all(...values);
  } finally {
    statement.setReturnArrays(false);
  }
}

/** D1's wording: the Worker tells a broken constraint by it. */
function answerOf<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const constraint = /constraint failed/.test(String(error)) ? ": SQLITE_CONSTRAINT" : "";
    throw new Error(`D1_ERROR: ${(error as Error).message}${constraint}`, { cause: error });
  }
}

function toValue(value: unknown): SQLInputValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (
    typeof value === "string" &&
    value.length * 3 > LARGEST_VALUE &&
    new TextEncoder().encode(value).length > LARGEST_VALUE
  )
    throw new Error("a value over 2,000,000 bytes");
  if (value === null || typeof value === "string" || typeof value === "number" || value instanceof Uint8Array)
    return value;
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported for value '${String(value)}'`);
}
