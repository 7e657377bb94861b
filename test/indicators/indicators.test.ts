import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { countingDatabase } from "../support/counting-database.ts";
import { requireRowCounts } from "../support/row-counts.ts";
import { createContext } from "../../src/compose.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { bureauIndicatorsPath, indicatorApiPath, indicatorPath, indicatorsPath } from "../../src/paths.ts";
import { readIndicator } from "../../src/indicators/read.ts";
import { readMissingIndicators } from "../../src/reports/publish/missing-figures.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { restoreReport, withdrawReport } from "../../src/reports/publish/withdraw.ts";
import { bytesOf } from "../factories.ts";
import { ask, text } from "../support/site.ts";

const ctx = createContext(env, { name: "发布员", roles: ["publisher"] });
const SLUG = "volunteer-hours";
const MOST_BYTES = 1_000_000;

const reportText = (year: number, volunteering: string) => `示例市清泉供水局${year}年度社会责任报告

一、公开陈述

本报告真实，欢迎社会监督。

二、参与社会治理

（一）志愿服务

${volunteering}
`;

async function publish(year: number, volunteering: string) {
  const bytes = bytesOf(reportText(year, volunteering));
  await publishReport(ctx, { bytes, fileName: "report.txt", bureau: "qingquan-indicators" });
  forgetArchiveVersion();
}

interface Point {
  bureau: string;
  year: number;
  value: number | null;
  stated_in: number;
  revision: number;
  to_check: boolean;
  left_out: string | null;
  text: string;
  url: string;
}
const points = async () => {
  const { points: all } = await (await ask(indicatorApiPath(SLUG))).json<{ points: Point[] }>();
  return all.filter(({ bureau }) => bureau === "qingquan-indicators");
};
const brief = async () =>
  (await points()).map(({ year, value, stated_in, revision, left_out }) =>
    [year, value, `in ${stated_in}`, `r${revision}`, left_out ?? ""].join(" ").trim(),
  );

beforeAll(async () => {
  await publish(2020, "全年志愿服务3,720小时。");
  await publish(2022, "全年志愿服务4,680小时。2024年力争志愿服务5,000小时。");
  await publish(2022, "全年志愿服务4,608小时。2024年力争志愿服务5,000小时。");
  await publish(2023, "2022年志愿服务4,608小时，2023年志愿服务**小时。");
});

