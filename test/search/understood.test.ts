import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { foldText } from "../../src/search/text/fold.ts";
import { ask, text } from "../support/site.ts";
import { publish, search } from "./archive.ts";
import { addressOf } from "./found-runs.ts";
import { type Published, publishedSections } from "./real-reports.ts";

const donghu = { bureau: "donghu", name: "示例市东湖供水局", shortName: "东湖局" };
const heping = { bureau: "heping", name: "示例市和平供电局", shortName: "和平局" };
const q = encodeURIComponent;

let sections: Published[] = [];

beforeAll(async () => {
  const water = (year: number, km: number) =>
    publish({
      ...donghu,
      year,
      sections: [
        { heading: "一、管网", text: `全年更换管网${km}公里，志愿者九十人，抢修二百次。` },
        { heading: "二、媒体报道", text: `《示例晚报》写到${year - 1}年东湖局的夜班。`, standard: "media" },
        { heading: "三、投诉", text: "投诉2,460件，热线接通率95.1%。水管漏的，当天修。服务3,720小时。" },
      ],
    });
  await water(2021, 31);
  await water(2023, 52);
  await publish({
    ...heping,
    year: 2023,
    sections: [
      { heading: "一、和平", text: "维护和平局面，更换管网七公里。2023年东湖局来学习。" },
      { heading: "二、体检", text: "职工体检一次，志愿服务八回，来客12,460人次。" },
    ],
  });
  sections = await publishedSections();
  forgetArchiveVersion();
});

describe("bureaus and years in running text", () => {
  it("limit the search, are shown, and one click takes each back", async () => {
    const asked = "东湖局2023年修了多少公里管网";
    const { hits, understood } = await search(asked);
    expect(hits.map(addressOf)[0]).toBe("donghu/2023/s0");
    expect(hits.every(({ bureau, year }) => bureau === "donghu" && year === 2023)).toBe(true);
    expect(understood).toMatchObject({ applied: true, rest: "修了 公里管网" });
    const html = await text(`/search?q=${q(asked)}`);
    expect(html).toContain("东湖局 ✕");
    expect(html).toContain(`href="/search?q=${q(asked)}&amp;plain=year"`);
    const all = await search(asked, { plain: ["year"] });
    expect(new Set(all.hits.map(({ year }) => year))).toEqual(new Set([2021, 2023]));
    expect((await search(asked, { plain: ["year", "bureau"] })).understood.taken).toEqual([]);
  });

  it("do not, where the words stand unbroken in a report; then they are offered", async () => {
    const copied = await search("2023年东湖局来学习");
    expect(copied.hits.map(addressOf)[0]).toBe("heping/2023/s0");
    expect(copied).toMatchObject({
      total: 1,
      understood: { applied: false, taken: [{ kind: "year" }, { kind: "bureau" }] },
    });
    expect(await text(`/search?q=${q("2023年东湖局来学习")}`)).toContain("也可以只看");
    expect((await search("和平局面")).hits.map(addressOf)[0]).toBe("heping/2023/s0");
    expect((await search("“东湖局”")).understood.taken).toEqual([]);
  });

  it("any run of a text finds its section as before, bureaus, years and wrong neighbours in it or not", async () => {
    const run = fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 2, max: 14 })).map(([which, at, length]) => {
      const { address, text: whole } = sections[which % sections.length]!;
      const folded = foldText(whole);
      const from = at % folded.length;
      return { address, run: folded.slice(from, from + length) };
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ address, run: copied }) => {
        fc.pre(!copied.startsWith("-"));
        const holders = sections.filter((section) => foldText(section.text).includes(copied));
        const { hits } = await search(copied);
        expect(hits.map(addressOf), copied).toContain(address);
        if (holders.length === 1) expect(hits.map(addressOf)[0], copied).toBe(address);
      }),
      { numRuns: 80, seed: 20_261_130 },
    );
  });

  it("a query that is a bureau and a year leads to its report, a bureau alone to its page", async () => {
    const report = await text(`/search?q=${q("东湖局2023年报告")}`);
    expect(report).toContain('href="/reports/donghu/2023"><b>东湖局2023年度报告');
    expect(await text(`/search?q=${q("示例市东湖供水局")}`)).toContain('href="/bureaus/donghu"><b>东湖局的全部报告');
  });
});

