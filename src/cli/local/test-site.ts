import type { D1Database, R2Bucket } from "@cloudflare/workers-types/index.ts";
import { createTestHarness, experimental_readRawConfig } from "wrangler";
import { EVERY_SCOPE, newBearerToken, tokenSql } from "../site/bearer-token.ts";
import { inProject, QUIET_WRANGLER, ROOT } from "../command/project.ts";
import { READER_CONFIG } from "./bundle-reader.ts";
import { TEST_VARS } from "./test-vars.ts";
import { publishSamples, readSamples } from "./samples.ts";

/** Decision 0011. */
export interface TestSite {
  /** Without a closing slash. */
  origin: string;
  /** An administrator's bearer token. */
  token: string;
  db: D1Database;
  files: R2Bucket;
  close: () => Promise<void>;
}

/** A Worker's settings; its code stays as long as it was written, because making it short takes a third of the start. */
const readConfig = (name: string) => ({
  ...experimental_readRawConfig({ config: inProject(name) }).rawConfig,
  minify: false,
});

/** The real Worker, or another entry with its bindings, in workerd on a free loopback port with an empty, migrated database of its own. */
export async function startTestSite(options: { main?: string; samples?: boolean } = {}): Promise<TestSite> {
  Object.assign(process.env, QUIET_WRANGLER);
  const { main, samples = false } = options;
  const portal = readConfig("wrangler.toml");
  const vars = { ...portal.vars, ...TEST_VARS };
  const config = { ...portal, vars, ...(main === undefined ? {} : { main }) };
  const harness = createTestHarness({ root: ROOT, workers: [{ config }, { config: readConfig(READER_CONFIG) }] });
  const { url } = await harness.listen();
  const handle = harness.getWorker<{ DB: D1Database; FILES: R2Bucket }>();
  await handle.applyD1Migrations("DB");
  const env = await handle.getEnv();
  const token = newBearerToken();
  await env.DB.prepare(tokenSql(token, "测试", EVERY_SCOPE, 1)).run();
  const site = { origin: url.origin, token, db: env.DB, files: env.FILES, close: () => harness.close() };
  if (samples && (await readSamples()).length) await publishSamples(site);
  return site;
}
