import { expect, test } from "vitest";
import { outline, readBody } from "../fixtures/read-text.ts";

const table = (text: string, name?: string) =>
  readBody(`${name ? "## " : ""}一、数据\n\n${text}\n\n${name ? "## " : ""}二、其他\n\n无。\n`, name);
const ROWS = [
  ["指标", "2020年", "2021年"],
  ["一、门诊量", "80.5", "92.1"],
  ["二、满意度", "95%", "**"],
];

test.each([
  ["tabs", "指标\t2020年\t2021年\n一、门诊量\t80.5\t92.1\n二、满意度\t95%\t**", undefined],
  [
    "bars",
    "| 指标 | 2020年 | 2021年 |\n|---|---|---|\n| 一、门诊量 | 80.5 | 92.1 |\n| 二、满意度 | 95% | ** |",
    undefined,
  ],
  ["columns", "指标        2020年    2021年\n一、门诊量    80.5     92.1\n二、满意度    95%      **", undefined],
  [
    "a drawn frame",
    "┌──┬──┬──┐\n│ 指标 │ 2020年 │ 2021年 │\n├──┼──┼──┤\n│ 一、门诊量 │ 80.5 │ 92.1 │\n│ 二、满意度 │ 95% │ ** │\n└──┴──┴──┘",
    undefined,
  ],
  [
    "Markdown",
    "| 指标 | 2020年 | 2021年 |\n|---|---|---|\n| 一、门诊量 | 80.5 | 92.1 |\n| 二、满意度 | 95% | ** |",
    "a.md",
  ],
])("a table set with %s keeps its cells, none of which is a heading", (_, text, name) => {
  const parsed = table(text, name);
  expect(outline(parsed)).toEqual(["1 一、数据 T", "1 二、其他 t"]);
  expect(parsed.sections[0]?.blocks[0]).toEqual({ kind: "table", caption: "", header: 1, rows: ROWS });
});

test("the line above that names a table is its caption", () => {
  const parsed = table("各项指标见下表。\n\n表1 主要指标\n单位：万元\n指标\t2020年\n收入\t80.5");
  expect(parsed.sections[0]?.blocks).toMatchObject([
    { kind: "text" },
    { kind: "table", caption: "表1 主要指标 单位：万元" },
  ]);
});

test("a signature set with spaces is no table", () => {
  expect(outline(readBody("一、陈述\n\n真实。\n\n局长      张三\n2021年3月1日\n"))).toEqual(["1 一、陈述 tss"]);
});

test.each([
  ["without an empty line", "- 3 -\n"],
  ["with empty lines", "\n\n- 3 -\n\n\n"],
  ["with 续表", "\n- 3 -\n\n续表1\n"],
])("a table that a page break cut %s has its header once", (_, cut) => {
  const header = "序号    名称        时间\n";
  const parsed = readBody(
    `一、荣誉情况\n\n${header}1       先进单位    2019年\n2       文明单位    2020年\n${cut}${header}3       安全单位    2021年\n\n二、其他\n\n无。\n- 4 -\n`,
  );
  const tables = parsed.sections.flatMap((s) => s.blocks.filter((b) => b.kind === "table"));
  expect(tables.map((t) => t.rows.map((row) => row[0]))).toEqual([["序号", "1", "2", "3"]]);
});
