import { bytesToHex } from "@noble/hashes/utils.js";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { appendLeaf, type Hash, joinSubtrees, leafHash } from "../../ledger/log/tree.ts";
import { sha256Hex } from "../../sha256.ts";
import { type OpenFile, openPlain } from "./sealed-files.ts";
import type { SiteHead } from "./site-state.ts";

export interface TableFile {
  name: string;
  rows: number;
  bytes: number;
  sha256: string;
}

export interface Manifest {
  /** 2: its files are encrypted, each by itself. Sizes and hashes here are those before encryption. */
  format: 1 | 2;
  madeAt: string;
  site: string;
  version: number;
  audited: number;
  /** The newest migration of the database it was read from. */
  migration: string;
  /** The width of the full-text index, which a restore builds anew; missing in older backups, whose index held everything. */
  full_text_from?: number;
  ledger: SiteHead;
  /** In an order in which they can be put back. */
  tables: TableFile[];
  objects: { count: number; bytes: number; sha256: string };
  /** Public keys of age that can open it; only if it is encrypted. */
  recipients?: string[];
  /** Keys of files that the tables name and the site did not have: then the backup is not whole. */
  missing?: string[];
}

export interface KeptObject {
  key: string;
  size: number;
  sha256: string;
  type: string;
}

export const MANIFEST = "manifest.json";
export const OBJECTS = "objects.ndjson";
export const tableFilePath = (folder: string, table: string) => join(folder, "tables", `${table}.ndjson`);
/** Keys are made by the site of letters, digits, dots and slashes; anything else is not written. */
export function objectPath(folder: string, key: string): string {
  if (!/^[a-z]+\/[A-Za-z0-9._/-]+$/.test(key) || key.includes("..")) throw new Error(`文件名不对：${key}`);
  return join(folder, "objects", key);
}

export async function hashFile(
  path: string,
  open: OpenFile = openPlain,
): Promise<{ sha256: string; bytes: number; rows: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  let rows = 0;
  for await (const chunk of open(path)) {
    hash.update(chunk);
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
  }
  return { sha256: hash.digest("hex"), bytes, rows };
}

export const fileLines = (path: string, open: OpenFile = openPlain) =>
  createInterface({ input: Readable.from(open(path)), crlfDelay: Infinity });

export async function readWhole(path: string, open: OpenFile): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of open(path)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

export async function readObjects(folder: string, open: OpenFile = openPlain): Promise<KeptObject[]> {
  const bytes = await readWhole(join(folder, OBJECTS), open).catch(() => new Uint8Array());
  const text = new TextDecoder().decode(bytes);
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : (JSON.parse(line) as KeptObject);
    } catch {
      return [];
    }
  });
}

/** The tree that the entries in a backup make. */
export async function ledgerOf(folder: string, open: OpenFile = openPlain): Promise<SiteHead> {
  let frontier: Hash[] = [];
  let size = 0;
  for await (const line of fileLines(tableFilePath(folder, "ledger_entries"), open)) {
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
    return (manifest?.format === 1 || manifest?.format === 2) && manifest.tables && manifest.ledger
      ? (manifest as Manifest)
      : null;
  } catch {
    return null;
  }
}

export interface CheckedBackup {
  manifest: Manifest;
  /** Digest of the manifest. */
  id: string;
  faults: string[];
  /** How its files are opened. */
  open: OpenFile;
}

/** Reads a backup whole and compares it with its manifest; `sealed` opens the files of one that is encrypted. */
export async function checkBackup(folder: string, sealed?: OpenFile): Promise<CheckedBackup> {
  const bytes = await readFile(join(folder, MANIFEST)).catch(() => {
    throw new Error(`${folder} 里没有完整的备份（缺 ${MANIFEST}）。备份中断的，请用同一条命令接着做完。`);
  });
  const manifest = parseManifest(bytes.toString("utf8"));
  if (!manifest) throw new Error(`${join(folder, MANIFEST)} 读不懂：它被改过，或来自更新的版本。请换一份备份。`);
  const open = manifest.format === 2 ? await requireOpening(manifest, folder, sealed) : openPlain;
  const id = sha256Hex(bytes);
  const faults: string[] = [];
  for (const { name, sha256 } of manifest.tables)
    if ((await hashFile(tableFilePath(folder, name), open).catch(() => null))?.sha256 !== sha256)
      faults.push(`表 ${name} 与清单不符`);
  if ((await hashFile(join(folder, OBJECTS), open).catch(() => null))?.sha256 !== manifest.objects.sha256)
    faults.push("文件名单与清单不符");
  for (const { key, sha256 } of await readObjects(folder, open))
    if ((await hashFile(objectPath(folder, key), open).catch(() => null))?.sha256 !== sha256)
      faults.push(`文件 ${key} 缺失或被改过`);
  const head = faults.length > 0 ? manifest.ledger : await ledgerOf(folder, open);
  if (head.root !== manifest.ledger.root || head.size !== manifest.ledger.size) faults.push("公示日志的根与清单不符");
  return { manifest, id, faults, open };
}

async function requireOpening({ recipients = [] }: Manifest, folder: string, sealed?: OpenFile): Promise<OpenFile> {
  const keys = `它是加密给这些公钥的：${recipients.join("、")}`;
  if (!sealed) throw new Error(`这份备份是加密的。请用 --identity 给出私钥文件。${keys}`);
  await readWhole(join(folder, OBJECTS), sealed).catch((error: unknown) => {
    if ((error as { code?: string }).code === "ENOENT") return;
    throw new Error(`这个私钥打不开这份备份，或备份被改过。${keys}`);
  });
  return sealed;
}

/** Files that the tables of a backup name and that are not in it: originals of revisions, attachments that were not erased. */
export async function missingObjects(folder: string, open: OpenFile): Promise<string[]> {
  const there = new Set((await readObjects(folder, open)).map(({ key }) => key));
  const missing = new Set<string>();
  for await (const line of fileLines(tableFilePath(folder, "revisions"), open)) {
    const { file_sha256: sha256 } = JSON.parse(line) as { file_sha256: string };
    if (!there.has(`originals/${sha256}`)) missing.add(`originals/${sha256}`);
  }
  for await (const line of fileLines(tableFilePath(folder, "feedback_attachments"), open)) {
    const { object_key: key, erased_at: erased } = JSON.parse(line) as { object_key: string; erased_at: string | null };
    if (erased === null && !there.has(key)) missing.add(key);
  }
  return [...missing].toSorted();
}
