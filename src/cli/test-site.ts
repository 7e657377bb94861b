import type { D1Database, R2Bucket } from "@cloudflare/workers-types/index.ts";
import { createTestHarness } from "wrangler";
import { newToken, tokenSql } from "./bearer-token.ts";
import { QUIET_WRANGLER, ROOT } from "./project.ts";
import { publishSamples, readSamples } from "./samples.ts";

export interface TestSite {
  /** Without a closing slash. */
  origin: string;
  /** An administrator's bearer token. */
  token: string;
  db: D1Database;
  files: R2Bucket;
  close: () => Promise<void>;
}

/** The real Worker in workerd on a free loopback port with an empty, migrated database of its own. */
export async function startTestSite(
  options: { configPath?: string; vars?: Record<string, string>; samples?: boolean } = {},
): Promise<TestSite> {
  Object.assign(process.env, QUIET_WRANGLER);
  const { configPath = "wrangler.toml", vars = {}, samples = false } = options;
  const harness = createTestHarness({ root: ROOT, workers: [{ configPath, vars }] });
  const { url } = await harness.listen();
  const worker = harness.getWorker<{ DB: D1Database; FILES: R2Bucket }>();
  await worker.applyD1Migrations("DB");
  const env = await worker.getEnv();
  const token = newToken();
  await env.DB.prepare(tokenSql(token, "测试", "admin", 1)).run();
  const site = { origin: url.origin, token, db: env.DB, files: env.FILES, close: () => harness.close() };
  if (samples && (await readSamples()).length) await publishSamples(site);
  return site;
}
