import { describe, expect, test } from "vitest";
import type { StoredPoint } from "../reading/points.ts";
import { checkAcrossYears, expectationsOf } from "./across-years.ts";

function point(indicator: string, year: number, text: string, value: number | null, more: Partial<StoredPoint> = {}) {
  const place = { section: "honest-service", anchor: "0a1b2c3d", start: 0, end: text.length, label: "" };
  const kept = { indicator, year, value, upTo: null, approximate: false, leftOut: null, text, note: null, ...place };
  return { bureauId: 1, statedIn: year, revision: 1, ...kept, ...more } satisfies StoredPoint;
}

const complaints = (year: number, value: number) => point("complaints", year, `${value}件`, value);
const fall = (year: number, text: string) => point("complaints-change", year, text, -Number.parseFloat(text));

describe("a change against the value of last year's edition", () => {
  test("is 待核对 where it does not follow", () => {
    const [doubt, ...more] = checkAcrossYears([complaints(2018, 143), complaints(2019, 64), fall(2019, "55.71%")]);
    expect(more).toEqual([]);
    expect(doubt).toMatchObject({ kind: "change", indicator: { slug: "complaints-change" } });
    expect(doubt?.computed).toBeCloseTo(-55.245, 2);
    expect(doubt?.quotations.map(({ text }) => text)).toEqual(["143件", "64件", "55.71%"]);
  });

  test.each([
    ["rounded", [complaints(2018, 143), complaints(2019, 64), fall(2019, "55.2%")]],
    ["cut", [complaints(2018, 143), complaints(2019, 64), fall(2019, "55.24%")]],
    ["without last year's edition", [complaints(2019, 64), fall(2019, "55.71%")]],
    ["of two years ago", [complaints(2017, 143), complaints(2019, 64), fall(2019, "55.71%")]],
    [
      "of rounded amounts",
      [
        point("revenue", 2018, "1.2亿元", 120_000_000),
        point("revenue", 2019, "1.3亿元", 130_000_000),
        point("revenue-change", 2019, "4.9%", 4.9),
      ],
    ],
    [
      "of an approximate amount",
      [{ ...complaints(2018, 140), approximate: true }, complaints(2019, 64), fall(2019, "55.71%")],
    ],
    ["from nothing", [complaints(2018, 0), complaints(2019, 64), fall(2019, "55.71%")]],
    [
      "of a value that a later report tells",
      [{ ...complaints(2018, 143), statedIn: 2019 }, complaints(2019, 64), fall(2019, "55.71%")],
    ],
  ])("is left alone where it is %s", (_, points) => expect(checkAcrossYears(points)).toEqual([]));
});

const hours = (year: number, text: string, value: number) => point("volunteer-hours", year, text, value);

test.each([
  ["4,608小时", 4608, "46,080小时", 46_080],
  ["4,608小时", 4608, "4,712万小时", 47_120_000],
])("a jump from %s to %s, %s, is 待核对", (before, from, after, to) => {
  expect(checkAcrossYears([hours(2022, before, from), hours(2023, after, to)]).map(({ kind }) => kind)).toEqual([
    "power-of-ten",
  ]);
});

test.each([
  ["2次", 2, "20次", 20],
  ["400小时", 400, "4,000小时", 4000],
  ["4,608小时", 4608, "41,908小时", 41_908],
  ["0小时", 0, "4,608小时", 4608],
])("growth from %s to %s, %s, is none", (before, from, after, to) => {
  expect(checkAcrossYears([hours(2022, before, from), hours(2023, after, to)])).toEqual([]);
});

test("a value that stands ten times as high among steady ones is 待核对 once, beside the one before", () => {
  const steady = [hours(2020, "4,500小时", 4500), hours(2021, "4,608小时", 4608), hours(2023, "4,700小时", 4700)];
  const [doubt, ...more] = checkAcrossYears([...steady, hours(2022, "4.7万小时", 47_000)]);
  expect(more).toEqual([]);
  expect(doubt?.quotations.map(({ text }) => text)).toEqual(["4,608小时", "4.7万小时"]);
  expect(checkAcrossYears([hours(2019, "4.5万小时", 45_000), ...steady])).toHaveLength(1);
  expect(checkAcrossYears([...steady, hours(2022, "3.9万小时", 39_000)])).toEqual([]);
  expect(checkAcrossYears([...steady, hours(2019, "460小时", 460), hours(2022, "47,000小时", 47_000)])).toEqual([]);
});

test("a change that follows from last year's value as this year's report restates it is none", () => {
  const restated = { ...complaints(2018, 144.5), statedIn: 2019 };
  expect(checkAcrossYears([complaints(2018, 143), restated, complaints(2019, 64), fall(2019, "55.71%")])).toEqual([]);
});

test("a share or a rate above 100% is 待核对, an amount and a change are not", () => {
  const points = [
    point("female-share", 2023, "145.82%", 145.82),
    point("training-rate", 2023, "110%", 110),
    point("revenue-change", 2023, "110%", 110),
    point("staff", 2023, "312人", 312),
    point("hotline-rate", 2023, "100%", 100),
  ];
  expect(checkAcrossYears(points).map(({ kind }) => kind)).toEqual(["over-100", "over-100"]);
});

test("what was expected stands beside what the next report states", () => {
  const expected = { ...hours(2022, "5,000小时", 5000), leftOut: "target" as const };
  const named = { ...hours(2024, "5,200小时", 5200), statedIn: 2023, leftOut: "target" as const };
  const told = expectationsOf([expected, hours(2023, "4,608小时", 4608), named, hours(2024, "5,100小时", 5100)]);
  expect(told.map(({ expected: { value }, result }) => [value, result.year, result.value])).toEqual([
    [5200, 2024, 5100],
    [5000, 2023, 4608],
  ]);
});
