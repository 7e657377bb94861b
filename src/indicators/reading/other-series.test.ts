import { expect, test } from "vitest";
import type { KeptFigure } from "../../figures/kept.ts";
import { otherSeries, figurePlace, type YearFigures } from "./other-series.ts";

const figure = (label: string, value: number, unit: string, more: Partial<KeptFigure> = {}): KeptFigure => ({
  anchor: "0a1b2c3d",
  start: label.length,
  end: label.length + 4,
  text: `${value}${unit}`,
  value,
  upTo: null,
  unit,
  approximate: false,
  role: "level",
  label,
  noun: "",
  ...more,
});

const report = (year: number, ...list: KeptFigure[]): YearFigures => ({
  bureauId: 1,
  year,
  revision: 1,
  figures: { sections: [{ position: 3, section: "media", heading: "媒体报道", list }], doubts: [] },
});

const told = (reports: YearFigures[], taken: string[] = []) =>
  otherSeries(reports, new Set(taken)).map(
    ({ subject, unit, points }) =>
      `${subject} ${unit} ${points.map(({ year, value }) => `${year}:${value}`).join(" ")}`,
  );

test("the same subject in the same unit and section of two reports is a series", () => {
  const reports = [report(2023, figure("全年刊发简讯", 56, "篇")), report(2022, figure("刊发简讯", 41, "篇"))];
  expect(told(reports)).toEqual(["刊发简讯 篇 2022:41 2023:56"]);
});

test.each([
  ["in another unit", [figure("刊发简讯", 56, "条")]],
  ["twice in one report", [figure("刊发简讯", 56, "篇"), figure("刊发简讯", 57, "篇")]],
  ["of another year", [figure("2021年刊发简讯", 56, "篇")]],
  ["as a target", [figure("力争刊发简讯", 56, "篇")]],
  ["as a change", [figure("刊发简讯增长", 56, "篇", { role: "rise" })]],
  ["of no subject", [figure("", 56, "篇")]],
])("what is stated %s is none", (_, list) => {
  expect(told([report(2022, figure("刊发简讯", 41, "篇"), figure("", 41, "篇")), report(2023, ...list)])).toEqual([]);
});

test("what an indicator of the list has is left to it", () => {
  const reports = [report(2022, figure("刊发简讯", 41, "篇")), report(2023, figure("刊发简讯", 56, "篇"))];
  expect(told(reports, [figurePlace({ year: 2022, anchor: "0a1b2c3d", start: 4 })])).toEqual([]);
});
