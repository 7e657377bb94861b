/** Production's limits, which the local simulation does not enforce; see the design's platform notes. */
const MOST_PARAMETERS = 100;
const LARGEST_VALUE = 2_000_000;
const LONGEST_STATEMENT = 100_000;

export interface Watched {
  db: D1Database;
  /** Queries sent so far; each statement of a batch counts. */
  queries: () => number;
  rowsRead: () => number;
  rowsWritten: () => number;
  /** The longest chain of questions of which each waited for the one before; questions asked at once are one journey. */
  journeys: () => number;
  /** Counts from nothing; each answer takes so much longer. */
  begin: (delayMs: number) => void;
}

/** A D1 binding that throws like production, and counts the cost of requests since it was told to begin. */
export function watchD1(db: D1Database): Watched {
  let queries = 0;
  let delayMs = 0;
  let begun = 0;
  let answered = 0;
  const travel = async <T>(ask: () => Promise<T>): Promise<T> => {
    const journey = answered + 1;
    begun = Math.max(begun, journey);
    try {
      if (delayMs > 0) await new Promise((arrived) => setTimeout(arrived, delayMs));
      return await ask();
    } finally {
      answered = Math.max(answered, journey);
    }
  };
  let rowsRead = 0;
  let rowsWritten = 0;
  const counted = <T>(result: D1Result<T>) => {
    rowsRead += result.meta.rows_read ?? 0;
    rowsWritten += result.meta.rows_written ?? 0;
    return result;
  };
  const originals = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, key) {
        if (key === "bind")
          return (...values: unknown[]) => {
            checkValues(values);
            return wrap(target.bind(...values));
          };
        if (key === "all" || key === "run")
          return async () => {
            queries += 1;
            return counted(await travel(() => target.all()));
          };
        if (key === "raw" || key === "first")
          return async (...args: []) => {
            queries += 1;
            const result = counted(await travel(() => target.all<Record<string, unknown>>()));
            // Never a write twice: only a read is asked again in the form that was meant.
            if (result.meta.changed_db === false) return (target[key] as (...a: unknown[]) => unknown)(...args);
            return key === "first" ? (result.results[0] ?? null) : result.results.map(Object.values);
          };
        return Reflect.get(target, key);
      },
    });
    originals.set(proxy, statement);
    return proxy;
  };
  const watched = new Proxy(db, {
    get(target, key) {
      if (key === "prepare")
        return (sql: string) => {
          if (sql.length > LONGEST_STATEMENT) throw new Error(`statement of ${sql.length} characters`);
          return wrap(target.prepare(sql));
        };
      if (key === "batch")
        return async (statements: D1PreparedStatement[]) => {
          queries += statements.length;
          const results = await travel(() => target.batch(statements.map((s) => originals.get(s) ?? s)));
          return results.map(counted);
        };
      return Reflect.get(target, key);
    },
  });
  return {
    db: watched,
    queries: () => queries,
    rowsRead: () => rowsRead,
    rowsWritten: () => rowsWritten,
    journeys: () => begun,
    begin: (delay) => {
      [queries, rowsRead, rowsWritten, begun, answered] = [0, 0, 0, 0, 0];
      delayMs = delay;
    },
  };
}

function checkValues(values: readonly unknown[]) {
  if (values.length > MOST_PARAMETERS) throw new Error(`${values.length} bound parameters`);
  for (const value of values)
    if (typeof value === "string" && new TextEncoder().encode(value).length > LARGEST_VALUE)
      throw new Error("a bound value over 2,000,000 bytes");
}
