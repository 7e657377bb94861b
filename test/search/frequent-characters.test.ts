import { beforeAll, describe, expect, it } from "vitest";
import { RANKED_HITS } from "../../src/search/plan.ts";
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
const addressOf = (n: number) => `b/${2000 + Math.floor(n / SECTIONS)}/s${n % SECTIONS}`;
const all = Array.from({ length: REPORTS * SECTIONS }, (_, n) => n);
const holding = (test: (text: string, n: number) => boolean) => all.filter((n) => test(textOf(n), n)).map(addressOf);

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

  it("a question that names a bureau is answered from its reports, though its words are frequent elsewhere", async () => {
    const [first] = (await search("上海东溪电信局 完成情况是多少")).hits;
    expect(first).toMatchObject({ bureau: "dongxi", heading: "年度" });
  });
});
