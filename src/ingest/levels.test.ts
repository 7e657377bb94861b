import { expect, test } from "vitest";
import { readReport } from "./read-report.ts";

const report = `示例市东湖电信局2020年度社会责任报告

目录
一、公开陈述
二、诚信经营
三、社会评价

一、公开陈述

内容均为虚构。

二、诚信经营

（一）诚信经营

资费明码标价。

（二）诚信服务

受理投诉三十件。

三、社会评价

收到锦旗两面。
`;

test("a contents list of chapters alone does not lift a section that repeats its chapter's title", () => {
  const { sections, notes } = readReport(new TextEncoder().encode(report), "a.txt");
  expect(sections.map(({ depth, heading }) => `${depth} ${heading}`)).toEqual([
    "1 一、公开陈述",
    "1 二、诚信经营",
    "2 （一）诚信经营",
    "2 （二）诚信服务",
    "1 三、社会评价",
  ]);
  expect(notes.filter((note) => note.level === "unsure")).toEqual([]);
});
