import { rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256Hex } from "../../sha256.ts";
import { runInOrder } from "../import/in-order.ts";
import { call, callJson, type Site, SiteRefused } from "../site/site.ts";
import { appendPrivate, makeFolder } from "./private-files.ts";
import { type KeptObject, objectPath, OBJECTS } from "./manifest.ts";
import type { Vault } from "./vault.ts";

const AT_ONCE = 6;
const ORIGINALS = "originals/";
/** Made anew from the archive. */
const DUMPS = "dumps/";

interface Listed {
  key: string;
  size: number;
}

/** The source of a backup, and its destination. */
export interface Reading {
  site: Site;
  folder: string;
  vault: Vault;
  tell: (line: string) => void;
  /** Files that are there already. */
  known: Map<string, KeptObject>;
}

/** Every file of the site's store, those that are there already left alone, those that the site no longer has dropped. */
export async function fetchObjects(reading: Reading) {
  const { site, folder, vault, tell } = reading;
  const before = new Map(reading.known);
  const kept: KeptObject[] = [];
  const fetchOne = async ({ key, size }: Listed) => {
    const known = before.get(key);
    const isThere = known?.size === size && (await hasFile(reading, known));
    const object = isThere ? known : await fetchObject(reading, key);
    before.delete(key);
    if (object) kept.push(object);
    if (kept.length % 100 === 0) tell(`文件　${kept.length} 个`);
  };
  await runInOrder(listObjects(site), fetchOne, AT_ONCE);
  for (const key of before.keys()) await rm(vault.nameOf(objectPath(folder, key)), { force: true });
  reading.known = new Map(kept.map((object) => [object.key, object]));
  const lines = kept.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((object) => `${JSON.stringify(object)}\n`);
  await vault.write(join(folder, OBJECTS), Buffer.from(lines.join("")));
  return { count: kept.length, bytes: kept.reduce((sum, { size }) => sum + size, 0) };
}

async function hasFile({ folder, vault }: Reading, { key, size }: KeptObject): Promise<boolean> {
  const info = await stat(vault.nameOf(objectPath(folder, key))).catch(() => null);
  return info !== null && (vault.isSealed || info.size === size);
}

async function* listObjects(site: Site): AsyncGenerator<Listed> {
  for (let after = ""; ;) {
    const query = after === "" ? "" : `?after=${encodeURIComponent(after)}`;
    const { objects } = await callJson<{ objects: Listed[] }>(site, `/backup/objects${query}`);
    yield* objects.filter(({ key }) => !key.startsWith(DUMPS));
    const last = objects.at(-1);
    if (!last) return;
    after = last.key;
  }
}

/** Null if it was erased meanwhile. An original whose bytes are not those of its name is told, and stops the backup. */
async function fetchObject({ site, folder, vault }: Reading, key: string): Promise<KeptObject | null> {
  const response = await call(site, `/backup/object?key=${encodeURIComponent(key)}`).catch((error: unknown) => {
    if (error instanceof SiteRefused && error.status === 404) return null;
    throw error;
  });
  if (!response) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const sha256 = sha256Hex(bytes);
  if (key.startsWith(ORIGINALS) && key.slice(ORIGINALS.length) !== sha256)
    throw new Error(`原件 ${key} 与它的指纹不符，已停止。请先用 npm run doctor 核查网站。`);
  const path = objectPath(folder, key);
  await makeFolder(dirname(path));
  await vault.write(path, bytes);
  const object = { key, size: bytes.length, sha256, type: response.headers.get("gongshi-type") ?? "" };
  // For a backup that is interrupted; public files alone if nothing else may lie open.
  if (!vault.isSealed || key.startsWith(ORIGINALS))
    await appendPrivate(join(folder, OBJECTS), `${JSON.stringify(object)}\n`);
  return object;
}
