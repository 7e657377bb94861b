import type { Plan } from "./plan.ts";
import type { Plant } from "./faults/plant.ts";
import { type Report, simulate } from "./simulate.ts";
import { memoryStorage } from "./models/storage.ts";

export { planOf } from "./plan.ts";
export { PLANTS } from "./plants.ts";
export { shrink } from "./shrink.ts";
export { readMigrations } from "./models/sqlite-database.ts";

/** A plan on storage in memory, without the log lines of the verbs. */
export async function runOnce(plan: Plan, migrations: readonly string[], plant?: Plant): Promise<Report> {
  const { log } = console;
  console.log = () => {};
  try {
    return await simulate(plan, (now) => memoryStorage(migrations, now), plant);
  } finally {
    console.log = log;
  }
}
