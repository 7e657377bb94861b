import type { Step } from "./steps.ts";

/** A statement that knows its text, so that a planted bug can tell what it is. */
export interface SimStatement extends D1PreparedStatement {
  sql: string;
  values: readonly unknown[];
}

/** A D1 binding each of whose queries and batches is one step. `twice` does not happen to it: D1 never repeats a write. */
export function faultyDatabase(inner: D1Database, step: Step): D1Database {
  const real = ({ sql, values }: SimStatement) => inner.prepare(sql).bind(...values);
  const prepare = (sql: string, values: readonly unknown[] = []): SimStatement => {
    const statement = {
      sql,
      values,
      bind: (...given: unknown[]) => prepare(sql, given),
      all: () => step("db", digest(sql), () => real(statement).all()),
      run: () => step("db", digest(sql), () => real(statement).run()),
      raw: () => step("db", digest(sql), () => real(statement).raw()),
      first: (column: string) => step("db", digest(sql), () => real(statement).first(column)),
    } as unknown as SimStatement;
    return statement;
  };
  const batch = (statements: SimStatement[]) =>
    step("db", `batch of ${statements.length} ${digest(statements[0]?.sql ?? "")}`, () =>
      inner.batch(statements.map(real)),
    );
  return { prepare, batch } as unknown as D1Database;
}

const digest = (sql: string) =>
  /\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|FROM)\s+"?(\w+)/i.exec(sql)?.[0].replace(/[\s"]+/g, " ") ??
  sql.slice(0, 30);
