import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** The values as a table `j` with the columns `key` and `value`: one parameter, for D1 takes no more than 100. */
export const jsonEach = (values: readonly unknown[]): SQL => sql`json_each(${JSON.stringify(values)}) j`;

/** As `inArray`, with one parameter. */
export const isOneOf = (column: SQLiteColumn, values: readonly unknown[]): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** Columns as an INSERT in raw SQL lists them: without their table. */
export const columnList = (...columns: readonly SQLiteColumn[]): SQL =>
  sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
