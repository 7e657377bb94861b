import { drizzle } from "drizzle-orm/d1";
import type { BatchItem } from "drizzle-orm/batch";

export type Database = ReturnType<typeof openDatabase>;

/** A write that a store hands back and a verb commits with others in one batch. */
export type Statement = BatchItem<"sqlite">;

export const openDatabase = (d1: D1Database) => drizzle(d1, { casing: "snake_case" });

/** Commits all statements or none. */
export async function commit(db: Database, statements: readonly Statement[]) {
  const [first, ...rest] = statements;
  if (first) await db.batch([first, ...rest]);
}
