import type { Query, SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";

export type Database = ReturnType<typeof openDatabase>;

/**
 * A write that a store hands back: a query of the builder, or `sql` (decision 0200). The type hides that a query can be awaited, so that
 * nobody does: `commit` sends it with others.
 */
export type Statement = SQL | { toSQL(): Query };

export const openDatabase = (d1: D1Database) => drizzle(d1);

const dialect = new SQLiteAsyncDialect();

const toQuery = (statement: Statement): Query =>
  "toSQL" in statement ? statement.toSQL() : dialect.sqlToQuery(statement);

function prepare(db: Database, statement: Statement): D1PreparedStatement {
  const { sql, params } = toQuery(statement);
  return db.$client.prepare(sql).bind(...params);
}

/** Commits all statements or none, and answers what each returned. */
export async function commit(db: Database, statements: readonly Statement[]): Promise<D1Result[]> {
  if (statements.length === 0) return [];
  // Drizzle's own batch() fails on raw statements that have parameters (0.45.4: SQLiteRaw has no `stmt`).
  return db.$client.batch(statements.map((statement) => prepare(db, statement)));
}
