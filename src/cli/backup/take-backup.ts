import { readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { call, callJson, type Site } from "../site/site.ts";
import {
  hashFile,
  ledgerOf,
  MANIFEST,
  type Manifest,
  missingObjects,
  OBJECTS,
  readObjects,
  tableFilePath,
} from "./manifest.ts";
import { appendPrivate, makeFolder, replacePrivate, writePrivate } from "./private-files.ts";
import type { SiteState, SiteTable } from "./site-state.ts";
import { fetchObjects, type Reading as ObjectReading } from "./take-objects.ts";
import { dropOthers, openVault, type Vault } from "./vault.ts";

/** How far the tables that only grow were read, so that an interrupted backup goes on there. */
type Progress = Record<string, { after: unknown[]; bytes: number }>;

const PROGRESS = "progress.json";
/** The keys of an unfinished backup that is encrypted. */
const SEALED_TO = "recipients.json";
/** The contents of a backup, finished or not. */
const OWN = new Set(["tables", "objects", OBJECTS, PROGRESS, SEALED_TO, MANIFEST]);
const MOST_PASSES = 8;

export type ProgressLine = (line: string) => void;

interface Reading extends ObjectReading {
  progress: Progress;
}

/**
 * Reads a site into a folder. Rows written meanwhile are read again, until there are none: then all tables are as they were at
 * one moment. An interrupted backup is finished by the same call. With public keys of age (`recipients`) every file is encrypted
 * at the end; until then the folder holds the files as they were read.
 */
export async function takeBackup(
  site: Site,
  folder: string,
  tell: ProgressLine,
  recipients: readonly string[] = [],
): Promise<Manifest> {
  const stranger = (await readdir(folder).catch(() => [])).find((name) => !OWN.has(name.replace(/(\.age|\.new)$/, "")));
  if (stranger !== undefined)
    throw new Error(`${folder} 里有别的东西（${stranger}）。请给一个空的文件夹，免得和备份混在一起。`);
  await makeFolder(folder);
  await makeFolder(join(folder, "tables"));
  if (await stat(join(folder, MANIFEST)).catch(() => null))
    throw new Error(`${folder} 里已有一份完整的备份。请换一个文件夹。`);
  const vault = await openVault(recipients);
  const known = await readUnfinished(folder, vault, recipients);
  const progress = vault.isSealed ? {} : await loadProgress(folder);
  const reading: Reading = { site, folder, vault, tell, progress, known };
  let before = await callJson<SiteState>(site, "/backup", {});
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    for (const table of before.tables) await readTable(reading, table);
    const objects = await fetchObjects(reading);
    const after = await callJson<SiteState>(site, "/backup");
    if (isSame(before, after)) return finish(reading, after, objects, recipients);
    tell(`读取期间网站有改动，再读一遍改动的部分（第 ${pass + 1} 遍）…`);
    before = after;
  }
  throw new Error("网站一直有人在写，没有读到一份前后一致的数据。请在安静的时候再运行同一条命令，会接着做。");
}

/** The files that are there already and can be of use: encrypted to other keys they cannot. */
async function readUnfinished(folder: string, vault: Vault, recipients: readonly string[]) {
  const sealedTo = vault.isSealed ? JSON.stringify(recipients) : "";
  const before = await readFile(join(folder, SEALED_TO), "utf8").catch(() => "");
  if (sealedTo !== before) {
    for (const name of ["objects", OBJECTS, PROGRESS, SEALED_TO])
      await rm(join(folder, name), { recursive: true, force: true });
    if (vault.isSealed) await replacePrivate(join(folder, SEALED_TO), sealedTo);
  }
  await dropOthers(folder, vault, new Set([OBJECTS, PROGRESS, SEALED_TO]));
  return new Map((await readObjects(folder)).map((object) => [object.key, object]));
}

const isSame = (a: SiteState, b: SiteState) =>
  a.version === b.version &&
  a.audited === b.audited &&
  a.migration === b.migration &&
  a.ledger.size === b.ledger.size &&
  a.ledger.root === b.ledger.root;

