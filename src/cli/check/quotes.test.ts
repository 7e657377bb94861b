import { expect, test } from "vitest";
import { quotedRuns, hanRuns } from "./quotes.ts";

const source = "本段是为测试虚构的文字，用来说明二十四个汉字以上的照抄会被发现，标点与空格不算在内。";
const sources = new Set(hanRuns(source));

test("a passage is recognised whatever punctuation and spaces stand in it", () => {
  expect(quotedRuns(`“${source.replaceAll("，", " , ")}”`, sources)).toBeGreaterThan(0);
});

test("a quotation of fewer than twenty-four Han characters is allowed", () => {
  expect(quotedRuns(source.slice(0, 20), sources)).toBe(0);
});
