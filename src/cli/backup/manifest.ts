import { bytesToHex } from "@noble/hashes/utils.js";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { appendLeaf, type Hash, joinSubtrees, leafHash } from "../../ledger/log/tree.ts";
import { sha256Hex } from "../../sha256.ts";
import type { SiteHead } from "./site-state.ts";

export interface TableFile {
  name: string;
  rows: number;
  bytes: number;
  sha256: string;
}

export interface Manifest {
  format: 1;
  madeAt: string;
  site: string;
  version: number;
  audited: number;
  /** The newest migration of the database it was read from. */
  migration: string;
  /** Of the full-text index, which a restore builds anew; missing in older backups, whose index was of everything. */
  full_text_from?: number;
  ledger: SiteHead;
  /** In an order in which they can be put back. */
  tables: TableFile[];
  objects: { count: number; bytes: number; sha256: string };
}

export interface KeptObject {
  key: string;
  size: number;
  sha256: string;
  type: string;
}

export const MANIFEST = "manifest.json";
export const OBJECTS = "objects.ndjson";
export const tablePath = (folder: string, table: string) => join(folder, "tables", `${table}.ndjson`);
/** Keys are made by the site of letters, digits, dots and slashes; anything else is not written. */
export function objectPath(folder: string, key: string): string {
  if (!/^[a-z]+\/[A-Za-z0-9._/-]+$/.test(key) || key.includes("..")) throw new Error(`文件名不对：${key}`);
  return join(folder, "objects", key);
}

export async function hashFile(path: string): Promise<{ sha256: string; bytes: number; rows: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  let rows = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
  }
  return { sha256: hash.digest("hex"), bytes, rows };
}

export const linesOf = (path: string) => createInterface({ input: createReadStream(path), crlfDelay: Infinity });

export async function readObjects(folder: string): Promise<KeptObject[]> {
  const text = await readFile(join(folder, OBJECTS), "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : (JSON.parse(line) as KeptObject);
    } catch {
      return [];
    }
  });
}

/** The tree that the entries in a backup make. */
export async function ledgerOf(folder: string): Promise<SiteHead> {
  let frontier: Hash[] = [];
  let size = 0;
  for await (const line of linesOf(tablePath(folder, "ledger_entries"))) {
    const { position, data } = JSON.parse(line) as { position: number; data: string };
    if (position !== size) throw new Error(`公示日志缺序号 ${size}`);
    ({ frontier } = appendLeaf(size, frontier, leafHash(new TextEncoder().encode(data))));
    size += 1;
  }
  return { size, root: bytesToHex(joinSubtrees(frontier)) };
}

function parseManifest(text: string): Manifest | null {
  try {
    const manifest = JSON.parse(text) as Partial<Manifest> | null;
    return manifest?.format === 1 && manifest.tables && manifest.ledger ? (manifest as Manifest) : null;
  } catch {
    return null;
  }
}

/** Reads a backup whole and compares it with its manifest; answers what is wrong with it, and the manifest's own digest. */
export async function checkBackup(folder: string): Promise<{ manifest: Manifest; id: string; faults: string[] }> {
  const bytes = await readFile(join(folder, MANIFEST)).catch(() => {
    throw new Error(`${folder} 里没有完整的备份（缺 ${MANIFEST}）。备份中断的，请用同一条命令接着做完。`);
  });
  const manifest = parseManifest(bytes.toString("utf8"));
  if (!manifest) throw new Error(`${join(folder, MANIFEST)} 读不懂：它被改过，或来自更新的版本。请换一份备份。`);
  const id = sha256Hex(bytes);
  const faults: string[] = [];
  for (const { name, sha256 } of manifest.tables)
    if ((await hashFile(tablePath(folder, name)).catch(() => null))?.sha256 !== sha256)
      faults.push(`表 ${name} 与清单不符`);
  if ((await hashFile(join(folder, OBJECTS)).catch(() => null))?.sha256 !== manifest.objects.sha256)
    faults.push("文件名单与清单不符");
  for (const { key, sha256 } of await readObjects(folder))
    if ((await hashFile(objectPath(folder, key)).catch(() => null))?.sha256 !== sha256)
      faults.push(`文件 ${key} 缺失或被改过`);
  const head = faults.length > 0 ? manifest.ledger : await ledgerOf(folder);
  if (head.root !== manifest.ledger.root || head.size !== manifest.ledger.size) faults.push("公示日志的根与清单不符");
  return { manifest, id, faults };
}
