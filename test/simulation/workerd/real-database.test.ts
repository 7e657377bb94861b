import { applyD1Migrations, env } from "cloudflare:test";
import { expect, it } from "vitest";
import { planOf } from "../plan.ts";
import { simulate } from "../simulate.ts";
import { query } from "../models/storage.ts";

const SEEDS = [1, 2];
const storage = { db: env.DB, files: env.FILES, close: () => {} };

/** Rows cannot be deleted, by design; whole tables can be dropped. */
async function emptyDatabase() {
  const tables = (which: string) =>
    query<{ name: string }>(
      storage,
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'`,
      which,
    );
  for (const which of ["CREATE VIRTUAL TABLE % USING fts5vocab%", "CREATE VIRTUAL%", "%"]) {
    const found = await tables(which);
    const drops = found.map(({ name }) => env.DB.prepare(`DROP TABLE IF EXISTS "${name}"`));
    if (drops.length > 0) await env.DB.batch([env.DB.prepare("PRAGMA defer_foreign_keys = on"), ...drops]);
  }
  await applyD1Migrations(env.DB, env.MIGRATIONS);
}

it.each(SEEDS)("seed %i on D1 and R2 as they are", { timeout: 120_000 }, async (seed) => {
  await emptyDatabase();
  const { wrong, revisions } = await simulate(planOf(seed), () => ({ ...storage }));
  expect(wrong).toEqual([]);
  expect(revisions).toBeGreaterThan(0);
});
