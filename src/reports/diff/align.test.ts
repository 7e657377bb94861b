import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align, similarity } from "./align.ts";

describe("align", () => {
  it("keeps equal paragraphs together when one is inserted before them", () => {
    expect(align(["甲一二三", "乙一二三"], ["新的一段话", "甲一二三", "乙一二三"])).toEqual([
      { before: -1, after: 0 },
      { before: 0, after: 1 },
      { before: 1, after: 2 },
    ]);
  });

  it("pairs a paragraph with its corrected self", () => {
    const before = ["全年组织志愿服务48次，参加1260人次。", "年内培训34期。"];
    const after = ["全年组织志愿服务48次，参加1206人次。", "年内培训34期。"];
    expect(align(before, after)[0]).toEqual({ before: 0, after: 0 });
  });

  it("does not pair paragraphs that say different things", () => {
    expect(align(["全年组织志愿服务48次"], ["机房改造节省电费"])).toEqual([
      { before: 0, after: -1 },
      { before: -1, after: 0 },
    ]);
  });

  it("names every index of both sides exactly once, in order", () => {
    const texts = fc.array(fc.constantFrom("甲乙丙丁", "甲乙丙戊", "己庚辛壬", "子丑寅卯", ""), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const pairs = align(before, after);
        expect(pairs.map((p) => p.before).filter((i) => i >= 0)).toEqual(before.map((_, i) => i));
        expect(pairs.map((p) => p.after).filter((i) => i >= 0)).toEqual(after.map((_, i) => i));
      }),
    );
  });
});

it("similarity is 1 for equal texts, 0 for texts with no pair in common", () => {
  expect(similarity("甲乙丙", "甲乙丙")).toBe(1);
  expect(similarity("甲乙", "丙丁")).toBe(0);
});
