import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PLANTS, planOf, readMigrations, runOnce, shrink } from "./all.ts";
import { FAULTS, PORTS, REPEATS } from "./faults/fault.ts";
import { withEveryFault } from "./plan.ts";

const SEEDS = 100;
const SEEDS_OF_THE_DAY = 50;
/** Seeds that nobody looked at before: as many days after this one as have passed. `npm run simulate` starts at 1. */
const FIRST_DAY = Date.parse("2026-01-01T00:00:00Z");
const today = 1_000_000 + Math.floor((Date.now() - FIRST_DAY) / 86_400_000) * SEEDS_OF_THE_DAY;
const MOST_TRIES = 40;

const migrations = readMigrations(fileURLToPath(new URL("../../migrations", import.meta.url).href));

async function runSeeds(first: number, count: number) {
  const sum = { crashes: 0, revisions: 0, feedback: 0, drafts: 0, searches: 0 };
  for (let seed = first; seed < first + count; seed += 1) {
    const report = await runOnce(planOf(seed), migrations);
    expect(report.wrong, `npm run simulate -- --seed ${seed} --seeds 1`).toEqual([]);
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += report[name];
  }
  return sum;
}

it(`nothing acknowledged is lost and everything agrees after ${SEEDS} seeds`, { timeout: 300_000 }, async () => {
  const sum = await runSeeds(1, SEEDS);
  expect(sum.crashes).toBeGreaterThan(SEEDS / 2);
  expect(sum.revisions).toBeGreaterThan(SEEDS);
  expect(sum.feedback).toBeGreaterThan(SEEDS);
  expect(sum.drafts).toBeGreaterThan(SEEDS / 5);
  expect(sum.searches).toBeGreaterThan(SEEDS);
});

it(`nor after ${SEEDS_OF_THE_DAY} seeds of the day, from ${today}`, { timeout: 300_000 }, async () => {
  process.stdout.write(
    `simulated: seeds of the day, npm run simulate -- --seed ${today} --seeds ${SEEDS_OF_THE_DAY}\n`,
  );
  await runSeeds(today, SEEDS_OF_THE_DAY);
});

describe("nor with a fault wherever a port is first called", () => {
  const kinds = PORTS.flatMap((port) =>
    FAULTS.filter((kind) => kind !== "twice" || REPEATS.has(port)).map((kind) => ({ port, kind })),
  );
  it.each(kinds)("$port: $kind", { timeout: 120_000 }, async ({ port, kind }) => {
    const met: string[] = [];
    for (let seed = 1; met.length === 0 && seed <= MOST_TRIES; seed += 1) {
      const report = await runOnce(withEveryFault(planOf(seed), port, kind), migrations);
      expect(report.wrong, `seed ${seed}`).toEqual([]);
      met.push(...report.met);
    }
    expect(met).toContain(`${port} ${kind}`);
  });
});

it("a plan runs the same way every time", async () => {
  const [first, second] = [await runOnce(planOf(7), migrations), await runOnce(planOf(7), migrations)];
  expect(second.trace).toEqual(first.trace);
  expect(first.trace.length).toBeGreaterThan(5);
});

it("a failure is cut down to the few actions and faults that it takes", { timeout: 300_000 }, async () => {
  const plant = PLANTS.find(({ name }) => name === "last-writer-wins");
  const fails = async (plan: ReturnType<typeof planOf>) => (await runOnce(plan, migrations, plant)).wrong.length > 0;
  let seed = 1;
  while (!(await fails(planOf(seed)))) seed += 1;
  const plan = planOf(seed);
  const small = await shrink(plan, fails, 80);
  expect(small.actions.length).toBeLessThan(plan.actions.length / 2);
  expect(small.faults).toEqual([]);
  expect(await fails(small)).toBe(true);
});
