import type { SimStatement } from "../faults/faulty-database.ts";
import type { Ports } from "../faults/ports.ts";

/** Whether a statement writes to a table. */
export const isOf =
  (table: string, how = "INTO|UPDATE") =>
  (statement: SimStatement) =>
    new RegExp(`(${how}) "?${table}\\b`, "i").test(statement.sql);

/** Another batch function before the same database. */
export const withBatch = (ports: Ports, batch: (statements: SimStatement[]) => Promise<D1Result[]>): Ports => ({
  ...ports,
  db: { prepare: ports.db.prepare, batch } as unknown as D1Database,
});

/** Statements that belong in the batch are written after it. */
export const apart = (table: string, how?: string) => (ports: Ports) =>
  withBatch(ports, async (statements) => {
    const late = statements.filter(isOf(table, how));
    if (late.length === 0 || late.length === statements.length) return ports.db.batch(statements);
    const answers = await ports.db.batch(statements.filter((statement) => !late.includes(statement)));
    await ports.db.batch(late);
    let next = 0;
    return statements.map((statement) => (late.includes(statement) ? answers[0] : answers[next++])) as D1Result[];
  });

/** Statements as some other ones. */
export const rewritten = (change: (sql: string) => string) => (ports: Ports) => ({
  ...ports,
  db: { prepare: (sql: string) => ports.db.prepare(change(sql)), batch: ports.db.batch } as unknown as D1Database,
});