describe("an indicator across years", () => {
  test("has the corrected value, what a later report says of a year, what is withheld and what is no value", async () => {
    expect(await brief()).toEqual([
      "2020 3720 in 2020 r1",
      "2022 4608 in 2022 r2",
      "2022 4608 in 2023 r1",
      "2023  in 2023 r1",
      "2024 5000 in 2022 r2 target",
    ]);
  });

  test("links each value to the paragraph that states it", async () => {
    for (const { url, text: printed } of await points()) {
      const page = await text(url.replace(/^https?:\/\/[^/]+/, "").split("#")[0] ?? "");
      expect(page).toContain(url.split("#p-")[1]);
      expect(printed).toMatch(/小时/);
    }
  });

  test("shows a missing year as 缺 and a withheld value as 隐去, in page, table and picture", async () => {
    const page = await text(`${indicatorPath(SLUG)}?bureau=qingquan-indicators`);
    expect(page).toMatch(/缺[\s\S]*4,608[\s\S]*第2版[\s\S]*隐去/);
    expect(page).toContain("目标或预期");
    const file = await ask(`${indicatorPath(SLUG)}.csv?bureau=qingquan-indicators`);
    const table = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    expect(table.startsWith("\uFEFF")).toBe(true);
    expect(table).toMatch(/2021,,,小时,,缺/);
    const picture = await ask(`${indicatorPath(SLUG)}.svg?bureau=qingquan-indicators`);
    expect(picture.headers.get("Content-Type")).toContain("image/svg+xml");
    expect(await picture.text()).toMatch(/志愿服务时长（小时）<\/text>[\s\S]*来源：公示/);
    expect(page).toContain("data-card=");
    const single = `${indicatorPath(SLUG)}?bureau=qingquan-indicators&from=2022&to=2022`;
    expect(await text(single)).not.toMatch(/data-card=|\.svg\?/);
    expect((await ask(single.replace("?", ".svg?"))).status).toBe(404);
  });

  test("says 待核对 where a later report says another value", async () => {
    await publish(2024, "上年志愿服务90小时，2020年志愿服务3,700小时。");
    const differing = (await points()).filter(({ to_check }) => to_check).map(({ year, value }) => [year, value]);
    expect(differing).toEqual([
      [2020, 3720],
      [2020, 3700],
      [2023, null],
      [2023, 90],
    ]);
    expect(await text(`${indicatorPath(SLUG)}?bureau=qingquan-indicators`)).toContain("待核对");
  });

  test("hides a withdrawn report's values until it is restored", async () => {
    await withdrawReport(ctx, "qingquan-indicators", 2020, "数字有误，正在核对。");
    forgetArchiveVersion();
    expect((await brief()).filter((line) => line.includes("in 2020"))).toEqual([]);
    await restoreReport(ctx, "qingquan-indicators", 2020);
    forgetArchiveVersion();
    expect(await brief()).toContain("2020 3720 in 2020 r1");
  });

  test("is read again when the rules are newer than what is kept", async () => {
    await env.DB.batch([env.DB.prepare("UPDATE indicator_reports SET reader = 0")]);
    expect(await readMissingIndicators(ctx)).toBeGreaterThanOrEqual(4);
    forgetArchiveVersion();
    expect(await brief()).toContain("2022 4608 in 2022 r2");
    const counted = await env.DB.prepare("SELECT points ->> ? AS n FROM indicator_counts").bind(SLUG).first("n");
    const { series } = await readIndicator(ctx, SLUG);
    const stated = series.flatMap(({ cells }) => cells.flatMap(({ point, also }) => (point ? [point, ...also] : [])));
    expect(counted).toBe(stated.length);
  });

  test("of three hundred bureaus in fifteen years costs one journey, and one row a point and ten more", async (context) => {
    await requireRowCounts(context);
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO bureaus (slug, name, short_name, created_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
         SELECT 'many-' || i, '示例市第' || i || '水务局', '第' || i || '局', '2026-01-01T00:00:00.000Z' FROM n`,
      ),
      env.DB.prepare(
        `INSERT INTO indicator_points (bureau_id, stated_in, position, indicator, revision, year, value, section, anchor, start, "end", text, label)
         WITH RECURSIVE y (year) AS (SELECT 2009 UNION ALL SELECT year + 1 FROM y WHERE year < 2023)
         SELECT b.id, y.year, 0, 'water', 1, y.year, 100 + b.id, 'energy-saving', '0a1b2c3d', 0, 8, '100立方米', '用水'
         FROM bureaus b CROSS JOIN y WHERE b.slug LIKE 'many-%'`,
      ),
    ]);
    forgetArchiveVersion();
    const { database, cost } = countingDatabase(env.DB);
    const { series } = await readIndicator(createContext({ ...env, DB: database }, null), "water");
    const stated = series.flatMap(({ cells }) => cells.filter(({ point }) => point)).length;
    expect(stated).toBe(300 * 15);
    expect(cost.rows).toBeLessThanOrEqual(stated + 10);
    await env.DB.batch([
      env.DB.prepare("DELETE FROM indicator_points WHERE indicator = 'water'"),
      env.DB.prepare("DELETE FROM bureaus WHERE slug LIKE 'many-%'"),
    ]);
    forgetArchiveVersion();
  });
});

describe("pages of indicators", () => {
  test("list them by section, and those that hold words", async () => {
    const all = await text(indicatorsPath());
    expect(all).toContain("志愿服务时长");
    expect(await text(`${indicatorsPath()}?q=${encodeURIComponent("献血")}`)).not.toContain("志愿服务时长");
    expect(await text(`${indicatorsPath()}?q=${encodeURIComponent("没有的")}`)).toContain("没有名称或说明含");
  });

  test("stand below the section that states the number, year by year, but not on a frozen revision", async () => {
    const section = "/reports/qingquan-indicators/2022/volunteering";
    expect(await text(section)).toMatch(/本节数字历年[\s\S]*志愿服务时长[\s\S]*3,720[\s\S]*4,608[\s\S]*隐去/);
    expect(await text(section.replace("2022/", "2022/r1/"))).not.toContain("本节数字历年");
  });

  test("stand beside each other below compared texts", async () => {
    const picks = [2020, 2022].map((year) => `&report=qingquan-indicators/${year}`).join("");
    const page = await text(`/compare?section=volunteering${picks}`);
    expect(page).toMatch(/本节数字[\s\S]*志愿服务时长[\s\S]*3,720[\s\S]*4,608/);
  });

  test("lead from each point of the chart to the marked number", async () => {
    const page = await text(`${indicatorPath(SLUG)}?bureau=qingquan-indicators`);
    const [, href = ""] = /<a href="([^"]+)" aria-label="[^"]*2022年 4,608小时"/.exec(page) ?? [];
    expect(await text(href.split("#")[0]?.replaceAll("&amp;", "&") ?? "")).toMatch(/<mark[^>]*>4,608小时<\/mark>/);
  });

  test("count the values of each year, without those of withdrawn reports", async () => {
    const years = async () =>
      JSON.parse(
        (await env.DB.prepare("SELECT by_year -> ? AS n FROM indicator_counts").bind(SLUG).first("n")) ?? "{}",
      );
    const before = (await years()) as Record<string, number>;
    expect(before["2020"]).toBeGreaterThan(0);
    await withdrawReport(ctx, "qingquan-indicators", 2020, "数字有误，正在核对。");
    expect(await years()).toEqual({ ...before, "2020": (before["2020"] ?? 0) - 1 });
    await restoreReport(ctx, "qingquan-indicators", 2020);
    expect(await years()).toEqual(before);
    forgetArchiveVersion();
    expect(await text(indicatorsPath())).toMatch(/写明它的报告：2020年/);
  });

  test("answer a search that names an indicator with its values, in the bureau that was asked for", async () => {
    const page = await text(`/search?q=${encodeURIComponent("志愿服务时长")}&bureau=qingquan-indicators`);
    expect(page).toMatch(/指标：志愿服务时长[\s\S]*4,608/);
    expect(await text(`/search?q=${encodeURIComponent("志愿服务")}`)).not.toContain("指标：");
  });

  test("of a bureau show what its reports do not agree in, and series of what is no indicator", async () => {
    await publish(2018, "全年志愿服务4,712小时，刊发简讯41篇。2019年力争志愿服务4,800小时。");
    await publish(2019, "全年志愿服务4,790万小时，刊发简讯56篇。");
    const page = await text(bureauIndicatorsPath("qingquan-indicators"));
    expect(page).toMatch(/跨年度待核对[\s\S]*志愿服务时长与上一年相差十的整数倍[\s\S]*4,712小时[\s\S]*4,790万小时/);
    expect(page).toMatch(/其他历年数字[\s\S]*刊发简讯[\s\S]*41[\s\S]*56/);
    expect(page).toMatch(/预期与结果[\s\S]*4,800小时/);
  });

  test("of a report of five thousand figures, of units that do not exist and of values beyond all bounds stay small and true", async () => {
    const numbers = Array.from({ length: 5000 }, (_, n) => `志愿服务${n}小时。`);
    const odd = "志愿服务1000000000000000小时。注册志愿者-5人。全年志愿服务时长9甲时。无偿献血0人。";
    await publish(2010, `${odd}\n\n${numbers.join("")}`);
    const own = (await points()).filter(({ stated_in }) => stated_in === 2010);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ left_out }) => left_out === null)).toEqual([]);
    for (const path of [
      indicatorPath(SLUG),
      `${indicatorPath(SLUG)}.csv`,
      bureauIndicatorsPath("qingquan-indicators"),
      "/reports/qingquan-indicators/2010/volunteering",
    ]) {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      expect((await answer.arrayBuffer()).byteLength, path).toBeLessThan(MOST_BYTES);
    }
    const donors = await (await ask(indicatorApiPath("blood-donors"))).json<{ points: Point[] }>();
    expect(donors.points.find(({ stated_in }) => stated_in === 2010)).toMatchObject({ value: 0, left_out: null });
  });

  test("of a bureau show every series it states", async () => {
    expect(await text(bureauIndicatorsPath("qingquan-indicators"))).toContain("志愿服务时长");
  });

  test.each([
    [indicatorPath("nothing"), 404],
    [bureauIndicatorsPath("nobody"), 404],
    [`${indicatorPath(SLUG)}?from=20x3`, 422],
    [`${indicatorPath(SLUG)}?bureau=A_b`, 422],
    [indicatorApiPath("nothing"), 404],
    [`${indicatorApiPath(SLUG)}?x=1`, 400],
  ])("%s answers %i", async (path, status) => expect((await ask(path)).status).toBe(status));
});
