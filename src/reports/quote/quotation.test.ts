import { expect, test } from "vitest";
import type { Paragraph } from "../report.ts";
import { partQuery, quotationOf } from "./quotation.ts";

const TEXT: Paragraph = { kind: "text", text: "全年𠮷服务48次。", anchor: "a" };
const FIGURE: Paragraph = { kind: "text", text: "服务4,608小时，38.5%。", anchor: "d" };
const ITEM: Paragraph = { kind: "item", marker: "1.", text: "先进集体", anchor: "b" };
const TABLE: Paragraph = { kind: "table", caption: "表一", header: 0, rows: [["甲", "1"]], anchor: "c" };

test.each<[Paragraph, string | undefined, string | undefined, string, string]>([
  [TEXT, undefined, undefined, "全年𠮷服务48次。", ""],
  [TEXT, "0", "10", "全年𠮷服务48次。", ""],
  [TEXT, "4", "8", "……服务48……", "?from=4&to=8"],
  [TEXT, "3", "8", "……𠮷服务48……", "?from=2&to=8"],
  [TEXT, "0", "3", "全年𠮷……", "?from=0&to=4"],
  [TEXT, "4", "7", "……服务48……", "?from=4&to=8"],
  [FIGURE, "4", "7", "……4,608……", "?from=2&to=7"],
  [FIGURE, "10", "12", "……38.5%……", "?from=10&to=15"],
  [TEXT, "4", undefined, "……服务48次。", "?from=4&to=10"],
  [ITEM, "0", "4", "1.先进……", "?from=0&to=4"],
  [TABLE, undefined, undefined, "表一\n甲　1", ""],
])("%j from %s to %s is %s", (block, from, to, text, query) => {
  const quoted = quotationOf(block, from, to);
  expect([quoted.text, partQuery(quoted)]).toEqual([text, query]);
});

test.each([
  ["5", "5"],
  ["8", "4"],
  ["0", "11"],
  ["-1", "4"],
  ["1.5", "4"],
  ["a", "b"],
  ["", ""],
  ["0", "99999999999"],
  ["１", "４"],
])("from %j to %j is refused in Chinese", (from, to) => {
  expect(() => quotationOf(TEXT, from, to)).toThrow("本段共10个字符");
});

test("a table is quoted whole", () => {
  expect(() => quotationOf(TABLE, "0", "1")).toThrow("表格只能整张引用");
});
