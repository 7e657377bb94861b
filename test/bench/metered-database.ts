export interface Meter {
  rowsRead: number;
  /** Times that D1 was asked; a batch is one. */
  journeys: number;
}

/** Answers by the question, in the order in which each was asked. */
export type Recorded = Map<string, unknown[]>;

interface Metered {
  statement: D1PreparedStatement;
  question: string;
}

/** A D1 binding that adds up what its statements read. `recorded` answers are kept for `replayDatabase`. */
export function meteredDatabase(d1: D1Database, meter: Meter, recorded: Recorded = new Map()): D1Database {
  const count = <T extends D1Result>(result: T): T => {
    meter.rowsRead += result.meta.rows_read;
    return result;
  };
  const keep = <T>(question: string, answer: T): T => {
    meter.journeys++;
    recorded.set(question, [...(recorded.get(question) ?? []), answer]);
    return answer;
  };
  const wrap = (statement: D1PreparedStatement, question: string): D1PreparedStatement & Metered =>
    ({
      statement,
      question,
      bind: (...values: unknown[]) => wrap(statement.bind(...values), `${question} ${JSON.stringify(values)}`),
      all: async () => keep(`all ${question}`, count(await statement.all())),
      run: async () => keep(`run ${question}`, count(await statement.run())),
      first: async () => keep(`first ${question}`, count(await statement.all()).results[0] ?? null),
      // Rows as lists say nothing of what they cost: asked a second time for that.
      raw: async () => {
        count(await statement.all());
        return keep(`raw ${question}`, await statement.raw());
      },
    }) as unknown as D1PreparedStatement & Metered;
  return {
    prepare: (query: string) => wrap(d1.prepare(query), query),
    batch: async (statements: (D1PreparedStatement & Metered)[]) => {
      const answers = (await d1.batch(statements.map(({ statement }) => statement))).map(count);
      return keep(batchOf(statements), answers);
    },
  } as unknown as D1Database;
}

const batchOf = (statements: readonly Metered[]) => `batch ${statements.map(({ question }) => question).join(";")}`;

/**
 * Answers as recorded, at once, so that only the Worker's own work is left. The last answer to a question stands for later ones.
 */
export function replayDatabase(recorded: Recorded): D1Database {
  const asked = new Map<string, number>();
  const answer = (question: string) => {
    const answers = recorded.get(question) ?? [];
    const at = asked.get(question) ?? 0;
    asked.set(question, at + 1);
    return Promise.resolve(answers[Math.min(at, answers.length - 1)]);
  };
  const wrap = (question: string): Metered =>
    ({
      question,
      bind: (...values: unknown[]) => wrap(`${question} ${JSON.stringify(values)}`),
      all: () => answer(`all ${question}`),
      run: () => answer(`run ${question}`),
      first: () => answer(`first ${question}`),
      raw: () => answer(`raw ${question}`),
    }) as unknown as Metered;
  return {
    prepare: wrap,
    batch: (statements: Metered[]) => answer(batchOf(statements)),
  } as unknown as D1Database;
}
