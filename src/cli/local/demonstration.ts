import { readFile, writeFile } from "node:fs/promises";
import type { Site } from "../site/site.ts";
import { publishSamples, readSamples } from "./samples.ts";

/**
 * Publishes the demonstration reports, once. An archive that holds reports of its own gets none; a first loading that was cut
 * short continues, as `progressFile` says.
 */
export async function publishDemonstration(
  site: Site,
  reports: number,
  progressFile: string,
  tell: (done: number, all: number) => void,
): Promise<void> {
  const loaded = Number(await readFile(progressFile, "utf8").catch(() => "0"));
  const all = (await readSamples()).length;
  if (loaded >= all || (reports > 0 && loaded === 0)) return;
  await publishSamples(site, loaded, async (done) => {
    tell(done, all);
    await writeFile(progressFile, `${done}\n`);
  });
}
