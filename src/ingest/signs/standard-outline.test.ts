import { expect, test } from "vitest";
import { matchStandard, STANDARD_OUTLINE, standardSection } from "./standard-outline.ts";

test("诚信经营 is the chapter, and within it the point", () => {
  expect(matchStandard("诚信经营", [null])).toBe("integrity");
  expect(matchStandard("诚信经营", [null, "integrity"])).toBe("honest-operation");
});

test.each([
  ["报告编写说明：", [], "about-report"],
  ["企业概述", ["profile"], "overview"],
  ["突出利润与经济效益", [null, "integrity"], "profit"],
  ["参与社会公益", [], "governance"],
  ["经济（或服务）效益", ["outlook", "expected-performance"], "economic-benefit"],
  ["经济或效益", ["outlook", "expected-performance"], "economic-benefit"],
  ["社 会 荣 誉", ["evaluation"], "honours"],
  ["社会效益", [], null],
  ["展望", [], null],
  ["志愿服务", ["evaluation"], null],
  ["主要内容", [], null],
])("%s below %j", (title, ancestors, slug) => {
  expect(matchStandard(title, ancestors)).toBe(slug);
});

test("the outline is a tree with a slug each, parents first", () => {
  const slugs = STANDARD_OUTLINE.map((section) => section.slug);
  expect(new Set(slugs).size).toBe(slugs.length);
  for (const [at, { parent }] of STANDARD_OUTLINE.entries()) {
    if (parent) expect(slugs.indexOf(parent)).toBeLessThan(at);
    if (parent) expect(standardSection(parent)).toBeDefined();
  }
});
