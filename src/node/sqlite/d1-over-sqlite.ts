import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

/** https://developers.cloudflare.com/d1/platform/limits/; SQLite itself holds us to them. Decision 0150. */
export const D1_LIMITS = {
  length: 2_000_000,
  sqlLength: 100_000,
  variableNumber: 100,
  column: 100,
  compoundSelect: 5,
  functionArg: 32,
  likePatternLength: 50,
};

const MOST_PREPARED = 400;

const CODES: Record<number, string> = {
  5: "SQLITE_BUSY",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  18: "SQLITE_TOOBIG",
  19: "SQLITE_CONSTRAINT",
};

type Kind = "objects" | "arrays";

interface Bound {
  sql: string;
  run: (kind: Kind) => D1Result;
}

interface SqliteOptions {
  /** Lets others have a turn before a query, if this is wanted. */
  turn?: () => Promise<void> | undefined;
}

/**
 * D1's interface over a SQLite database of this process. A batch is one transaction and runs in one go. `rows_read` and
 * `rows_written` are absent from the answers: this driver does not count them.
 */
export function d1OverSqlite(sqlite: DatabaseSync, { turn }: SqliteOptions = {}): D1Database {
  const statements = preparedIn(sqlite);
  const changes = sqlite.prepare("SELECT changes() AS n, last_insert_rowid() AS id");
  // The rowid of an index row may be beyond what a number can hold.
  changes.setReadBigInts(true);
  const size = sqlite.prepare("SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()");
  const bound = new WeakMap<object, Bound>();

  const execute = (sql: string, values: readonly SQLInputValue[], kind: Kind): D1Result => {
    const writes = isWrite(sql);
    const began = performance.now();
    const results = statements(sql, kind).all(...values);
    const { n = 0, id = 0 } = writes ? (changes.get() ?? {}) : {};
    const meta = { duration: performance.now() - began, changes: Number(n), last_row_id: Number(id) };
    const size_after = Number(size.get()?.["n"] ?? 0);
    return { success: true, results, meta: { ...meta, size_after, changed_db: Number(n) > 0 } } as unknown as D1Result;
  };

  const prepare = (sql: string, values: readonly SQLInputValue[] = []): D1PreparedStatement => {
    const own: Bound = { sql, run: (kind) => inWordsOfD1(() => execute(sql, values, kind)) };
    const run = async (kind: Kind = "objects") => {
      await turn?.();
      return own.run(kind);
    };
    const statement = {
      bind: (...given: unknown[]) => prepare(sql, given.map(toSqliteValue)),
      all: () => run(),
      run: () => run(),
      raw: async () => (await run("arrays")).results,
      first: async (column?: string) => {
        const [row = null] = (await run()).results as Record<string, unknown>[];
        return column === undefined ? row : (row?.[column] ?? null);
      },
    } as unknown as D1PreparedStatement;
    bound.set(statement, own);
    return statement;
  };

  const batch = async (given: readonly D1PreparedStatement[]) => {
    await turn?.();
    const all = given.map((statement) => bound.get(statement) as Bound);
    inWordsOfD1(() => sqlite.exec(all.some(({ sql }) => isWrite(sql)) ? "BEGIN IMMEDIATE" : "BEGIN"));
    try {
      const results = all.map(({ run }) => run("objects"));
      inWordsOfD1(() => sqlite.exec("COMMIT"));
      return results;
    } catch (error) {
      // SQLite itself goes back when the disk is full.
      if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
      throw error;
    }
  };
  const exec = async (sql: string) => {
    const began = performance.now();
    inWordsOfD1(() => sqlite.exec(sql));
    return { count: sql.split("\n").length, duration: performance.now() - began };
  };
  return { prepare, batch, exec } as unknown as D1Database;
}

/** Compiled once each; those not used for longest go first. */
function preparedIn(sqlite: DatabaseSync) {
  const kept = new Map<string, StatementSync>();
  return (sql: string, kind: Kind): StatementSync => {
    const key = `${kind} ${sql}`;
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const statement = sqlite.prepare(sql);
    if (kind === "arrays") statement.setReturnArrays(true);
    kept.set(key, statement);
    if (kept.size > MOST_PREPARED) kept.delete(kept.keys().next().value ?? "");
    return statement;
  };
}

const isWrite = (sql: string) =>
  /^\s*(INSERT|UPDATE|DELETE|REPLACE)\b|^\s*WITH\b.*\b(INSERT|UPDATE|DELETE)\b/is.test(sql);

/** The Worker tells a broken constraint, and a full disk, by D1's wording. */
function inWordsOfD1<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const { errcode = 1, message } = error as Error & { errcode?: number };
    throw new Error(`D1_ERROR: ${message}: ${CODES[errcode & 0xff] ?? "SQLITE_ERROR"}`, { cause: error });
  }
}

function toSqliteValue(value: unknown): SQLInputValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === null || typeof value === "string" || typeof value === "number" || value instanceof Uint8Array)
    return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported`);
}
