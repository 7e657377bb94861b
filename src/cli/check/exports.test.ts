import { expect, test } from "vitest";
import { ambiguousExports } from "./exports.ts";

const faults = (...texts: string[]) => ambiguousExports(new Map(texts.map((text, at) => [`${at}.ts`, text])));

test("a name that two files export is refused, whatever it names", () => {
  expect(faults("export interface Table {}", "export const Table = 1;")).toEqual([
    "Table is exported by 0.ts and 1.ts: let each name mean one thing",
  ]);
  expect(faults("export async function read() {}", "import x;\nexport const read = () => 1;")).toHaveLength(1);
  expect(faults("export class Late {}", "export type Late = 1;", "export abstract class Late {}")).toEqual([
    expect.stringContaining("0.ts and 1.ts and 2.ts"),
  ]);
});

test("a type and a value of one file, what is handed on, and what is not exported may share a name", () => {
  expect(faults("export type Kind = 1;\nexport const Kind = 1;")).toEqual([]);
  expect(faults("export interface Row {}", 'export type { Row } from "./0.ts";', "interface Row {}")).toEqual([]);
  expect(faults("export const rows = 1;", "export const rowsOf = 1;")).toEqual([]);
});
