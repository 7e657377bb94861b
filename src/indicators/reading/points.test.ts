import { describe, expect, test } from "vitest";
import { readFigures } from "../../figures/reading/extract.ts";
import { sectionsOf, tableSection } from "../../figures/fixtures/sections.ts";
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import { INDICATORS } from "../indicator.ts";
import { readPoints } from "./points.ts";

const YEAR = 2023;
const read = (text: string, standard: string | null = null, title = "第0节") =>
  readPoints(readFigures(sectionsOf(text).map((section) => ({ ...section, standard, title }))), YEAR);
const shown = (text: string, standard: string | null = null) =>
  read(text, standard).map(({ indicator, year, value, leftOut }) => [indicator, year, value, leftOut].join(" ").trim());

describe("the data of the indicators", () => {
  test("are at least sixty, each with an address of its own, a sentence and a standard section", () => {
    expect(INDICATORS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(INDICATORS.map(({ slug }) => slug)).size).toBe(INDICATORS.length);
    for (const { slug, definition, section, units, of } of INDICATORS) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(definition).toMatch(/。$/);
      expect(standardSection(section), section).toBeDefined();
      expect(Object.keys(units).length).toBeGreaterThan(0);
      if (of) expect(INDICATORS.some((other) => other.slug === of)).toBe(true);
    }
  });
});

describe("points of a report", () => {
  test.each([
    [
      "年末在岗员工312人，其中女员工118人，占员工总数的37.8%。",
      ["staff 2023 312", "female-staff 2023 118", "female-share 2023 37.8"],
    ],
    ["全年志愿服务4,608小时。", ["volunteer-hours 2023 4608"]],
    ["全年培训1.2万人次。", ["training-visits 2023 12000"], "staff-training"],
    [
      "全年用电45.5万千瓦时，同比下降5.3%。",
      ["electricity 2023 455000", "electricity-change 2023 -5.3"],
      "energy-saving",
    ],
    ["受理投诉1,240件。全年经营收入**万元。", ["complaints 2023 1240", "revenue 2023"]],
    ["全年安全事故0起。", ["accidents 2023 0"]],
  ])("%s", (text, points, standard: string | null = null) => expect(shown(text, standard)).toEqual(points));

  test("of an earlier year, as the words say, are points of that year", () => {
    expect(shown("2022年受理投诉1,300件，2023年受理投诉1,240件。")).toEqual([
      "complaints 2022 1300",
      "complaints 2023 1240",
    ]);
    expect(shown("上年受理投诉1,300件。")).toEqual(["complaints 2022 1300"]);
  });

  test.each([
    ["2024年力争志愿服务5,000小时。", "target"],
    ["自2016年以来志愿服务50,000小时。", "cumulative"],
    ["累计志愿服务50,000小时。", "cumulative"],
    ["上半年志愿服务2,000小时。", "period"],
    ["每人志愿服务20小时。", "per-unit"],
    ["志愿服务900小时。志愿服务950小时。", "differs"],
  ])("%s is told apart", (text, reason) => {
    const points = read(text);
    expect(points.length).toBeGreaterThan(0);
    for (const { leftOut } of points) expect(leftOut).toBe(reason);
  });

  test.each([
    "服务居民4,000户，服务900小时。",
    "投诉处理时间缩短到20小时。",
    "其中合并带来的系统操作培训26期。",
    "为38名员工组织了培训。",
    "志愿服务队员30人，服务态度类投诉12件。",
    "每万户用户停电投诉量3.1件。",
  ])("%s states none", (text) => expect(shown(text)).toEqual([]));

  test("of sections about what is to come are targets", () => {
    expect(read("志愿服务5,000小时。", "expected-performance").map(({ leftOut }) => leftOut)).toEqual(["target"]);
    expect(read("志愿服务5,000小时。", null, "明年的目标").map(({ leftOut }) => leftOut)).toEqual(["target"]);
  });

  test("of a table take the year of their column", () => {
    const table = tableSection([
      ["项目", "2022年", "2023年"],
      ["受理投诉（件）", "1,300", "1,240"],
    ]);
    const points = readPoints(readFigures([table]), YEAR);
    expect(
      points.filter(({ indicator }) => indicator === "complaints").map(({ year, value }) => [year, value]),
    ).toEqual([
      [2022, 1300],
      [2023, 1240],
    ]);
  });

  test("of a report that is nothing but numbers are bounded", () => {
    const text = Array.from({ length: 6000 }, (_, n) => `受理投诉${n}件。`).join("");
    expect(read(text).length).toBeLessThanOrEqual(400);
    expect(
      read("受理投诉1000000000000000件，全年用电-5万千瓦时，培训99顷。").every(({ value }) => value !== -50000),
    ).toBe(true);
  });
});
