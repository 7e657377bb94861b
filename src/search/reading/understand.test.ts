import { describe, expect, test } from "vitest";
import { forEachTrait } from "../../reports/traits.ts";
import type { Bureau, Catalog } from "../catalog.ts";
import type { LiteralPart } from "../engine.ts";
import { parseQuery } from "../query/query.ts";
import { foldText } from "../text/fold.ts";
import { tradeIn } from "../query/names.ts";
import { understand, withoutYears } from "./understand.ts";

const bureau = (id: number, slug: string, name: string, shortName: string, more: Partial<Bureau> = {}): Bureau => {
  const names = [...new Set([name, shortName].map(foldText))];
  return { id, slug, name, shortName, names, ...forEachTrait(() => null), ...more };
};
const stems = Array.from({ length: 500 }, (_, i) => bureau(100 + i, `s${i}`, `示例市石桥${i}供水站`, `石桥${i}站`));

const catalog: Catalog = {
  version: 1,
  bureaus: [
    bureau(1, "donghu", "示例市东湖电信局", "东湖局", { region: "东湖区" }),
    bureau(2, "heping", "示例市和平供电局", "和平局", { sector: "供电" }),
    ...stems,
  ],
  years: [2024, 2023, 2021],
  firstSection: 1,
  lastSection: 1000,
  narrow: null,
  counts: new Map(),
};

const request = (query: string, plain: LiteralPart[] = []) =>
  ({ query, facets: {}, plain, sort: "relevance", page: 1, size: 20 }) as const;

function read(query: string, plain: LiteralPart[] = []) {
  const reading = understand(parseQuery(query), request(query, plain), catalog, 2026);
  return reading && { rest: reading.rest, ...reading.request.facets };
}

describe("bureaus and years in running text", () => {
  test.each([
    ["东湖局去年修了多少公里管网", { bureau: ["donghu"], year: ["2024"], rest: "修了 公里管网" }],
    ["东湖电信局2023年度投诉", { bureau: ["donghu"], year: ["2023"], rest: "投诉" }],
    ["二〇二三年东湖局的志愿者有多少", { bureau: ["donghu"], year: ["2023"], rest: "志愿者" }],
    ["近三年投诉多不多", { year: ["2023", "2024"], rest: "投诉" }],
    ["2021-2023年 献血", { year: ["2021", "2022", "2023"], rest: "献血" }],
    ["投诉 2023", { year: ["2023"], rest: "投诉" }],
    ["东湖 投诉", { bureau: ["donghu"], rest: "投诉" }],
    ["东湖局长是谁", { bureau: ["donghu"], rest: "局长" }],
    ["东湖区有哪些志愿者", { region: ["东湖区"], rest: "志愿者" }],
    ["东湖局管哪几个区", { bureau: ["donghu"], rest: "管哪几个区" }],
    ["東湖局２０２３年報告", { bureau: ["donghu"], year: ["2023"], rest: "" }],
    ["东湖2023年水质", { bureau: ["donghu"], year: ["2023"], rest: "水质" }],
    ["东湖电信怎么防诈骗", { bureau: ["donghu"], rest: "防诈骗" }],
    ["石桥7站的水质", { bureau: ["s7"], rest: "水质" }],
  ])("%s", (query, expected) => {
    expect(read(query)).toEqual(expected);
  });

  test.each([
    ["维护和平局面", "a bureau's name across two words"],
    ["东湖水质", "a place that a bureau is called after"],
    ["服务2000小时", "a number that counts"],
    ["“东湖局2023年”", "a quotation"],
    ["标题:东湖局", "a title"],
    ["2022", "a year without reports"],
    ["志愿服务", "no name at all"],
  ])("%s is left as it is: %s", (query) => {
    expect(read(query)).toBeNull();
  });

  test("a year that is no report's stays a word of the question", () => {
    const asked = request("2023年东湖局怎么没有报告");
    const reading = understand(parseQuery(asked.query), asked, catalog, 2026);
    expect(reading && withoutYears(reading, asked)).toMatchObject({
      rest: "没有报告 2023年",
      request: { facets: { bureau: ["donghu"] } },
    });
  });

  test("a question about a trade means its bureaus, unless they are all of it", () => {
    expect(tradeIn("跳闸了怎么办", catalog)).toEqual({ bureauIds: [2], names: [] });
    expect(tradeIn("供电局的电费", catalog).names).toEqual(["供电"]);
    expect(tradeIn("跳闸", { ...catalog, bureaus: catalog.bureaus.slice(1, 2) }).bureauIds).toEqual([]);
    expect(tradeIn("坐车", catalog).bureauIds).toEqual([]);
  });

  test("what was to be taken as typed is, and what was chosen outweighs what stands in the words", () => {
    expect(read("东湖局2023年投诉", ["year"])).toEqual({ bureau: ["donghu"], rest: "2023年投诉" });
    expect(read("东湖局2023年投诉", ["year", "bureau"])).toBeNull();
    const chosen = { ...request("东湖局投诉"), facets: { bureau: ["heping"] } };
    expect(understand(parseQuery("东湖局投诉"), chosen, catalog, 2026)?.request.facets).toEqual({ bureau: ["heping"] });
    const typed = understand(parseQuery("东湖局投诉 单位:和平 -热线"), request(""), catalog, 2026);
    expect(typed).toMatchObject({ rest: "投诉 单位:和平 -热线", request: { facets: {} } });
  });
});
