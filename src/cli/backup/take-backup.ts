import { readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { call, callJson, type Site } from "../site/site.ts";
import { hashFile, ledgerOf, MANIFEST, type Manifest, missingObjects, OBJECTS, tableFilePath } from "./manifest.ts";
import { appendPrivate, makeFolder, replacePrivate, writePrivate } from "./private-files.ts";
import { sealFolder } from "./sealed-files.ts";
import type { SiteState, SiteTable } from "./site-state.ts";
import { fetchObjects } from "./take-objects.ts";

/** How far the tables that only grow were read, so that an interrupted backup goes on there. */
type Progress = Record<string, { after: unknown[]; bytes: number }>;

const PROGRESS = "progress.json";
/** What lies in a backup, finished or not. */
const OWN = new Set(["tables", "objects", OBJECTS, PROGRESS, MANIFEST]);
const MOST_PASSES = 8;

export type ProgressLine = (line: string) => void;

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
  const progress = await loadProgress(folder);
  let before = await callJson<SiteState>(site, "/backup", {});
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    for (const table of before.tables) await readTable(site, folder, table, progress, tell);
    const objects = await fetchObjects(site, folder, tell);
    const after = await callJson<SiteState>(site, "/backup");
    if (isSame(before, after)) return finish(site, folder, after, objects, recipients);
    tell(`读取期间网站有改动，再读一遍改动的部分（第 ${pass + 1} 遍）…`);
    before = after;
  }
  throw new Error("网站一直有人在写，没有读到一份前后一致的数据。请在安静的时候再运行同一条命令，会接着做。");
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

async function readTable(site: Site, folder: string, table: SiteTable, progress: Progress, tell: ProgressLine) {
  const path = tableFilePath(folder, table.name);
  const kept = table.grows ? progress[table.name] : undefined;
  if (!kept) await writePrivate(path, "");
  let { after, bytes } = kept ?? { after: null, bytes: 0 };
  for (;;) {
    const query = after === null ? "" : `?after=${encodeURIComponent(JSON.stringify(after))}`;
    const text = await (await call(site, `/backup/tables/${table.name}${query}`)).text();
    if (text === "") break;
    const last = JSON.parse(text.slice(text.lastIndexOf("\n", text.length - 2) + 1)) as Record<string, unknown>;
    await appendPrivate(path, text);
    bytes += Buffer.byteLength(text);
    after = table.key.map((column) => last[column]);
    if (table.grows) await saveProgress(folder, { ...progress, [table.name]: { after, bytes } });
    if (table.grows) progress[table.name] = { after, bytes };
    tell(`${table.name}　${(bytes / 1e6).toFixed(1)} MB`);
  }
}

async function finish(
  site: Site,
  folder: string,
  state: SiteState,
  objects: { count: number; bytes: number },
  recipients: readonly string[],
): Promise<Manifest> {
  const tables = [];
  for (const { name } of state.tables) tables.push({ name, ...(await hashFile(tableFilePath(folder, name))) });
  const head = await ledgerOf(folder);
  if (head.root !== state.ledger.root || head.size !== state.ledger.size)
    throw new Error("读到的公示日志与网站的不同。请删去这个文件夹，重新备份。");
  const missing = await missingObjects(folder);
  const { version, audited, migration, full_text_from, ledger } = state;
  const { sha256 } = await hashFile(join(folder, OBJECTS));
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
  if (recipients.length > 0) await sealFolder(folder, recipients, new Set([PROGRESS]));
  await replacePrivate(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(join(folder, PROGRESS), { force: true });
  return manifest;
}
