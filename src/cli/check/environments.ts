import { CONFIGS, ENVIRONMENTS, readEnvironment } from "../command/environment.ts";
import { dryRun } from "../deploy/steps.ts";
import { runWrangler } from "../command/run-tool.ts";

/** Every environment bundles as its deployment would; nothing is sent. */
export async function checkEnvironments(): Promise<string> {
  for (const name of ENVIRONMENTS) {
    const environment = readEnvironment(name);
    await dryRun({ name, environment, wrangler: runWrangler, fetch, say: () => {}, configs: CONFIGS });
  }
  return `${ENVIRONMENTS.join(", ")}: ${CONFIGS.join(", ")}`;
}
