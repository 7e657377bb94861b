import { parquetReadObjects } from "hyparquet";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { writeRows } from "../../data/formats.ts";
import type { PublishedTable, Row } from "../../data/tables.ts";
import type { Findings } from "../ledger/findings.ts";
import { type DataPackage, type DataResource, readRows } from "./data-package.ts";

/** Holds each CSV and Parquet file against the JSON Lines of the same rows, which are held against the log. */
export async function checkFormats(folder: string, described: DataPackage, found: Findings): Promise<void> {
  let good = 0;
  for (const resource of described.resources) {
    const [, table = "", part = "", format] = /^([a-z]+)-(\d+)-([a-z]+)$/.exec(resource.name) ?? [];
    if (format === "jsonl") continue;
    const rows: Row[] = [];
    for await (const row of readRows(folder, described, table, part)) rows.push(row as Row);
    const same = format === "csv" ? isCsvOf(resource, rows) : await isParquetOf(folder, resource, rows);
    if (same) good += 1;
    else found.fault(`${resource.path} 与同一部分的 JSON Lines 说的不一样`);
  }
  if (good > 0) found.good(`${good} 个 CSV、Parquet 文件与 JSON Lines 逐格相符`);
}

/** A CSV of the same rows is these bytes and no others: its quoting is a rule. */
function isCsvOf({ hash, schema }: DataResource, rows: readonly Row[]): boolean {
  const bytes = writeRows("csv", schema as unknown as PublishedTable, rows);
  return hash === `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Parquet may be written in many ways, so it is read. */
async function isParquetOf(folder: string, { path, schema }: DataResource, rows: readonly Row[]): Promise<boolean> {
  const { buffer, byteOffset, length } = await readFile(join(folder, path));
  const file = buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
  const read = await parquetReadObjects({ file }).catch(() => null);
  const names = schema.fields.map(({ name }) => name);
  return (
    read?.length === rows.length &&
    read.every(
      (row, at) =>
        Object.keys(row).length === names.length &&
        names.every((name) => isDeepStrictEqual(plain(row[name]), rows[at]?.[name] ?? null)),
    )
  );
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
