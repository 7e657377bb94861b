import { expect, test } from "vitest";
import { offsetOf, splitPlaces } from "./split-places.ts";

const TEXT = "服务周到。“全年无投诉。”客户满意率99.5%；明年再提升。";

test("a paragraph may be split where a sentence ends, closing quotes included, and not at its end", () => {
  expect(splitPlaces(TEXT).map(({ offset }) => TEXT.slice(offset, offset + 3))).toEqual(["“全年", "客户满", "明年再"]);
  expect(splitPlaces("没有句号的一段")).toEqual([]);
});

test("or where the second part's first words stand, if they stand there once", () => {
  expect(TEXT.slice(offsetOf(TEXT, " 客户 "))).toBe("客户满意率99.5%；明年再提升。");
  for (const [words, reason] of [
    ["年", "不止一处"],
    ["没有", "没有这几个字"],
    ["服务", "不能从段首开始"],
    [" ", "请选择分段的位置"],
  ] as const)
    expect(() => offsetOf(TEXT, words)).toThrow(reason);
});
