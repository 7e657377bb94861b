import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../errors.ts";
import type { ParsedReport } from "./document.ts";
import { readText } from "./fixtures/read-text.ts";

const line = fc.oneof(
  fc.constantFrom(
    "",
    "",
    "\f",
    "目录",
    "一、公开陈述",
    "二、基本情况........2",
    "（一）保障员工权益",
    "（四）报告预期与展望",
    "1、理论学习：",
    "1. 2003 年起，连续获奖",
    "2. 优秀集体",
    "1.1 规模",
    "第一部分 概况",
    "报告编制说明",
    "- 3 -",
    "3",
    "云浦区水务局2021年度社会责任报告",
    "2、**所属类别。**本局属于机关类。",
    "收入**万元，新建**个",
    "**重点工作**",
    "表1 指标",
    "指标\t2021年",
    "收入\t8.5",
    "| 甲 | 乙 |",
    "|---|---|",
    "局长：张三",
    "2021年3月1日",
    "首页 > 公开",
    "打印本页",
    ".....",
    "结束语：再接再厉。",
    "职工投诉下降 38.",
    "5%。同时提升",
    "开展志愿服务活动",
    "动，参与者众多；",
    "* 先进单位",
  ),
  fc.string({
    unit: fc.constantFrom(...Array.from("一二三、（）().12 \t\u3000*|#>-—。，；：“”《》年局报告\ue000\u200b×AZ")),
    maxLength: 30,
  }),
);
const document = fc.array(line, { minLength: 1, maxLength: 40 }).map((lines) => lines.join("\n"));

function readOrRefuse(text: string, name: string): ParsedReport | null {
  try {
    return readText(text, name);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function isTree(parsed: ParsedReport): boolean {
  return parsed.sections.every(({ depth }, i) => depth >= 1 && depth <= (parsed.sections[i - 1]?.depth ?? 0) + 1);
}

test("whatever a text file holds, no character is lost, invented or moved, and the outline is a tree", () => {
  fc.assert(
    fc.property(document, (text) => {
      const parsed = readOrRefuse(text, "a.txt");
      return parsed === null || isTree(parsed);
    }),
    { numRuns: 1_500, seed: 20261121 },
  );
});

test("whatever a Markdown file holds, no word is lost or invented, and the outline is a tree", () => {
  fc.assert(
    fc.property(document, (text) => {
      const parsed = readOrRefuse(text, "a.md");
      return parsed === null || isTree(parsed);
    }),
    { numRuns: 500, seed: 20261121 },
  );
});

test("reading a file twice gives the same", () => {
  const text = "云浦区水务局2021年度社会责任报告\n\n一、公开陈述\n\n真实。\n";
  expect(readText(text)).toEqual(readText(text));
});
