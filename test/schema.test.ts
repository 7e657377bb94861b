import { env } from "cloudflare:test";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import * as schema from "../src/reports/schema.ts";

it.each(Object.values(schema).map((table) => [getTableConfig(table).name, table] as const))(
  "schema.ts describes the table %s as migrations made it",
  async (name, table) => {
    const { results } = await env.DB.prepare('SELECT name, type, "notnull" AS required, pk FROM pragma_table_info(?)')
      .bind(name)
      .all<{ name: string; type: string; required: number; pk: number }>();
    const described = getTableConfig(table).columns.map((c) => ({
      name: c.name,
      type: c.getSQLType().toUpperCase(),
      required: c.notNull || c.primary,
    }));
    expect(described).toEqual(
      results.map((r) => ({ name: r.name, type: r.type, required: r.required === 1 || r.pk === 1 })),
    );
  },
);
