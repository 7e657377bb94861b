import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { READER_CONFIG } from "../local/bundle-reader.ts";
import { runWrangler } from "../command/run-tool.ts";
import { secretsIn } from "./secrets.ts";

/** Why so much: docs/decisions/0180. */
export const GZIP_LIMIT = 1_200_000;
/**
 * For the Worker that reads files: the parsers, PDF.js, Adobe's maps of Chinese character codes, Readability with a DOM. It
 * starts only when somebody imports a file; the platform takes 3 MB.
 */
const READER_GZIP_LIMIT = 1_200_000;

export interface BundleSize {
  bytes: number;
  /** Gzip at level 9, all modules. */
  gzip: number;
}

/** Bundles a Worker as a deployment would and weighs its modules. */
export async function measureBundle(config = "wrangler.toml"): Promise<BundleSize> {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-bundle-"));
  try {
    await runWrangler(["deploy", "--dry-run", "--config", config, "--env", "", "--outdir", folder]);
    const names = (await readdir(folder)).filter((name) => !/\.map$|^README\.md$/.test(name));
    const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const secrets = files.flatMap((file) => secretsIn(file.toString("latin1")));
    if (secrets.length > 0) throw new Error(`The bundle of ${config} holds ${secrets.join(", ")}`);
    const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
    return { bytes: sum(files.map((f) => f.length)), gzip: sum(files.map((f) => gzipSync(f, { level: 9 }).length)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

export async function checkBundle(): Promise<string> {
  const portal = within("the portal", await measureBundle(), GZIP_LIMIT);
  const reader = within("the reader", await measureBundle(READER_CONFIG), READER_GZIP_LIMIT);
  return `${portal}; ${reader}`;
}

function within(what: string, { bytes, gzip }: BundleSize, limit: number): string {
  const text = `${what}: ${kilobytes(gzip)} gzip of ${kilobytes(limit)} (${kilobytes(bytes)} plain)`;
  if (gzip > limit) throw new Error(`A bundle is over its budget: ${text}`);
  return text;
}
