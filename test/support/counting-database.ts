/** A D1 database that counts queries and the rows they read; the values come from it unchanged. */
export function countingDatabase(db: D1Database) {
  const cost = { queries: 0, rows: 0 };
  const originals = new WeakMap<object, D1PreparedStatement>();

  const count = (meta: D1Meta) => {
    cost.queries += 1;
    cost.rows += meta.rows_read;
  };

  const wrap = (statement: D1PreparedStatement, reads: boolean): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values), reads),
      async all() {
        const answer = await statement.all();
        count(answer.meta);
        return answer;
      },
      async run() {
        const answer = await statement.run();
        count(answer.meta);
        return answer;
      },
      async raw(options?: { columnNames?: false }) {
        if (reads) count((await statement.all()).meta);
        else cost.queries += 1;
        return statement.raw(options);
      },
      async first() {
        const answer = await statement.all();
        count(answer.meta);
        return answer.results[0] ?? null;
      },
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, statement);
    return wrapped;
  };

  const database = {
    prepare: (sql: string) => wrap(db.prepare(sql), /^\s*select/i.test(sql)),
    async batch(statements: D1PreparedStatement[]) {
      const answers = await db.batch(statements.map((statement) => originals.get(statement) ?? statement));
      for (const { meta } of answers) count(meta);
      return answers;
    },
  } as unknown as D1Database;

  return { database, cost };
}
