import { beforeAll, describe, expect, test } from "vitest";
import { ask, ORIGIN } from "../support/site.ts";
import { openIndexedArchive } from "./archive.ts";

beforeAll(openIndexedArchive);

const API = "/api/v1/search";
const json = async (path: string) => JSON.parse(await (await ask(path)).text());
const q = encodeURIComponent;

describe("GET /api/v1/search", () => {
  test("answers with every field of the contract", async () => {
    const answer = await json(`${API}?q=${q("投诉 总量")}`);
    expect(answer).toMatchObject({ query: "投诉 总量", total: 1, page: 1, size: 20, degraded: false });
    expect(typeof answer.took_ms).toBe("number");
    expect(typeof answer.engine).toBe("string");
    const [hit] = answer.hits;
    expect(hit).toMatchObject({
      bureau: "donghu",
      year: 2023,
      revision: 2,
      section: "honest-service",
      heading: "一、诚信服务",
      path: ["一、诚信服务"],
      anchor: "a0",
      url: `${ORIGIN}/reports/donghu/2023/honest-service#p-a0`,
      snippet: "<mark>投诉总量</mark>下降，",
    });
    expect(typeof hit.score).toBe("number");
    expect(answer.facets.bureau).toContainEqual({ value: "donghu", label: "东湖局", count: 1 });
    expect(Object.keys(answer.facets)).toEqual(["bureau", "year", "section", "region", "sector"]);
  });

  test("bureau, year and section repeat: any of the values, all of the kinds", async () => {
    const found = async (more: string) => (await json(`${API}?q=${q("投诉")}${more}`)).total;
    expect(await found("")).toBe(3);
    expect(await found("&bureau=donghu")).toBe(2);
    expect(await found("&bureau=donghu&bureau=yunzhan")).toBe(3);
    expect(await found("&bureau=donghu&bureau=yunzhan&year=2023")).toBe(2);
    expect(await found("&section=volunteering")).toBe(0);
    expect(await found("&section=volunteering&section=honest-service&year=2021")).toBe(1);
  });

  test("needs no words where a facet is chosen", async () => {
    expect((await json(`${API}?section=volunteering`)).total).toBe(2);
  });

  test("pages", async () => {
    const one = await json(`${API}?q=${q("投诉")}&size=2`);
    const two = await json(`${API}?q=${q("投诉")}&size=2&page=2`);
    expect([one.hits.length, two.hits.length]).toEqual([2, 1]);
    expect(new Set([...one.hits, ...two.hits].map((hit: { url: string }) => hit.url)).size).toBe(3);
  });

  test.each([
    ["q=a&page=-1", "page"],
    ["q=a&page=1000000000", "page"],
    ["q=a&page=99999999999999999999", "page"],
    ["q=a&page=1.5", "page"],
    ["q=a&page=60&size=100", "page", 422],
    ["q=a&size=0", "size"],
    ["q=a&size=101", "size"],
    ["q=a&sort=best", "sort"],
    ["q=a&year=20xx", "year.0"],
    ["q=a&section=nosuch", "section.0"],
    ["q=a&bureau=nosuch", "bureau", 422],
    ["q=a&bureau=No%20Such", "bureau.0"],
    ["q=a&q=b", "q"],
    ["q=a&nonsense=1", ""],
    [`q=${"x".repeat(16_000)}`, "q"],
    ["q=", "q", 422],
    ["", "q", 422],
  ] as [string, string, number?][])(
    "%.60s is refused in Chinese as problem+json",
    async (query, field, status = 400) => {
      const answer = await ask(`${API}?${query}`);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
      const problem = JSON.parse(await answer.text());
      expect(problem.errors.map((error: { field: string }) => error.field)).toContain(field);
      expect(problem.detail).toMatch(/\p{Script=Han}/u);
    },
  );

  test("a refusal is never kept for a question that is good, nor the other way round", async () => {
    expect((await ask(`${API}?q=${q("投诉")}`)).status).toBe(200);
    expect((await ask(`${API}?q=${q("投诉")}&nonsense=1`)).status).toBe(400);
    expect((await ask(`${API}?q=${q("投诉")}&q=x`)).status).toBe(400);
    expect((await ask(`${API}?q=${q("投诉")}`)).status).toBe(200);
  });

  test("200 words, control characters and lone surrogates are answered, with a notice where something was left out", async () => {
    const words = await json(`${API}?q=${q(Array.from({ length: 200 }, (_, i) => `词${i}`).join(" "))}`);
    expect(words.notices.join("")).toMatch(/只用了前/);
    expect((await json(`${API}?q=${q("投\u0000诉\u0007")}`)).query).toBe("投 诉");
    expect((await ask(`${API}?q=%ED%A0%80%E6%8A%95`)).status).toBe(200);
  });

  test("any origin may read; the same question is one answer with one ETag", async () => {
    const one = await ask(`${API}?q=${q("投诉")}&page=1`);
    expect(one.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const etag = one.headers.get("ETag")!;
    const again = await ask(`${API}?q=${q(" 投诉 ")}&sort=relevance`, { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
  });
});

describe("GET /api/v1/suggest", () => {
  test.each([
    ["东湖", { text: "东湖局", kind: "bureau", bureau: "donghu", url: `${ORIGIN}/bureaus/donghu` }],
    ["dong", { text: "东湖局", kind: "bureau", bureau: "donghu", url: `${ORIGIN}/bureaus/donghu` }],
    ["志愿", { text: "志愿服务", kind: "heading" }],
    ["东胡", { text: "东湖", kind: "similar" }],
  ])("%s suggests %o", async (typed, wanted) => {
    expect((await json(`/api/v1/suggest?q=${q(typed)}`)).suggestions).toContainEqual(wanted);
  });

  test("nothing for nothing, a refusal for what is no prefix", async () => {
    expect((await json("/api/v1/suggest?q=")).suggestions).toEqual([]);
    expect((await ask("/api/v1/suggest")).status).toBe(400);
    expect((await ask(`/api/v1/suggest?q=${"x".repeat(201)}`)).status).toBe(400);
  });
});
