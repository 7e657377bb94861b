import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { createContext } from "../../src/compose.ts";
import { bumpArchiveVersion } from "../../src/db/archive-version.ts";
import { commit } from "../../src/db/client.ts";
import { degrading } from "../../src/search/degrading.ts";
import { fts5Engine } from "../../src/search/fts5/fts5.ts";
import { restoreStatements, unindexStatements } from "../../src/search/fts5/index-report.ts";
import { beginReindex, continueReindex } from "../../src/search/fts5/reindex.ts";
import { searchReports } from "../../src/search/search-reports.ts";
import { SearchUnavailable } from "../../src/search/search-unavailable.ts";
import worker from "../../src/worker.ts";
import { makeToken } from "../factories.ts";
import { ctx, exact, publish, search, widen } from "./archive.ts";

const admin = () => createContext(env, { name: "测试", roles: ["admin"] });
const FROM = 2020;

const get = async (path: string) => {
  const waited = { waitUntil: () => undefined, passThroughOnException: () => undefined } as unknown as ExecutionContext;
  const answer = await worker.fetch(new Request(`https://gongshi.example${path}`), env, waited);
  return (await answer.text()).replaceAll("<wbr/>", "");
};
const tables = ["sections_fts", "sections_chars", "history_fts", "history_chars"];
const entries = async () => {
  const counts = await env.DB.batch<{ n: number }>(
    tables.map((table) => env.DB.prepare(`SELECT sum(length(block)) AS n FROM ${table}_data`)),
  );
  return counts.reduce((sum, { results }) => sum + (results[0]?.n ?? 0), 0);
};
const notices = async (q: string, year: string[] = []) => (await search(q, { year })).notices.join();
const RESERVED = /2019年及更早的报告，这次只搜索了各节的标题/;

const report = (year: number, mark: string) => ({
  bureau: "dong",
  year,
  sections: [
    { heading: "一、志愿服务", standard: "volunteering", text: `${mark}参加植树造林，登记在册的有三十人。` },
    { heading: `二、${mark}荣誉`, text: "获奖两项，其中一项由市里颁发。" },
  ],
});

