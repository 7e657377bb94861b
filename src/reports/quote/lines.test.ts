import fc from "fast-check";
import { expect, test } from "vitest";
import { limitLines, breakLines, widthOfText } from "./lines.ts";

const joined = (text: string, width: number) => breakLines(text, width).join("|");

test("marks hang at the end, openings go to the next line, numbers stay whole", () => {
  expect(joined("一二三四，五六", 4)).toBe("一二三四，|五六");
  expect(joined("一二三（四五）六", 4)).toBe("一二三|（四五）|六");
  expect(joined("比上年下降38.5%，其中", 7)).toBe("比上年下降|38.5%，其中");
  expect(joined("东湖局二〇二四年度报告", 6)).toBe("东湖局|二〇二四年度|报告");
  expect(joined("甲\n乙", 4)).toBe("甲|乙");
  expect(joined("", 4)).toBe("");
});

test("nothing of a text is lost, and no line is wider than its place and one hanging mark", () => {
  const texts = fc.string({
    unit: fc.constantFrom("数", "字", "，", "。", "（", "）", "1", "9", ".", "%", "a", "W", " ", "\u{20000}"),
    maxLength: 120,
  });
  fc.assert(
    fc.property(texts, fc.integer({ min: 4, max: 30 }), (text, width) => {
      const lines = breakLines(text, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(widthOfText(line)).toBeLessThanOrEqual(width + 1);
    }),
    { seed: 20240918, numRuns: 300 },
  );
});

test("a word without an end is broken, and a hundred thousand characters are set at once", () => {
  expect(Math.max(...breakLines("a".repeat(1000), 20).map(widthOfText))).toBeLessThanOrEqual(20);
  expect(breakLines("（".repeat(100_000), 20).length).toBeGreaterThan(4000);
});

test("what is left out is told", () => {
  expect(limitLines(["一二三四", "五六七八", "九"], 2)).toEqual({ lines: ["一二三四", "五六……"], cut: true });
  expect(limitLines(["一"], 2)).toEqual({ lines: ["一"], cut: false });
});
