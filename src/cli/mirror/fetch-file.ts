import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LogUnreachable } from "../ledger/log-source.ts";

const ATTEMPTS = 4;
const SILENT_MS = 30_000;

export interface WantedFile {
  address: string;
  /** The path of the copy. */
  path: string;
  sha256: string;
  bytes: number;
}

/** `there`: it lay there, whole; `fetched`; `mended`: what lay there was another; `refused`: by what the site answered. */
export type FetchResult =
  | { kind: "there" | "fetched" | "mended" }
  | { kind: "refused"; status: number }
  | { kind: "differs" };

/** SHA-256 of a file; null if there is none. */
async function hashFile(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer);
    return hash.digest("hex");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Fetches a file unless it is here. A transfer that was cut off, now or in an earlier run, continues. The file takes its place
 * only if it has the wanted hash.
 */
export async function fetchFile(wanted: WantedFile): Promise<FetchResult> {
  const before = await hashFile(wanted.path);
  if (before === wanted.sha256) return { kind: "there" };
  await mkdir(dirname(wanted.path), { recursive: true });
  const part = `${wanted.path}.part`;
  const isResumed = (await sizeOf(part)) > 0;
  let refused = await fetchPatiently(wanted, part);
  let is = await hashFile(part);
  // The remains of an earlier run may belong to another file, so the whole is fetched again before anybody is blamed.
  if (refused === null && is !== wanted.sha256 && isResumed) {
    await rm(part, { force: true });
    refused = await fetchPatiently(wanted, part);
    is = await hashFile(part);
  }
  if (refused !== null) return { kind: "refused", status: refused };
  if (is !== wanted.sha256) {
    await rm(part, { force: true });
    return { kind: "differs" };
  }
  await rename(part, wanted.path);
  return { kind: before === null ? "fetched" : "mended" };
}

async function fetchPatiently(wanted: WantedFile, part: string): Promise<number | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchRest(wanted, part);
    } catch (error) {
      if (attempt === ATTEMPTS) throw unreachable(wanted.address, error);
      await sleep(attempt * 200);
    }
  }
}

/** Null when all of it is there; else the status with which the site refused. Throws if it was cut off. */
async function fetchRest({ address, sha256, bytes }: WantedFile, part: string): Promise<number | null> {
  let have = await sizeOf(part);
  if (have > bytes) {
    await rm(part);
    have = 0;
  }
  if (have === bytes && bytes > 0) return null;
  const headers: Record<string, string> =
    have > 0 ? { Range: `bytes=${have}-`, "If-Range": `"${sha256}"`, "Accept-Encoding": "identity" } : {};
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(SILENT_MS) });
  if (response.status >= 500) throw new Error(`站点答复 ${response.status}`);
  if (response.status !== 200 && response.status !== 206) {
    await response.body?.cancel();
    return response.status;
  }
  if (response.status === 200) {
    await rm(part, { force: true });
    have = 0;
  }
  if (!response.body) throw new Error("没有内容");
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    have += chunk.length;
    if (have > bytes) {
      // Longer than it says: another file, whose hash will tell.
      await response.body.cancel().catch(() => {});
      break;
    }
    await appendFile(part, chunk);
  }
  if (have < bytes) throw new Error("中断了");
  if (bytes === 0) await appendFile(part, "");
  return null;
}

const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;

const unreachable = (address: string, error: unknown) => {
  const reason =
    error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
  return new LogUnreachable(`取不到 ${address}：${reason}。已取到的都留着，再运行一次会接着取。`);
};
