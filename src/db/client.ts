import { drizzle } from "drizzle-orm/d1";
import type { BatchItem } from "drizzle-orm/batch";

export type Database = ReturnType<typeof openDatabase>;

/** A write that a store hands back and a verb commits with others in one batch. */
export type Statement = BatchItem<"sqlite">;

export const openDatabase = (d1: D1Database) => drizzle(d1, { casing: "snake_case" });

interface Prepared {
  _prepare(): { getQuery(): { sql: string; params: unknown[] } };
}

/** Commits all statements or none, and answers what each returned. */
export async function commit(db: Database, statements: readonly Statement[]): Promise<D1Result[]> {
  if (statements.length === 0) return [];
  // Drizzle's own batch() fails on raw statements that have parameters (0.45.4: SQLiteRaw has no `stmt`).
  return db.$client.batch(
    statements.map((statement) => {
      const { sql, params } = (statement as unknown as Prepared)._prepare().getQuery();
      return db.$client.prepare(sql).bind(...params);
    }),
  );
}
