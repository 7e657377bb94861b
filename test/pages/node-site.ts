import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { publishSamples } from "../../src/cli/local/samples.ts";
import type { TestSite } from "../../src/cli/local/test-site.ts";
import { TEST_VARS } from "../../src/cli/local/test-vars.ts";
import { bundleHost } from "../../src/cli/serve/bundle-host.ts";
import { startNodeSite } from "../../src/cli/serve/node-site.ts";

/** The host's own adapters; their types are the Worker's, which tests of pages do not know. */
const adapter = (path: string): Promise<unknown> => import(new URL(`../../src/node/${path}`, import.meta.url).href);
const { d1OverSqlite } = (await adapter("sqlite/d1-over-sqlite.ts")) as {
  d1OverSqlite: (sqlite: DatabaseSync) => TestSite["db"];
};
const { openFolderBucket } = (await adapter("files/folder-bucket.ts")) as {
  openFolderBucket: (folder: string) => Promise<TestSite["files"]>;
};

/** The Node host as a process of its own, over a data folder that this process reads and writes beside it. */
export async function startNodeTestSite({ samples = false } = {}): Promise<TestSite> {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-node-test-"));
  const data = join(folder, "data");
  await bundleHost(join(folder, "built"));
  const { site, stop } = await startNodeSite(join(folder, "built"), data, TEST_VARS);
  if (samples) await publishSamples(site);
  const sqlite = new DatabaseSync(join(data, "gongshi.sqlite"), { timeout: 5000 });
  const close = async () => {
    sqlite.close();
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...site, db: d1OverSqlite(sqlite), files: await openFolderBucket(join(data, "files")), close };
}
