import { getTableName } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { causeOf } from "../thrown.ts";

const BROKEN = /(UNIQUE|NOT NULL) constraint failed: (\w+)\.(\w+)/;

/** True if a write failed because what it was planned on has changed: a row that must be new exists, or one is gone. */
export const isOvertaken = (error: unknown): boolean => BROKEN.test(causeOf(error));

/** True if a write failed at this column; of a key of several columns SQLite names the first one first. */
export function breaks(error: unknown, kind: "UNIQUE" | "NOT NULL", column: SQLiteColumn): boolean {
  const [, broken, table, name] = BROKEN.exec(causeOf(error)) ?? [];
  return broken === kind && table === getTableName(column.table) && name === column.name;
}
