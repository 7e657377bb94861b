import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { createContext } from "../../src/compose.ts";
import { RANKED_HITS } from "../../src/search/query/plan.ts";
import { parseQuery } from "../../src/search/query/query.ts";
import { searchReports } from "../../src/search/search-reports.ts";
import { watchD1 } from "../limits.ts";
import { exact, publish, search } from "./archive.ts";

const REPORTS = 4;
const SECTIONS = Math.ceil((RANKED_HITS + 700) / REPORTS);

/** Nearly every section holds 的, five in six 了, a few 投诉: by position in the archive. */
const textOf = (n: number) =>
  [
    n % 50 === 7 ? "投诉" : "营业",
    n % 14 === 7 ? "" : "的",
    n % 6 === 1 ? "厅" : "了",
    n % 40 === 7 ? "办结" : "完成",
  ].join("");
/** Their bigram stands nowhere else, its characters in every section. */
const ODD = Array.from({ length: 60 }, (_, n) => ({ address: `c/2010/s${n}`, text: "成业的" }));
const all = [
  ...Array.from({ length: REPORTS * SECTIONS }, (_, n) => ({
    address: `b/${2000 + Math.floor(n / SECTIONS)}/s${n % SECTIONS}`,
    text: textOf(n),
  })),
  ...ODD,
];
const holding = (test: (text: string, n: number) => boolean) =>
  all.filter(({ text }, n) => test(text, n)).map(({ address }) => address);

describe("frequent characters and words in a large archive", () => {
  beforeAll(async () => {
    await publish({
      bureau: "dongxi",
      name: "中国电信股份有限公司上海东溪电信局",
      aliases: ["上海东溪电信局"],
      year: 2023,
      sections: [
        ...["沿革", "规模", "荣誉"].map((heading) => ({
          heading,
          text: `上海东溪电信局的${heading}，上海东溪电信局。`,
        })),
        { heading: "年度", text: "全年完成九件。" },
      ],
    });
    for (let report = 0; report < REPORTS; report++)
      await publish({
        bureau: "b",
        year: 2000 + report,
        sections: Array.from({ length: SECTIONS }, (_, n) => ({ heading: "", text: textOf(report * SECTIONS + n) })),
      });
    await publish({ bureau: "c", year: 2010, sections: ODD.map(({ text }) => ({ heading: "", text })) });
  });

  it.each<[string, (text: string, n: number) => boolean]>([
    ["的 投诉", (text) => text.includes("的") && text.includes("投诉")],
    ["投诉 -的", (text) => text.includes("投诉") && !text.includes("的")],
    ["投诉 -了", (text) => text.includes("投诉") && !text.includes("了")],
    ["的 办结 -了", (text) => text.includes("的") && text.includes("办结") && !text.includes("了")],
    ["的 年:2001 投诉", (text, n) => text.includes("的") && text.includes("投诉") && n >= SECTIONS && n < 2 * SECTIONS],
  ])("%s", async (query, test) => {
    const wanted = holding(test);
    expect(wanted.length).toBeGreaterThan(0);
    expect((await exact(query, { size: "100" })).toSorted()).toEqual(wanted.toSorted());
  });

  it.each<[string, (text: string) => boolean]>([
    ["的 了", (text) => text.includes("的") && text.includes("了")],
    ["的 -了", (text) => text.includes("的") && !text.includes("了")],
    ["的 -投诉", (text) => text.includes("的") && !text.includes("投诉")],
    ["年:2000-2003 -了", (text) => !text.includes("了")],
    ["的", (text) => text.includes("的")],
  ])("%s, more than are fetched", async (query, test) => {
    const wanted = new Set(holding(test));
    const first = await exact(query, { size: "50" });
    const second = await exact(query, { size: "50", page: "2" });
    expect(new Set([...first, ...second]).size).toBe(100);
    for (const hit of [...first, ...second]) expect(wanted).toContain(hit);
    expect((await search(query)).total).toBeGreaterThan(100);
  });

  it.each(["营业 -的", "投诉 -的", "成业 -的", "成业 -了", "完成 -的 -了", "办结 -的", "年:2000-2003 -的", "的 -了"])(
    "%s reads at most 100 rows, and finds nothing that is excluded",
    async (query) => {
      await search(query);
      const watched = watchD1(env.DB);
      const ctx = createContext({ ...env, DB: watched.db });
      const { hits } = await searchReports(ctx, { q: query });
      const excluded = parseQuery(query).excluded.map(({ folded }) => folded);
      const texts = new Map(all.map(({ address, text }) => [address, text]));
      for (const { bureau, year, section } of hits)
        for (const char of excluded) expect(texts.get(`${bureau}/${year}/${section}`) ?? "").not.toContain(char);
      expect(watched.rowsRead()).toBeLessThanOrEqual(100);
    },
  );

  it("a question that names a bureau is answered from its reports, though its words are frequent elsewhere", async () => {
    const [first] = (await search("上海东溪电信局 完成情况是多少")).hits;
    expect(first).toMatchObject({ bureau: "dongxi", heading: "年度" });
  });
});
