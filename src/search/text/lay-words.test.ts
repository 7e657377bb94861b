import { expect, test } from "vitest";
import words from "../../../search/lay-words.json" with { type: "json" };
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import { foldText } from "./fold.ts";
import { expansionsIn } from "./lay-words.ts";
import { contentParts } from "./question-words.ts";

const said = (text: string) => expansionsIn([{ folded: foldText(text), kind: "word" }]).map((each) => each.said);

test("there are 400 entries or more, each said once and leading somewhere", () => {
  expect(words.length).toBeGreaterThanOrEqual(400);
  const all = words.flatMap(({ say }) => say.map(foldText));
  expect(new Set(all).size).toBe(all.length);
  for (const { say, as: forms, sections } of words) {
    expect(say.every((each) => Array.from(foldText(each)).length > 1)).toBe(true);
    expect(forms.length).toBeGreaterThan(0);
    expect(
      sections.filter((slug) => !standardSection(slug)),
      say[0] ?? "",
    ).toEqual([]);
  }
});

test.each([
  ["有没有上过电视", ["上过电视"]],
  ["老板是谁", ["老板是谁"]],
  ["加班费和五险一金", ["加班费", "五险一金"]],
  ["TRAINING", ["training"]],
  ["paypal", []],
  ["志愿服务", []],
])("%s is said otherwise for %j", (text, expected) => {
  expect(said(text)).toEqual(expected);
});

test("how many people is a question about the staff only if nothing else is asked", () => {
  expect(said("一共多少人")).toHaveLength(1);
  expect(said("一年有多少人坐地铁")).not.toContain("多少人");
});

test("what is said twice is searched for once", () => {
  expect(said("吵得睡不着")).toEqual(["吵得"]);
});

test("words that only ask say nothing, unless there are no others", () => {
  expect(contentParts("修了多少公里管网?")).toEqual(["修了", "公里管网"]);
  expect(contentParts("为什么")).toEqual(["为什么"]);
});
