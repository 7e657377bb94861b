import { createReadStream } from "node:fs";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { dataCatalogPath, dataPackagePath, dataSumsPath } from "../../paths.ts";
import type { Findings } from "../ledger/findings.ts";
import { eachInTurn, fetchBytes, LogUnreachable } from "../ledger/log-source.ts";
import { fetchFile } from "./fetch-file.ts";

/** The part of a site's Data Package that a mirror reads; files may bear only the names that this project gives. */
const packageSchema = z.object({
  version: z.string(),
  ledgerSize: z.int().nonnegative(),
  resources: z
    .array(
      z.object({
        name: z.string().regex(/^[a-z]+-\d{4,6}-(?:jsonl|csv|parquet)$/),
        path: z.string().regex(/^files\/[a-z]+-\d{4,6}-[0-9a-f]{12}\.(?:jsonl|csv|parquet)$/),
        bytes: z.int().nonnegative().max(1_000_000_000),
        hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
        schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })).max(200) }),
      }),
    )
    .max(50_000),
});

export type DataPackage = z.infer<typeof packageSchema>;
export type DataResource = DataPackage["resources"][number];

export interface MirroredData {
  described: DataPackage;
  fetched: number;
  there: number;
  dropped: string[];
}

const DESCRIBED = [
  [dataCatalogPath(), "dcat.jsonld"],
  [dataSumsPath(), "SHA256SUMS"],
] as const;

/** Copies the dump; null (and a fault or a note) if there is none to copy. Described files are written last. */
export async function mirrorData(
  site: string,
  folder: string,
  keep: boolean,
  found: Findings,
): Promise<MirroredData | null> {
  const { status, bytes } = await fetchBytes(site + dataPackagePath());
  if (!bytes) {
    if (status === 404) found.note("网站还没有做好数据文件：只抄日志和原件");
    else found.fault(`数据文件的说明取不到，站点答复 ${status}`);
    return null;
  }
  const described = readPackage(bytes);
  if (!described) {
    found.fault("数据文件的说明（datapackage.json）不对");
    return null;
  }
  const others = await Promise.all(
    DESCRIBED.map(async ([path, name]) => ({ name, ...(await fetchBytes(site + path)) })),
  );
  const sums = new TextDecoder().decode(others.find(({ name }) => name === "SHA256SUMS")?.bytes ?? new Uint8Array());
  if (sums !== described.resources.map(({ hash, path }) => `${hash.slice("sha256:".length)}  ${path}\n`).join(""))
    found.fault("校验和（SHA256SUMS）与说明（datapackage.json）不一致");
  const kinds = await eachInTurn(described.resources, (resource) => fetchResource(site, folder, resource, found));
  if (found.faults > 0) return null;
  for (const { name, bytes: body } of [...others, { name: "datapackage.json", bytes }])
    if (body) await replace(join(folder, name), body);
  const dropped = keep ? [] : await dropOthers(folder, described);
  const count = (which: string) => kinds.filter((kind) => kind === which).length;
  return { described, fetched: count("fetched"), there: count("there"), dropped };
}

function readPackage(bytes: Uint8Array): DataPackage | null {
  try {
    return packageSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

async function fetchResource(site: string, folder: string, { path, hash, bytes }: DataResource, found: Findings) {
  const sha256 = hash.slice("sha256:".length);
  const result = await fetchFile({ address: `${site}/data/${path}`, path: join(folder, path), sha256, bytes });
  if (result.kind === "mended") found.fault(`抄本里的 ${path} 被改过，已重新取回`);
  if (result.kind === "differs") found.fault(`${path} 与说明的校验和不符`);
  if (result.kind === "refused") {
    if (result.status === 404 || result.status === 410)
      throw new LogUnreachable("网站正在重做数据文件（有内容刚刚更新或撤回）。请几分钟后再运行一次，会接着取。");
    found.fault(`${path} 取不到，站点答复 ${result.status}`);
  }
  return result.kind;
}

/** In one step, so that a run that is cut off leaves the description of the files that are there. */
async function replace(path: string, bytes: Uint8Array) {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}

async function dropOthers(folder: string, { resources }: DataPackage): Promise<string[]> {
  const listed = new Set(resources.map(({ path }) => path.slice("files/".length)));
  const there = await readdir(join(folder, "files")).catch((): string[] => []);
  const others = there.filter((name) => !listed.has(name));
  for (const name of others) await rm(join(folder, "files", name));
  return others.filter((name) => !name.endsWith(".part"));
}

/** The rows of one part of a table. */
export async function* readRows(folder: string, { resources }: DataPackage, table: string, part: string) {
  const resource = resources.find(({ name }) => name === `${table}-${part}-jsonl`);
  if (!resource) return;
  const lines = createInterface({ input: createReadStream(join(folder, resource.path)), crlfDelay: Infinity });
  for await (const line of lines) if (line !== "") yield JSON.parse(line) as Record<string, unknown>;
}

/** The parts in which a table stands. */
export const tableParts = ({ resources }: DataPackage, table: string): string[] =>
  resources.flatMap(({ name }) =>
    name.startsWith(`${table}-`) && name.endsWith("-jsonl") ? [name.slice(table.length + 1, -"-jsonl".length)] : [],
  );
