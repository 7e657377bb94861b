export interface TimeSpent {
  /** Milliseconds waited for the database; of queries at once, each counts. */
  ms: number;
  queries: number;
}

const ASKS = ["all", "run", "first", "raw"] as const;

/** The same database, adding up in `spent` how long it was waited for. */
export function timedDatabase(d1: D1Database, spent: TimeSpent): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>();

  const timed = async <T>(queries: number, answer: Promise<T>): Promise<T> => {
    const began = performance.now();
    spent.queries += queries;
    try {
      return await answer;
    } finally {
      spent.ms += performance.now() - began;
    }
  };

  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const asks = ASKS.map((name) => {
      const ask = statement[name].bind(statement) as (...options: unknown[]) => Promise<unknown>;
      return [name, (...options: unknown[]) => timed(1, ask(...options))];
    });
    const bind = (...values: unknown[]) => wrap(statement.bind(...values));
    const wrapped = { ...Object.fromEntries(asks), bind } as D1PreparedStatement;
    originals.set(wrapped, statement);
    return wrapped;
  };

  return {
    prepare: (query: string) => wrap(d1.prepare(query)),
    batch: (statements: D1PreparedStatement[]) =>
      timed(statements.length, d1.batch(statements.map((statement) => originals.get(statement) ?? statement))),
  } as D1Database;
}
