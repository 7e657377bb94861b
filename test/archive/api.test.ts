import { beforeAll, describe, expect, test } from "vitest";
import {
  bureauDetailSchema,
  listedBureauSchema,
  pageSchemaOf,
  reportLineSchema,
  reportSchema,
  revisionSchema,
  sectionPageSchema,
} from "../../src/reports/schemas-api.ts";
import { makeToken } from "../factories.ts";
import { ask, openArchive, ORIGIN } from "../support/site.ts";

beforeAll(openArchive);

const json = async <T = unknown>(path: string) => (await ask(path)).json<T>();

interface Listed {
  items: { year: number }[];
}

describe("reading", () => {
  test.each([
    ["/api/v1/bureaus", pageSchemaOf(listedBureauSchema, "B")],
    ["/api/v1/bureaus/donghu", bureauDetailSchema],
    ["/api/v1/reports", pageSchemaOf(reportLineSchema, "R")],
    ["/api/v1/reports/donghu/2023", reportSchema],
    ["/api/v1/reports/donghu/2023/revisions/1", reportSchema],
    ["/api/v1/reports/donghu/2023/sections/integrity", sectionPageSchema],
  ])("%s answers exactly as its schema says", async (path, schema) => {
    const body = await json(path);
    expect(schema.parse(body)).toEqual(body);
  });

  test("revisions come newest first", async () => {
    const { items } = await json<{ items: unknown[] }>("/api/v1/reports/donghu/2023/revisions");
    expect(items.map((each) => revisionSchema.parse(each).revision)).toEqual([2, 1]);
  });

  test("lists filter and page", async () => {
    const first = await json<Listed>("/api/v1/reports?bureau=donghu&size=2");
    expect(first).toMatchObject({ total: 4, page: 1, size: 2 });
    expect(first.items.map((each) => each.year)).toEqual([2023, 2022]);
    const second = await json<Listed>("/api/v1/reports?bureau=donghu&size=2&page=2");
    expect(second.items.map((each) => each.year)).toEqual([2020, 2019]);
    expect((await json<Listed>("/api/v1/reports?year=2022&bureau=yunzhan")).items).toHaveLength(1);
    expect((await json<Listed>("/api/v1/reports?bureau=nobody")).items).toEqual([]);
  });

  test("a bureau tells the years it has missed", async () => {
    expect(await json("/api/v1/bureaus/donghu")).toMatchObject({ missed_years: [2021] });
    expect(await json("/api/v1/bureaus/liuyin")).toMatchObject({ missed_years: [2020, 2021, 2023] });
  });
});

describe("parameters that do not fit", () => {
  test.each([
    "/api/v1/bureaus?x=1",
    "/api/v1/bureaus?__proto__=1",
    "/api/v1/bureaus?page=0",
    "/api/v1/bureaus?page=1&page=2",
    "/api/v1/bureaus?size=101",
    "/api/v1/bureaus?size=1e1",
    "/api/v1/reports?year=23",
    "/api/v1/reports?bureau=%3Cscript%3E",
    "/api/v1/bureaus/UPPER",
    "/api/v1/reports/donghu/2023/revisions/0",
    "/api/v1/reports/donghu/2023/revisions/x",
    "/api/v1/reports/donghu/2023?fields=all",
  ])("%s answers 400 in Chinese", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    const problem = await answer.json<{ detail: string; errors: unknown[] }>();
    expect(problem).toMatchObject({ status: 400, instance: new URL(path, ORIGIN).pathname });
    expect(problem.detail).toMatch(/\p{Script=Han}/u);
    expect(problem.errors.length).toBeGreaterThan(0);
  });

  test.each([
    ["/api/v1/bureaus/nobody", 404],
    ["/api/v1/reports/donghu/2021", 404],
    ["/api/v1/reports/donghu/2023/sections/nothing", 404],
    ["/api/v1/reports/donghu/2023/revisions/9", 404],
    ["/api/v1/reports/liuyin/2018", 410],
    ["/api/v1/nothing", 404],
  ])("%s answers %i as a problem", async (path, status) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, type: expect.any(String), title: expect.any(String) });
  });
});

describe("a body that is too large", () => {
  test.each(["/api/v1/feedback", "/api/v1/reports/known", "/api/v1/search/reindex", "/api/v1/restore"])(
    "sent to %s is refused, where who sent it may send there at all",
    async (path) => {
      const answer = await ask(path, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          ...(path !== "/api/v1/feedback" && { authorization: `Bearer ${await makeToken({ role: "admin" })}` }),
        },
        body: JSON.stringify({ text: "字".repeat(30_000) }),
      });
      expect(answer.status).toBe(413);
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
      expect(await answer.json()).toMatchObject({ status: 413, detail: expect.stringContaining("64 KB") });
    },
  );
});

describe("other origins", () => {
  test("may read", async () => {
    const answer = await ask("/api/v1/bureaus", { headers: { Origin: "https://news.example" } });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });

  test("may ask first whether they may read, and may not write", async () => {
    const preflight = (method: string) =>
      ask("/api/v1/reports", {
        method: "OPTIONS",
        headers: { Origin: "https://news.example", "Access-Control-Request-Method": method },
      });
    expect((await preflight("GET")).headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD");
    expect((await preflight("POST")).headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  test.each(["/", "/reports/donghu/2023"])("may not read %s from a script", async (path) => {
    expect((await ask(path)).headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});
