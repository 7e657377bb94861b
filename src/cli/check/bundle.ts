import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runWrangler } from "../run-tool.ts";

export const GZIP_LIMIT = 1_000_000;

export interface BundleSize {
  bytes: number;
  /** Gzip at level 9, all modules. */
  gzip: number;
}

/** Bundles the Worker as a deployment would and weighs its modules. */
export async function measureBundle(): Promise<BundleSize> {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-bundle-"));
  try {
    await runWrangler(["deploy", "--dry-run", "--outdir", folder]);
    const names = (await readdir(folder)).filter((name) => !/\.map$|^README\.md$/.test(name));
    const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
    return { bytes: sum(files.map((f) => f.length)), gzip: sum(files.map((f) => gzipSync(f, { level: 9 }).length)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

export async function checkBundle(): Promise<string> {
  const { bytes, gzip } = await measureBundle();
  const text = `${kilobytes(gzip)} gzip of ${kilobytes(GZIP_LIMIT)} (${kilobytes(bytes)} plain)`;
  if (gzip > GZIP_LIMIT) throw new Error(`The bundle is over its budget: ${text}`);
  return text;
}
