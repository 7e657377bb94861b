import { describe, expect, test } from "vitest";
import type { Catalog } from "../catalog.ts";
import { splitFrequent } from "../query/frequent.ts";
import { toPlan } from "../query/plan.ts";
import { parseQuery } from "../query/query.ts";
import { routeOf } from "./route.ts";

const COUNTS = { 的: 90_000, 了: 8_000, 目: 30_000, 目的: 3_000, 志愿: 20_000, 雅座: 5, 雅: 9, 座: 400 };
const catalog: Catalog = {
  version: 1,
  bureaus: [],
  years: [],
  firstSection: 1,
  lastSection: 100_000,
  narrow: null,
  counts: new Map(Object.entries(COUNTS)),
};

function route(q: string) {
  const query = parseQuery(q);
  const request = { query: q, facets: {}, sort: "relevance", page: 1, size: 20 } as const;
  const split = splitFrequent(toPlan(query, request, catalog), catalog);
  return { ...routeOf(split), exactOnly: split.exactOnly };
}

describe("of 100,000 sections", () => {
  test.each([
    ["志愿", { table: "fts", match: '"志愿"', also: null, not: null }],
    ["的", { table: "chars", match: '"的"' }],
    ["的 了", { table: "chars", match: '"的" AND "了"' }],
    ["的 -了", { table: "chars", match: '("的") NOT "了"' }],
    ["年:2020 -的", { table: "chars", match: '("_y2020") NOT "的"' }],
  ])("%s is asked of one table", (query, expected) => {
    expect(route(query)).toMatchObject(expected);
  });

  test("what most have is asked hit by hit, what few have is not", () => {
    expect(route("志愿 的")).toMatchObject({ table: "fts", match: '"志愿"', also: '"的"' });
    expect(route("志愿 了")).toMatchObject({ table: "fts", match: '"志愿" AND "了"*', also: null });
  });

  test("an excluded character is asked of few hits one by one, of many in the expression, once where most have it", () => {
    expect(route("雅座 -的")).toMatchObject({ match: '"雅座"', not: '"的"', exactOnly: false });
    expect(route("目的 -的")).toMatchObject({ match: '("目的") NOT "的"*', not: null, exactOnly: true });
    expect(route("志愿 -了")).toMatchObject({ match: '("志愿") NOT "了"*', not: null, exactOnly: false });
  });
});
