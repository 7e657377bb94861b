import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { PLANTS, planOf, readMigrations, runOnce, shrink } from "./all.ts";
import { FAULTS, PORTS, REPEATS } from "./fault.ts";

const SEEDS = 1000;
const migrations = readMigrations(fileURLToPath(new URL("../../migrations", import.meta.url).href));

it(
  `nothing acknowledged is lost and everything agrees after ${SEEDS} seeds, with every fault at every port`,
  { timeout: 900_000 },
  async () => {
    const met = new Set<string>();
    const sum = { crashes: 0, revisions: 0, feedback: 0, drafts: 0, searches: 0 };
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const report = await runOnce(planOf(seed), migrations);
      expect(report.wrong, `npm run simulate -- --seed ${seed} --seeds 1`).toEqual([]);
      for (const fault of report.met) met.add(fault);
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += report[name];
    }
    const kinds = PORTS.flatMap((port) =>
      FAULTS.filter((kind) => kind !== "twice" || REPEATS.has(port)).map((kind) => `${port} ${kind}`),
    );
    expect(kinds.filter((fault) => !met.has(fault))).toEqual([]);
    expect(sum.crashes).toBeGreaterThan(SEEDS / 2);
    expect(sum.revisions).toBeGreaterThan(SEEDS);
    expect(sum.feedback).toBeGreaterThan(SEEDS);
    expect(sum.drafts).toBeGreaterThan(SEEDS / 5);
    expect(sum.searches).toBeGreaterThan(SEEDS);
  },
);

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