describe("an index that holds the texts of 2020 and later", () => {
  let before = 0;

  beforeAll(async () => {
    for (const [year, mark] of [
      [2018, "旧水车"],
      [2019, "老水塔"],
      [2020, "新水泵"],
      [2021, "净水器"],
    ] as const)
      await publish(report(year, mark));
    before = await entries();
    await widen(FROM);
  });

  it("finds texts from then on, and headings, facets and lists of all years", async () => {
    expect((await exact("植树造林")).toSorted()).toEqual(["dong/2020/volunteering", "dong/2021/volunteering"]);
    expect(await exact("植")).toHaveLength(2);
    expect(await exact("志愿服务")).toHaveLength(4);
    expect(await exact("志")).toHaveLength(4);
    expect(await exact("标题:旧水车荣誉")).toEqual(["dong/2018/s1"]);
    expect(await exact("", { year: ["2018"], section: ["volunteering"] })).toEqual(["dong/2018/volunteering"]);
    expect(await entries()).toBeLessThan(before);
  });

  it("says so where it matters, and only there", async () => {
    expect(await notices("植树造林")).toMatch(RESERVED);
    expect(await notices("植树造林 年:2018-2020")).toMatch(RESERVED);
    expect(await notices("植树造林", ["2019"])).toMatch(RESERVED);
    expect(await notices("植树造林 年:2020-2021")).not.toMatch(RESERVED);
    expect(await notices("植树造林", ["2021"])).not.toMatch(RESERVED);
    expect(await notices("标题:志愿服务")).not.toMatch(RESERVED);
    expect(await notices("单位:dong")).not.toMatch(RESERVED);
    expect((await search("植树造林")).totalIs).toBe("at_least");
    expect((await search("植树造林 年:2020-2021")).totalIs).toBe("exact");
  });

  it("never claims that there is nothing in what it did not look through", async () => {
    const page = await get(`/search?q=${encodeURIComponent("老水塔参加")}`);
    expect(page).toMatch(RESERVED);
    expect(page).toContain("搜索过的范围里，没有原样出现");
    expect(page).toContain("更早的只搜索了标题，正文里有没有，这次无法确定");
    expect(page).toContain("搜索过的范围里没有");
    expect(page).not.toContain("现有报告中没有找到");
    expect(page).not.toContain("现有报告中没有");
    const recent = await get(`/search?q=${encodeURIComponent("老水塔参加")}&year=2021`);
    expect(recent).toContain("以下最接近");
    expect(recent).not.toContain("搜索过的范围里，没有");
    expect(recent).not.toContain("现有报告中没有");
  });

  it("says both when it answers in the place of another engine", async () => {
    const down = () => Promise.reject(new SearchUnavailable("down"));
    const engine = degrading({ name: "meilisearch", search: down, probe: down }, fts5Engine, "narrow");
    const result = await searchReports({ ...ctx(), search: engine }, { q: "植树造林" });
    expect(result).toMatchObject({ degraded: true, narrow: { before: FROM, all: false } });
    expect(result.notices).toHaveLength(2);
    expect(result.notices[1]).toMatch(RESERVED);
  });

  it("tells software from which year on", async () => {
    const answer = async (query: string) =>
      JSON.parse(await get(`/api/v1/search?${query}`)) as { full_text_from: number | null; notices: string[] };
    expect(await answer(`q=${encodeURIComponent("植树")}`)).toMatchObject({
      full_text_from: 2020,
      total_is: "at_least",
    });
    expect((await answer(`q=${encodeURIComponent("植树")}`)).notices.join()).toMatch(RESERVED);
    expect(await answer(`q=${encodeURIComponent("植树")}&year=2021`)).toMatchObject({ full_text_from: null });
  });

  it("tells who follows the search", async () => {
    expect(await get(`/search.atom?q=${encodeURIComponent("植树")}`)).toMatch(
      /<subtitle>2019年及更早的报告.*<\/subtitle>/,
    );
    expect(await get(`/search.atom?q=${encodeURIComponent("植树")}&year=2021`)).not.toContain("<subtitle>");
  });

  it("excludes by what the text says, in the index or not", async () => {
    expect((await exact("志愿服务 -植树造林")).toSorted()).toEqual([]);
    expect((await exact("志愿服务 -旧水车")).toSorted()).toHaveLength(3);
    expect(await exact("志愿服务 -册")).toEqual([]);
    expect((await search("志愿服务 -册")).hits).toEqual([]);
    expect(await exact("荣誉 -标题:水车")).toHaveLength(3);
    expect(await exact("荣誉 -年:2018")).toHaveLength(3);
  });

  it("takes in what is published, corrected, withdrawn and restored, as wide as it is", async () => {
    const previous = await publish({ ...report(2017, "石水井"), bureau: "xi" });
    await publish({ ...report(2022, "喷水池"), bureau: "xi" });
    expect(await exact("石水井参加")).toEqual([]);
    expect(await exact("标题:石水井荣誉")).toEqual(["xi/2017/s1"]);
    expect(await exact("喷水池参加")).toEqual(["xi/2022/volunteering"]);
    await publish({
      bureau: "xi",
      year: 2017,
      number: 2,
      previous,
      sections: [{ heading: "一、净水厂", text: "石水井参加植树。" }],
    });
    expect(await exact("标题:净水厂")).toEqual(["xi/2017/s0"]);
    expect(await exact("石水井参加 修订:全部")).toEqual([]);
    const [old] = (await search("标题:石水井荣誉 修订:全部")).hits;
    expect(old).toMatchObject({ revision: 1, current: false, tier: "exact" });
    const { db } = ctx();
    const row = await env.DB.prepare(
      "SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = 'xi' AND r.year = 2017",
    ).first<{ id: number }>();
    await commit(db, [...unindexStatements(db, row?.id ?? 0), bumpArchiveVersion(db)]);
    expect(await exact("标题:净水厂")).toEqual([]);
    await commit(db, [
      ...(await restoreStatements(db, { bureau: "xi", year: 2017, number: 2 })),
      bumpArchiveVersion(db),
    ]);
    expect(await exact("标题:净水厂")).toEqual(["xi/2017/s0"]);
    expect(await exact("石水井")).toEqual([]);
  });

  it("keeps its width when it is rebuilt, and gets another in the moment it is exchanged", async () => {
    expect((await widen(null)).fullTextFrom).toBe(FROM);
    expect(await exact("植树造林")).toHaveLength(3);
    let step = await beginReindex(admin(), 0);
    step = await continueReindex(admin(), step.cursor ?? "");
    await publish({ ...report(2016, "储水罐"), bureau: "nan" });
    expect(await exact("储水罐参加")).toEqual([]);
    expect(await notices("植树造林")).toMatch(RESERVED);
    while (step.cursor !== null) step = await continueReindex(admin(), step.cursor);
    expect(await exact("储水罐参加")).toEqual(["nan/2016/volunteering"]);
    expect(await exact("植树造林")).toHaveLength(6);
    expect(await notices("植树造林")).not.toMatch(RESERVED);
    const { results } = await env.DB.prepare(
      "SELECT detail FROM audit_log WHERE action = 'search.width_changed' ORDER BY id",
    ).all<{ detail: string }>();
    expect(results.map(({ detail }) => JSON.parse(detail) as object)).toEqual([
      { full_text_from: 2020, before: 0 },
      { full_text_from: 0, before: 2020 },
    ]);
  });

  it("may hold headings only", async () => {
    await widen(9999);
    expect(await exact("植树造林")).toEqual([]);
    expect(await exact("志愿服务")).toHaveLength(6);
    expect(await notices("植树造林")).toContain("这次只搜索了各节的标题，没有搜索正文");
    expect(await get(`/search?q=${encodeURIComponent("植树造林")}`)).toContain("这次只搜索了各节的标题，正文里有没有");
    expect(await get("/search?q=" + encodeURIComponent("志愿 -植树"))).toContain("搜索过的范围里没有找到");
  });

  it("of which no report is older than its year is one of everything", async () => {
    await widen(2016);
    expect(await exact("植树造林")).toHaveLength(6);
    expect((await search("植树造林")).narrow).toBeNull();
  });
});

describe("the request for another width", () => {
  const post = async (body: object) => {
    const request = new Request<unknown, IncomingRequestCfProperties>("https://gongshi.example/api/v1/search/reindex", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await makeToken({ role: "admin" })}` },
      body: JSON.stringify(body),
    });
    const waited = {
      waitUntil: () => undefined,
      passThroughOnException: () => undefined,
    } as unknown as ExecutionContext;
    return (await (await worker.fetch(request, env, waited)).json()) as { detail?: string };
  };

  it("is answered in Chinese where it is none", async () => {
    expect((await post({ cursor: null, full_text_from: 20 })).detail).toContain("应是四位年份");
    expect((await post({ cursor: "x", full_text_from: 2020 })).detail).toContain("只在开始重建时给出");
  });
});