async function loadProgress(folder: string): Promise<Progress> {
  const text = await readFile(join(folder, PROGRESS), "utf8").catch(() => "{}");
  const progress = JSON.parse(text) as Progress;
  for (const [table, { bytes }] of Object.entries(progress)) {
    const info = await stat(tableFilePath(folder, table)).catch(() => null);
    if (!info || info.size < bytes) delete progress[table];
    else await truncate(tableFilePath(folder, table), bytes);
  }
  return progress;
}

async function saveProgress(folder: string, progress: Progress) {
  await replacePrivate(join(folder, PROGRESS), JSON.stringify(progress));
}

async function readTable(reading: Reading, table: SiteTable) {
  const { folder, vault, progress } = reading;
  const path = tableFilePath(folder, table.name);
  const state = (table.grows ? progress[table.name] : undefined) ?? { after: null, bytes: 0 };
  const found = { ...state };
  if (vault.isSealed) await vault.write(path, sealedPages(reading, table, found));
  else {
    if (found.after === null) await writePrivate(path, "");
    for await (const page of pagesOf(reading, table, found)) {
      await appendPrivate(path, page);
      if (table.grows)
        await saveProgress(folder, { ...progress, [table.name]: { after: found.after ?? [], bytes: found.bytes } });
    }
  }
  if (table.grows && found.after !== null) progress[table.name] = { after: found.after, bytes: found.bytes };
}

interface Place {
  after: unknown[] | null;
  bytes: number;
}

/** The rows after a place, which moves on with them. */
async function* pagesOf({ site, tell }: Reading, table: SiteTable, place: Place): AsyncGenerator<string> {
  for (;;) {
    const query = place.after === null ? "" : `?after=${encodeURIComponent(JSON.stringify(place.after))}`;
    const text = await (await call(site, `/backup/tables/${table.name}${query}`)).text();
    if (text === "") return;
    const last = JSON.parse(text.slice(text.lastIndexOf("\n", text.length - 2) + 1)) as Record<string, unknown>;
    place.bytes += Buffer.byteLength(text);
    place.after = table.key.map((column) => last[column]);
    yield text;
    tell(`${table.name}　${(place.bytes / 1e6).toFixed(1)} MB`);
  }
}

/** An encrypted file cannot be appended to: what this run has read of it before comes first. */
async function* sealedPages(reading: Reading, table: SiteTable, place: Place): AsyncGenerator<Uint8Array> {
  if (place.after !== null) yield* reading.vault.open(tableFilePath(reading.folder, table.name));
  for await (const page of pagesOf(reading, table, place)) yield Buffer.from(page);
}

async function finish(
  { site, folder, vault }: Reading,
  state: SiteState,
  objects: { count: number; bytes: number },
  recipients: readonly string[],
): Promise<Manifest> {
  const tables = [];
  for (const { name } of state.tables)
    tables.push({ name, ...(await hashFile(tableFilePath(folder, name), vault.open)) });
  const head = await ledgerOf(folder, vault.open);
  if (head.root !== state.ledger.root || head.size !== state.ledger.size)
    throw new Error("读到的公示日志与网站的不同。请删去这个文件夹，重新备份。");
  const missing = await missingObjects(folder, vault.open);
  const { version, audited, migration, full_text_from, ledger } = state;
  const { sha256 } = await hashFile(join(folder, OBJECTS), vault.open);
  const manifest: Manifest = {
    format: recipients.length > 0 ? 2 : 1,
    madeAt: new Date().toISOString(),
    site: site.origin,
    version,
    audited,
    migration,
    full_text_from,
    ledger,
    tables,
    objects: { ...objects, sha256 },
    ...(recipients.length > 0 && { recipients: [...recipients] }),
    ...(missing.length > 0 && { missing }),
  };
  if (vault.isSealed) await rm(join(folder, OBJECTS), { force: true });
  await replacePrivate(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of [PROGRESS, SEALED_TO]) await rm(join(folder, name), { force: true });
  return manifest;
}
