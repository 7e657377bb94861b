import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TILE_WIDTH, type Tile, tilePath } from "../../ledger/log/tiles.ts";

/** The source of a log's files; a file that is not there is null. */
export interface LogSource {
  name: string;
  read: (path: string) => Promise<Uint8Array | null>;
}

const TIMEOUT = 30_000;
const AT_ONCE = 6;
const ATTEMPTS = 3;

export class LogUnreachable extends Error {
  /** The status with which the server said that it is in trouble; null if no answer came. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** `prefix`: the address below which the log lies, without a closing slash. */
export const webSource = (prefix: string): LogSource => ({
  name: prefix,
  read: async (path) => (await fetchBytes(`${prefix}/${path}`)).bytes,
});

export interface FetchedFile {
  status: number;
  /** Null unless the status is 200. */
  bytes: Uint8Array | null;
}

/** Throws Unreachable if there is no answer, or one that says the server is in trouble. */
export async function fetchBytes(address: string): Promise<FetchedFile> {
  const { status, bytes } = await read(address).catch((error: unknown) => {
    throw new LogUnreachable(`取不到 ${address}：${reason(error)}`);
  });
  if (status >= 500) throw new LogUnreachable(`取不到 ${address}：站点答复 ${status}`, status);
  return { status, bytes: status === 200 ? bytes : null };
}

async function read(address: string) {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** As `fetchBytes`, but a server that answers again and again that it cannot give this one file has answered. */
export async function fetchStubborn(address: string): Promise<FetchedFile> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchBytes(address);
    } catch (error) {
      if (!(error instanceof LogUnreachable) || error.status === null) throw error;
      if (attempt === ATTEMPTS) return { status: error.status, bytes: null };
      await sleep(attempt * 300);
    }
  }
}

const reason = (error: unknown) => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};

export const folderSource = (folder: string): LogSource => ({
  name: folder,
  read: (path) => readFile(join(folder, path)).catch(() => null),
});

/** Reads from `source` and keeps a copy of all it gave, in the layout of the specification. */
export function mirrorSource(source: LogSource, folder: string): LogSource & { keep: () => Promise<void> } {
  const files = new Map<string, Uint8Array>();
  const read = async (path: string) => {
    const bytes = await source.read(path);
    if (bytes) files.set(path, bytes);
    return bytes;
  };
  const keep = async () => {
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
  };
  return { name: source.name, read, keep };
}

/** A tile or bundle; the full one serves if the log no longer has the partial one. */
export async function readTileFile(
  source: LogSource,
  tile: Tile,
): Promise<{ bytes: Uint8Array; width: number } | null> {
  const bytes = await source.read(tilePath(tile));
  if (bytes) return { bytes, width: tile.width };
  if (tile.width === TILE_WIDTH) return null;
  const full = await source.read(tilePath({ ...tile, width: TILE_WIDTH }));
  return full && { bytes: full, width: TILE_WIDTH };
}

/** Runs `work` on all items, a few at a time, answers in their order. */
export async function eachInTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  return results;
}
