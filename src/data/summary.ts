import type { TableFormat } from "./formats.ts";
import type { TableName } from "./tables.ts";

/** The summary of a dump on its page, a line a table. */
export interface TableSummary {
  table: TableName;
  rows: number;
  formats: FormatSummary[];
}

export interface FormatSummary {
  format: TableFormat;
  files: number;
  bytes: number;
  /** The names of the first. */
  first: string[];
}

export type Summary = TableSummary[];

const SHOWN = 6;

interface SummedFile {
  kind: string;
  format: string;
  name: string;
  rows: number;
  bytes: number;
}

/** Files in the order of their parts, summed up by table and format. */
export function summarize(files: readonly SummedFile[]): Summary {
  return [...Map.groupBy(files, ({ kind }) => kind)].map(([table, own]) => {
    const formats = [...Map.groupBy(own, ({ format }) => format)].map(([format, list]) => ({
      format: format as TableFormat,
      files: list.length,
      bytes: sum(list.map(({ bytes }) => bytes)),
      first: list.slice(0, SHOWN).map(({ name }) => name),
    }));
    const rows = sum(own.filter(({ format }) => format === formats[0]?.format).map((file) => file.rows));
    return { table: table as TableName, rows, formats };
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
