import { expect, test } from "vitest";
import { notesOf, readBody, texts } from "../fixtures/read-text.ts";

test("private-use characters stay where they are and are flagged", () => {
  const parsed = readBody("一、效益\n\n增长38\ue0d25%，损失0。\n");
  expect(texts(parsed)).toEqual(["增长38\ue0d25%，损失0。"]);
  expect(notesOf(parsed, "private-use")).toMatchObject([
    { level: "unsure", line: 5, message: expect.stringContaining("U+E0D2") },
  ]);
});

test("characters that cannot be seen go, with a note that names them", () => {
  const parsed = readBody("一、效益\n\n增\u200b长\u202e38%\ufeff。\n");
  expect(texts(parsed)).toEqual(["增长38%。"]);
  expect(notesOf(parsed, "characters-normalised")[0]?.text).toBe("U+200B、U+202E、U+FEFF");
});

test("full-width digits and spaces inside a line stay as printed, indents go", () => {
  expect(texts(readBody("一、效益\n\n\u3000\u3000增长３８％，于 2019 年支 持。\u00a0\n"))).toEqual([
    "增长３８％，于 2019 年支 持。",
  ]);
});

test("all line ends are read", () => {
  expect(texts(readBody("一、甲\r\n\r\n一。\r\r二。\u2028三。\n"))).toEqual(["一。", "二。", "三。"]);
});

test("a replacement character from an earlier damage is flagged", () => {
  expect(notesOf(readBody("一、甲\n\n损\ufffd坏。\n"), "encoding")[0]?.level).toBe("unsure");
});
