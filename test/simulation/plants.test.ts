import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PLANTS, planOf, readMigrations, runOnce } from "./all.ts";

const ENOUGH = 250;
const SEEDS = Array.from({ length: ENOUGH }, (_, at) => at + 1);
const migrations = readMigrations(fileURLToPath(new URL("../../migrations", import.meta.url).href));

describe(`a planted bug is found within ${ENOUGH} seeds`, () => {
  it.each(PLANTS)("$name: $wrong", { timeout: 300_000 }, async (plant) => {
    let found: string[] = [];
    for (const seed of [plant.seed, ...SEEDS]) {
      found = (await runOnce(planOf(seed), migrations, plant)).wrong;
      if (found.length > 0) break;
    }
    expect(found).not.toEqual([]);
  });
});
