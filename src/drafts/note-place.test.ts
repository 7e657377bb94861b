import { expect, test } from "vitest";
import type { Section } from "../reports/report.ts";
import { placesIn } from "./note-place.ts";

const section = (slug: string, heading: string, ...texts: string[]): Section => ({
  position: 0,
  parent: null,
  depth: 1,
  slug,
  numeral: "",
  heading,
  title: heading,
  standard: null,
  blocks: texts.map((text, index) => ({ kind: "text", text, anchor: `${slug}${index}` })),
});

const placeOf = placesIn([
  section("relief", "（二）救灾捐助", "向灾区捐款**万元，捐物 120 件。", "表彰了志愿服务。"),
  section("volunteering", "志愿服务", "全年服务1260小时。"),
]);

test.each([
  ["a heading before a paragraph that mentions it", "志愿服务", "volunteering"],
  ["words across the cut of a page", "捐物⏎⏎ 120 件", "p-relief0"],
  ["the first of several places", "捐款**万元\n服务1260", "p-relief0"],
  ["a gathered note", "第 12 行：全年服务1260小时。\n第 40 行：别处", "p-volunteering0"],
  ["words of which only the end was kept", "页脚 第3页 全年服务1260小时。", "p-volunteering0"],
])("%s", (_, text, place) => {
  expect(placeOf({ text })).toBe(place);
});

test("what was left out of the report has no place", () => {
  expect(placeOf({ text: "目录" })).toBeNull();
  expect(placeOf({ text: "" })).toBeNull();
});
