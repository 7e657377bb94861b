import { describe, expect, test } from "vitest";
import { unbold } from "./ingest/text/bold.ts";
import { notesOf, readBody, texts } from "./ingest/fixtures/read-text.ts";
import { splitWithheld } from "./withheld.ts";

describe("splitWithheld", () => {
  test.each([
    ["经营收入**万元，完成", ["**"]],
    ["新建基站**个，改造***处", ["**", "***"]],
    ["收入＊＊万元，支出××万元，捐款XX元", ["＊＊", "××", "XX"]],
    ["上海市××区××局", []],
    ["没有隐去", []],
  ])("%s", (text, withheld) => {
    const parts = splitWithheld(text);
    expect(parts.filter((part) => part.withheld).map((part) => part.text)).toEqual(withheld);
    expect(parts.map((part) => part.text).join("")).toBe(text);
  });
});

describe("stars", () => {
  test.each([
    ["**所属类别。**本局属于", "所属类别。本局属于"],
    ["本局**高度重视**安全", "本局高度重视安全"],
    ["收入**万元，新建**个网点", "收入**万元，新建**个网点"],
    ["建成**栋，改造**栋，**全部**达标", "建成**栋，改造**栋，全部达标"],
    ["**个人信息保护**", "个人信息保护"],
    ["**经营收入**万元", "**经营收入**万元"],
    ["奖金***万元", "奖金***万元"],
    ["** 不成对", "** 不成对"],
  ])("%s", (printed, text) => {
    expect(unbold(printed).text).toBe(text);
  });
});

test.each(["report.txt", "report.md"])("withheld figures stay in %s beside bold, with one note", (name) => {
  const heading = name.endsWith("md") ? "## " : "";
  const parsed = readBody(`${heading}一、效益\n\n全年**经营收入稳定**，收入**万元，新建**个网点，增长38.5%。\n`, name);
  expect(texts(parsed)).toEqual(["全年经营收入稳定，收入**万元，新建**个网点，增长38.5%。"]);
  expect(notesOf(parsed, "withheld")).toHaveLength(1);
});

test("stars around a whole number are bold, stars before a unit after a word are a withheld figure", () => {
  const parsed = readBody("## 一、经营\n\n公交车**860**辆，职工**三百**人，收入**万元，利润**万元。\n", "a.md");
  expect(texts(parsed)).toEqual(["公交车860辆，职工三百人，收入**万元，利润**万元。"]);
});
