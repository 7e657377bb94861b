import { expect, test } from "vitest";
import { caseTitle } from "./case-title.ts";

const untitled = (excerpt: string) => caseTitle({ id: 12, title: " ", excerpt });

test("a case without a title is called by its first sentence, shortened", () => {
  expect(untitled("女员工占比与人数不符。请核对。")).toBe("女员工占比与人数不符");
  expect(untitled("长".repeat(40))).toBe(`${"长".repeat(24)}…`);
  expect(untitled("第一行\n第二行")).toBe("第一行");
  expect(caseTitle({ id: 12, title: "占比有误", excerpt: "女员工" })).toBe("占比有误");
});

test("what is sealed or empty is called by its number", () => {
  expect(untitled("")).toBe("第12号意见");
  expect(untitled("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl")).toBe("第12号意见");
});
