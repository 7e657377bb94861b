import { type BasicType, parquetWriteBuffer } from "hyparquet-writer";
import type { FieldType, Row, PublishedTable, Value } from "./tables.ts";

export const FORMATS = ["jsonl", "csv", "parquet"] as const;
export type TableFormat = (typeof FORMATS)[number];

export const MEDIA_TYPES: Record<TableFormat, string> = {
  jsonl: "application/jsonl",
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
};

/** Rows as the bytes of a file. */
export function writeRows(format: TableFormat, table: PublishedTable, rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  if (format === "parquet") return toParquet(table, rows);
  const text = format === "csv" ? toCsv(table, rows) : toJsonLines(table, rows);
  return Uint8Array.from(new TextEncoder().encode(text));
}

function toJsonLines({ fields }: PublishedTable, rows: readonly Row[]): string {
  const line = (row: Row) => JSON.stringify(Object.fromEntries(fields.map(({ name }) => [name, row[name] ?? null])));
  return rows.map((row) => `${line(row)}\n`).join("");
}

/** RFC 4180; every text exactly as it is, for software: no mark before it, no apostrophe before what looks like a formula. */
function toCsv({ fields }: PublishedTable, rows: readonly Row[]): string {
  const head = fields.map(({ name }) => name).join(",");
  const line = (row: Row) => fields.map(({ name }) => cell(row[name] ?? null)).join(",");
  return [head, ...rows.map(line)].map((each) => `${each}\r\n`).join("");
}

function cell(value: Value): string {
  if (value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // An empty text is not the same as none.
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const PARQUET_TYPES: Record<FieldType, BasicType> = {
  string: "STRING",
  integer: "INT64",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  datetime: "TIMESTAMP",
  year: "INT32",
  array: "JSON",
};

function toParquet({ name: title, fields }: PublishedTable, rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  const columnData = fields.map(({ name, type, required }) => ({
    name,
    type: PARQUET_TYPES[type],
    nullable: required !== true,
    data: rows.map((row) => parquetValue(type, row[name] ?? null)),
  }));
  const kvMetadata = [{ key: "title", value: title }];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: "gongshi", rowGroupSize: 20_000 }));
}

function parquetValue(type: FieldType, value: Value) {
  if (value === null) return null;
  if (type === "integer") return BigInt(value as number);
  return type === "datetime" ? new Date(value as string) : value;
}
