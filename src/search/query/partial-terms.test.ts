import { expect, test } from "vitest";
import { partialTerms, rareParts } from "./partial-terms.ts";
import { toPlan } from "./plan.ts";
import { parseQuery } from "./query.ts";

test("a number or a Latin word is looked for whole, Han characters by pairs", () => {
  expect(rareParts("songjiang")).toEqual(["songjiang"]);
  expect(rareParts("志愿者")).toEqual(["志愿", "愿者"]);
  expect(rareParts("在2019年co2")).toEqual(["2019", "co2", "在2", "9年", "年c"]);
  expect(rareParts("5g")).toEqual(["5g"]);
});

test("within a filter the partial tier reads more postings", () => {
  const counts = new Map(["甲乙", "乙丙", "丙丁"].map((bigram) => [bigram, 2000]));
  const catalog = { version: 1, bureaus: [], years: [], firstSection: 1, lastSection: 90_000, narrow: null, counts };
  const termsOf = (typed: string) => {
    const query = parseQuery(typed);
    const request = {
      query: typed,
      facets: {},
      sort: "relevance",
      page: 1,
      size: 20,
    } as const;
    return partialTerms(toPlan(query, request, catalog), catalog).phrases.map(({ folded }) => folded);
  };
  expect(termsOf("甲乙丙丁")).toEqual(["甲乙"]);
  expect(termsOf("甲乙丙丁 年:2020")).toEqual(["甲乙", "乙丙", "丙丁"]);
});
