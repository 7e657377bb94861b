import { join } from "node:path";
import { parseSettings } from "./settings.ts";
import { type Host, startHost, StartRefused } from "./start-host.ts";
import type { Migration } from "./sqlite/migrate.ts";

/** Put here when the bundle is made. */
declare const MIGRATIONS: readonly Migration[];

/** Starts by the settings of the environment; prints one line for each thing that stops it, and answers null. */
export async function serve(given: NodeJS.ProcessEnv): Promise<Host | null> {
  // Only this account may read the files.
  process.umask(0o077);
  const parsed = await parseSettings(given);
  if ("problems" in parsed) return refuse(parsed.problems);
  try {
    const readerScript = join(import.meta.dirname, "reader-process.js");
    const assetsFolder = join(import.meta.dirname, "assets");
    return await startHost(parsed.settings, { migrations: MIGRATIONS, readerScript, assetsFolder });
  } catch (error) {
    if (error instanceof StartRefused) return refuse([error.message]);
    throw error;
  }
}

function refuse(lines: readonly string[]): null {
  process.stderr.write(`${lines.join("\n")}\n`);
  return null;
}

/** Ends the process as soon as the work under way has ended; a second signal ends it at once. */
export function stopOnSignals(host: Host): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void host.stop().then(() => process.exit(0));
    });
}
