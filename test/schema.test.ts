import { env } from "cloudflare:test";
import { is, SQL } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import * as schema from "../src/db/schema.ts";

const tables: SQLiteTable[] = Object.values(schema).filter((each) => is(each, SQLiteTable));

/** What migrations made: not the engine's own tables, and not those in which FTS5 keeps its indexes. */
async function migratedTables(): Promise<{ name: string; virtual: boolean }[]> {
  const { results } = await env.DB.prepare(
    `SELECT name, type = 'virtual' AS virtual FROM pragma_table_list
     WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
       AND name <> 'd1_migrations' ORDER BY name`,
  ).all<{ name: string; virtual: number }>();
  return results.map(({ name, virtual }) => ({ name, virtual: virtual === 1 }));
}

interface StoredColumn {
  name: string;
  type: string;
  required: number;
  initial: string | null;
  pk: number;
  hidden: number;
}

const storedColumns = async (table: string) =>
  (
    await env.DB.prepare(
      'SELECT name, type, "notnull" AS required, dflt_value AS initial, pk, hidden FROM pragma_table_xinfo(?)',
    )
      .bind(table)
      .all<StoredColumn>()
  ).results;

function initialOf(column: SQLiteColumn): string | null {
  if (!column.hasDefault || column.default === undefined || is(column.default, SQL)) return null;
  const value = column.mapToDriverValue(column.default);
  return typeof value === "number" ? `${value}` : `'${String(value)}'`;
}

it("every table of the migrated database is described by a schema.ts, once", async () => {
  const names = tables.map((table) => getTableConfig(table).name).toSorted();
  expect(names).toEqual((await migratedTables()).map(({ name }) => name));
});

it("a column is called in code as in the database, in camel case", () => {
  for (const table of tables)
    for (const [key, { name }] of Object.entries(table as unknown as Record<string, SQLiteColumn>))
      expect(key).toBe(name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
});

it.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
  "the schema of %s equals the migrated table, column by column",
  async (name, table) => {
    const virtual = (await migratedTables()).find((each) => each.name === name)?.virtual ?? false;
    const { columns, primaryKeys } = getTableConfig(table);
    const stored = await storedColumns(name);
    if (virtual) {
      const named = columns.map((column) => column.name).filter((column) => column !== "rowid");
      expect(named).toEqual(stored.filter(({ hidden }) => hidden === 0).map((column) => column.name));
      return;
    }
    const key = primaryKeys[0]?.columns.map((column) => column.name) ?? [];
    const described = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      required: column.notNull || column.primary,
      initial: initialOf(column),
      pk: column.primary ? 1 : key.indexOf(column.name) + 1,
      generated: column.generated !== undefined,
    }));
    const isRequired = ({ required, pk }: StoredColumn) => required === 1 || pk > 0;
    expect(described).toEqual(
      stored.map((column) => ({
        name: column.name,
        type: column.type,
        required: isRequired(column),
        initial: column.initial,
        pk: column.pk,
        generated: column.hidden > 0,
      })),
    );
  },
);
