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

/** Puts `to` in the place of `from` in a column that holds a list as JSON; the rest keeps its order. */
export const replacedIn = (column: SQLiteColumn, from: string, to: string) =>
  sql`(SELECT json_group_array(CASE value WHEN ${from} THEN ${to} ELSE value END) FROM json_each(${column}))`;

/** Whether a column that holds a list as JSON has the value. */
export const listHas = (column: SQLiteColumn, value: string) =>
  sql`EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${value})`;