describe("lay words", () => {
  it("find what reports say otherwise, say so, and can be left out", async () => {
    const { hits, total, understood } = await search("东湖局上过电视吗");
    expect(total).toBe(0);
    expect(hits[0]?.heading).toBe("二、媒体报道");
    expect(understood.expanded).toMatchObject([{ said: "上过电视", searched: true }]);
    expect(await text(`/search?q=${q("东湖局上过电视吗")}`)).toContain("“上过电视”在报告里多写作“媒体报道”");
    expect((await search("东湖局上过电视吗", { plain: ["lay"] })).understood.expanded).toEqual([]);
  });

  it("change nothing of what stands in the reports as it was asked", async () => {
    const exactOf = async (plain: string[]) =>
      (await search("水管漏", { plain })).hits.filter(({ tier }) => tier === "exact").map(addressOf);
    expect(await exactOf([])).toHaveLength(2);
    expect((await exactOf(["lay"])).sort()).toEqual((await exactOf([])).sort());
  });
});

describe("a wrong character", () => {
  it("is put right where the words then stand whole, with the way back", async () => {
    const result = await search("职工体捡");
    expect(result.understood.corrected).toEqual({ from: "职工体捡", to: "职工体检" });
    expect(result.hits.map(addressOf)[0]).toBe("heping/2023/s1");
    const html = await text(`/search?q=${q("志原服务")}`);
    expect(html).toContain("已按“志愿服务”搜索");
    expect(html).toContain(`href="/search?q=${q("志原服务")}&amp;plain=correction"`);
    expect((await search("职工体捡", { plain: ["correction"] })).understood.corrected).toBeNull();
  });
});

describe("what is said is true", () => {
  it("nothing says that there is nothing above what is close", async () => {
    const html = await text(`/search?q=${q("志愿者夜里抢修管网")}`);
    expect(html).toContain("没有原样出现“志愿者夜里抢修管网”，以下最接近");
    expect(html).not.toMatch(/没有找到|现有报告/);
    expect(await text(`/search?q=${q("龘龘龘")}`)).toMatch(/没有找到/);
  });

  it.each(["2460", "2 460", "２４６０", "2,460", "2460件", "投诉2460件！", "投诉？"])(
    "%s finds 2,460",
    async (query) => {
      const { hits, total } = await search(query);
      expect(total).toBeGreaterThan(0);
      expect(hits.map(({ heading }) => heading)).toContain("三、投诉");
    },
  );

  it("a number on its own goes before one that it is the end of", async () => {
    const { hits } = await search("2460");
    expect(hits.slice(0, 3).map(({ heading }) => heading)).toEqual(["三、投诉", "三、投诉", "二、体检"]);
  });

  it("nothing is marked inside a number", async () => {
    const { hits } = await search("20小时");
    expect(hits[0]?.snippet).toContain("3,720<mark>小时</mark>");
  });

  it("the API tells what was understood", async () => {
    const answer = JSON.parse(await text(`/api/v1/search?q=${q("东湖局2023年职工体捡多少")}`));
    expect(answer.understood).toMatchObject({ bureau: ["donghu"], year: ["2023"], region: [] });
    const corrected = JSON.parse(await text(`/api/v1/search?q=${q("体捡")}`));
    expect(corrected.understood).toMatchObject({ bureau: [], rest: null, corrected: { to: "体检" } });
    expect((await ask(`/api/v1/search?q=${q("投诉")}&plain=nonsense`)).status).toBe(400);
  });
});
