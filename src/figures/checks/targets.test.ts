import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseReport } from "../../ingest/read-report.ts";
import { composeSections } from "../../reports/publish/revision.ts";
import { extractFigures } from "../reading/extract.ts";
import { sectionsOf, tableSection } from "../fixtures/sections.ts";
import { checkFigures } from "./check-figures.ts";

const read = (name: string) =>
  composeSections(parseReport(readFileSync(`src/ingest/fixtures/import-cases/${name}`), name), [], (text) => [text]);
const said = (text: string, title: string, parent: number | null = null) => {
  const [section] = sectionsOf(text);
  if (!section) throw new Error("no section");
  return {
    ...section,
    title,
    slug: title,
    parent,
    blocks: section.blocks.map((b) => ({ ...b, anchor: title + b.anchor })),
  };
};
const kinds = (...sections: ReturnType<typeof sectionsOf>) => checkFigures(sections).map(({ kind }) => kind);

const DONE = "全区一般公共预算收入增长2.6%，离岛商店销售额470.3亿元。";

describe("what is aimed at is never compared with what was done", () => {
  test("21", () => {
    expect(checkFigures(read("21-figure-target-vs-fact.txt"))).toEqual([]);
  });

  test.each([
    "今年经济社会发展主要预期目标是：地区生产总值增长5%；全区一般公共预算收入增长2.5%。",
    "新的一年，离岛商店销售额520亿元，进一步扩大品类。",
    "2025年，要实现全区一般公共预算收入增长2.5%。",
    "明年，全区一般公共预算收入增长2.5%。",
    "下一步，全区一般公共预算收入增长2.5%。",
    "力争全区一般公共预算收入增长2.5%。",
    "发展目标为：全区一般公共预算收入增长2.5%。",
  ])("%s", (aim) => {
    expect(kinds(said(DONE, "回顾"), said(aim, "其他"))).toEqual([]);
  });

  test.each(["2025年工作安排", "今年重点工作", "关于2025年工作", "下一步打算", "主要任务", "工作思路"])(
    "nor what stands below %s",
    (title) => {
      expect(kinds(said(DONE, "回顾"), said("全区一般公共预算收入增长2.5%。", title))).toEqual([]);
      const nested = [
        said(DONE, "回顾"),
        said("做好各项工作。", title),
        said("全区一般公共预算收入增长2.5%。", "财政", 1),
      ];
      expect(kinds(...nested)).toEqual([]);
    },
  );

  test.each(["2024年工作回顾", "年度目标完成情况", "工作成效"])(
    "two results that differ are still a doubt: %s",
    (title) => {
      expect(kinds(said(DONE, "概况"), said("全区一般公共预算收入增长2.5%。", title))).toEqual(["repeated"]);
    },
  );
});

describe("a table's figures", () => {
  const stated = (rows: string[][], caption: string) =>
    extractFigures([tableSection(rows, caption)]).map(({ label, value, unit }) => `${label}=${value}${unit}`);

  test("take the unit of the caption and the name of the subject; codes are none", () => {
    const rows = [
      ["类", "款", "项", "功能分类科目名称", "合计", "财政拨款收入"],
      ["208", "", "", "社会保障和就业支出", "264.87", "264.87"],
      ["208", "05", "02", "事业单位离退休", "29.42", "29.4"],
    ];
    expect(stated(rows, "收入决算表 单位：万元")).toEqual([
      "社会保障和就业支出 合计=2648700元",
      "社会保障和就业支出 财政拨款收入=2648700元",
      "事业单位离退休 合计=294200元",
      "事业单位离退休 财政拨款收入=294000元",
    ]);
  });

  test.each([
    ["金额单位：元", "1,200元"],
    ["计量单位:亿元", "120000000000元"],
    ["单位：万元、人", "1200"],
    ["（单位：吨）", "1200吨"],
    ["", "1200"],
  ])("under “%s”", (caption, amount) => {
    expect(
      stated(
        [
          ["项目", "2023"],
          ["收入", "1,200"],
          ["支出", "300"],
        ],
        caption,
      )[0],
    ).toBe(`收入 2023=${amount.replace(",", "")}`);
  });

  test("percentages, heads and codes with other words take no unit of money", () => {
    const rows = [
      ["序号", "科目编码", "项目", "金额", "占比", "人数"],
      ["1", "2080502", "基本支出", "120.5", "60.25", "12"],
      ["2", "2080505", "项目支出", "79.5", "39.75", "8"],
    ];
    expect(stated(rows, "单位：万元").slice(0, 3)).toEqual([
      "基本支出 金额=1205000元",
      "基本支出 占比=60.25",
      "基本支出 人数=12",
    ]);
  });
});

test("22: cubic metres by any sign, and thousands parted by a blank", () => {
  expect(extractFigures(read("22-figure-cubic-metre.txt")).map(({ value, unit }) => `${value}${unit}`)).toEqual([
    "40000立方米",
    "35000立方米/日",
    "135000立方米",
    "9000人次",
  ]);
});

test("24: amounts in the unit above the table, named by their subject; its codes are no figures", () => {
  const figures = extractFigures(read("24-figure-table-unit-and-codes.md"));
  expect(figures.map(({ label, value, unit }) => `${label} ${value}${unit}`)).toEqual([
    "社会保障和就业支出 合计 2648700元",
    "社会保障和就业支出 财政拨款收入 2648700元",
    "行政事业单位养老支出 合计 513200元",
    "行政事业单位养老支出 财政拨款收入 513200元",
    "事业单位离退休 合计 294200元",
    "事业单位离退休 财政拨款收入 294200元",
  ]);
});
