export interface Meter {
  rowsRead: number;
  /** Times that D1 was asked; a batch is one. */
  journeys: number;
}

interface Metered {
  statement: D1PreparedStatement;
}

/** A D1 binding that adds up what its statements read. `recorded` answers are kept for `replayDatabase`. */
export function meteredDatabase(d1: D1Database, meter: Meter, recorded: unknown[] = []): D1Database {
  const count = <T extends D1Result>(result: T): T => {
    meter.rowsRead += result.meta.rows_read;
    return result;
  };
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement & Metered =>
    ({
      statement,
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: async () => keep(count(await statement.all())),
      run: async () => keep(count(await statement.run())),
      first: async () => keep(count(await statement.all()).results[0] ?? null),
    }) as unknown as D1PreparedStatement & Metered;
  const keep = <T>(answer: T): T => {
    meter.journeys++;
    recorded.push(answer);
    return answer;
  };
  return {
    prepare: (query: string) => wrap(d1.prepare(query)),
    batch: async (statements: (D1PreparedStatement & Metered)[]) =>
      keep((await d1.batch(statements.map(({ statement }) => statement))).map(count)),
  } as unknown as D1Database;
}

/** Answers as recorded, at once: what is left is the Worker's own work. */
export function replayDatabase(recorded: readonly unknown[]): D1Database {
  let next = 0;
  const answer = () => Promise.resolve(recorded[next++]);
  const statement = { bind: () => statement, all: answer, run: answer, first: answer };
  return { prepare: () => statement, batch: answer } as unknown as D1Database;
}
