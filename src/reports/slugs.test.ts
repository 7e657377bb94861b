import { describe, expect, it } from "vitest";
import type { ParsedSection } from "../ingest/document.ts";
import { sectionSlugs, toSlug } from "./slugs.ts";

const section = (title: string, depth = 1, standard: string | null = null): ParsedSection => ({
  heading: title,
  numeral: "",
  title,
  depth,
  standard,
  implicit: false,
  blocks: [],
});
const spell = (text: string) =>
  Array.from(text, (c) => ({ 合: "he", 作: "zuo", 共: "gong", 赢: "ying", 小: "xiao", 晓: "xiao" })[c] ?? "x");

describe("sectionSlugs", () => {
  it("takes the standard section, else the pinyin of the heading", () => {
    expect(sectionSlugs([section("志愿服务", 1, "volunteering"), section("合作共赢")], [], spell)).toEqual([
      "volunteering",
      "he-zuo-gong-ying",
    ]);
  });

  it("tells headings of the same sound apart by their parent", () => {
    expect(sectionSlugs([section("小"), section("合"), section("晓", 2)], [], spell)).toEqual([
      "xiao",
      "he",
      "he-xiao",
    ]);
  });

  it("never takes a word that is an address below the report", () => {
    const original = { ...section("x"), standard: "original" };
    expect(sectionSlugs([original, { ...original, standard: "r2" }], [], spell)).toEqual([
      "original-section",
      "r2-section",
    ]);
  });

  it("keeps a section's slug when its heading is reworded but it is the same standard section", () => {
    const earlier = [{ slug: "he-zuo", title: "合作", standard: "volunteering", parentSlug: null }];
    expect(sectionSlugs([section("志愿者", 1, "volunteering")], earlier, spell)).toEqual(["he-zuo"]);
  });

  it("does not give a carried slug to another section that comes first", () => {
    const earlier = [{ slug: "he-zuo", title: "合作", standard: null, parentSlug: "gong" }];
    const sections = [section("共"), section("合作", 2)];
    expect(sectionSlugs([section("赢"), ...sections], earlier, () => ["he", "zuo"]).at(2)).toBe("he-zuo");
  });
});

it("toSlug cuts at a word and drops tone marks", () => {
  expect(toSlug(["Zhì", "yuàn", "2023年"])).toBe("zhi-yuan-2023");
  expect(toSlug(Array.from({ length: 40 }, () => "zhuang")).length).toBeLessThanOrEqual(48);
});
