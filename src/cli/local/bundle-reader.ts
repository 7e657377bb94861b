import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { inProject } from "../command/project.ts";
import { runWrangler } from "../command/run-tool.ts";

export const READER_CONFIG = "wrangler.reader.toml";

/** The Worker that reads files as a deployment would bundle it, for a miniflare that runs beside the portal. */
export async function bundleReader() {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-reader-"));
  try {
    await runWrangler(["deploy", "--dry-run", "--config", READER_CONFIG, "--env", "", "--outdir", folder]);
    const contents = await readFile(join(folder, "reader-worker.js"), "utf8");
    const { rawConfig } = experimental_readRawConfig({ config: inProject(READER_CONFIG) });
    return {
      name: String(rawConfig.name),
      compatibilityDate: String(rawConfig.compatibility_date),
      modules: [{ type: "ESModule" as const, path: "reader-worker.js", contents }],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
