import { expect, test } from "vitest";
import { phrasesOf } from "./phrases.tsx";

test("a heading breaks between words: a number keeps its unit, a mark the word before it", () => {
  const phrases = phrasesOf("2023年度社会责任报告（更正）");
  expect(phrases.join("")).toBe("2023年度社会责任报告（更正）");
  expect(phrases[0]).toMatch(/^2023年/);
  expect(phrases).toContain("社会");
  expect(phrases.every((each) => !/^[（）]/.test(each))).toBe(true);
  expect(phrasesOf("")).toEqual([]);
});
