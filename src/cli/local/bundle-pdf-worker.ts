import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { inProject } from "../command/project.ts";
import { runWrangler } from "../command/run-tool.ts";

export const PDF_CONFIG = "wrangler.pdf.toml";

/** The Worker that reads PDF files as a deployment would bundle it, for a miniflare that runs beside the portal. */
export async function bundlePdfWorker() {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-pdf-"));
  try {
    await runWrangler(["deploy", "--dry-run", "--config", PDF_CONFIG, "--env", "", "--outdir", folder]);
    const contents = await readFile(join(folder, "pdf-worker.js"), "utf8");
    const { rawConfig } = experimental_readRawConfig({ config: inProject(PDF_CONFIG) });
    return {
      name: String(rawConfig.name),
      compatibilityDate: String(rawConfig.compatibility_date),
      modules: [{ type: "ESModule" as const, path: "pdf-worker.js", contents }],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
