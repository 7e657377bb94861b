import { expect, test } from "vitest";
import { canonicalText } from "./canonical-text.ts";
import { readBody } from "./fixtures/read-text.ts";

test("headings, paragraphs, items and rows stand on a line each", () => {
  const parsed = readBody("前言说明，欢迎监督。\n\n一、荣誉\n\n1. 先进\n2. 优秀\n\n表1 数据\n指标\t2021年\n收入\t8\n");
  expect(canonicalText(parsed)).toBe(
    "云浦区水务局2021年度社会责任报告\n前言说明，欢迎监督。\n一、荣誉\n1. 先进\n2. 优秀\n表1 数据\n指标\t2021年\n收入\t8\n",
  );
});

test("how the file was wrapped does not change the text", () => {
  const printed = "一、陈述\n\n本局承诺报告真实，欢迎社会各界前来\n\n监督。\n";
  expect(canonicalText(readBody(printed))).toBe(canonicalText(readBody(printed.replace("前来\n\n监督", "前来监督"))));
});
