import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PLANTS, planOf, readMigrations, runOnce, shrink } from "./all.ts";

const SEEDS = 1000;
const ENOUGH = 250;
const migrations = readMigrations(fileURLToPath(new URL("../../migrations", import.meta.url).href));

it(
  `nothing acknowledged is lost and everything agrees after ${SEEDS} seeds of faults`,
  { timeout: 600_000 },
  async () => {
    const sum = { faults: 0, crashes: 0, revisions: 0, feedback: 0 };
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { wrong, faultsMet, crashes, revisions, feedback } = await runOnce(planOf(seed), migrations);
      expect(wrong, `npm run simulate -- --seed ${seed} --seeds 1`).toEqual([]);
      sum.faults += faultsMet;
      sum.crashes += crashes;
      sum.revisions += revisions;
      sum.feedback += feedback;
    }
    expect(sum.faults).toBeGreaterThan(SEEDS);
    expect(sum.crashes).toBeGreaterThan(SEEDS / 2);
    expect(sum.revisions).toBeGreaterThan(SEEDS);
    expect(sum.feedback).toBeGreaterThan(SEEDS);
  },
);

it("a plan runs the same way every time", async () => {
  const [first, second] = [await runOnce(planOf(7), migrations), await runOnce(planOf(7), migrations)];
  expect(second.trace).toEqual(first.trace);
  expect(first.trace.length).toBeGreaterThan(5);
});

describe(`a planted bug is found within ${ENOUGH} seeds`, () => {
  it.each(PLANTS)("$name: $wrong", { timeout: 300_000 }, async (plant) => {
    let found: string[] = [];
    for (let seed = 1; seed <= ENOUGH && found.length === 0; seed += 1)
      found = (await runOnce(planOf(seed), migrations, plant)).wrong;
    expect(found).not.toEqual([]);
  });
});

it("a failure is cut down to the few actions and faults that it takes", { timeout: 300_000 }, async () => {
  const plant = PLANTS.find(({ name }) => name === "last-writer-wins");
  const fails = async (plan: ReturnType<typeof planOf>) => (await runOnce(plan, migrations, plant)).wrong.length > 0;
  const plan = planOf(1);
  const small = await shrink(plan, fails, 80);
  expect(small.actions.length).toBeLessThan(plan.actions.length / 2);
  expect(small.faults).toEqual([]);
  expect(await fails(small)).toBe(true);
});
