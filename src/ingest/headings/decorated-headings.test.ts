import { expect, test } from "vitest";
import { outline, readBody, texts } from "../fixtures/read-text.ts";

test("marked and bracketed lines above their text are headings, printed with their marks", () => {
  const parsed = readBody(
    "第一章  总则\n\n每年发布一次。\n\n第二章  责任\n\n【学习教育】\n\n组织学习24次。\n\n〔职工体检〕\n\n体检45人。\n\n●绿化养护\n\n补植乔木320株。\n\n■ 节水节电\n\n下降3%。\n",
  );
  expect(outline(parsed)).toEqual([
    "1 第一章  总则 t",
    "1 第二章  责任",
    "2 【学习教育】 t",
    "2 〔职工体检〕 t",
    "2 ●绿化养护 t",
    "2 ■ 节水节电 t",
  ]);
  expect(parsed.sections.map((s) => s.title)).toEqual(["总则", "责任", "学习教育", "职工体检", "绿化养护", "节水节电"]);
});

test("brackets with their text on the same line are headings, lines with one mark in a row a list", () => {
  const parsed = readBody(
    "一、服务\n\n【便民窗口】开设窗口三个。\n【投诉处理】受理投诉120件。\n\n二、荣誉称号\n\n●先进单位\n●文明单位\n",
  );
  expect(outline(parsed)).toEqual(["1 一、服务", "2 【便民窗口】 t", "2 【投诉处理】 t", "1 二、荣誉称号 ii"]);
  expect(texts(parsed)).toEqual(["开设窗口三个。", "受理投诉120件。", "先进单位", "文明单位"]);
});

test("formal numerals, English parts and mixed brackets", () => {
  expect(
    outline(
      readBody(
        "壹、公开陈述\n\n真实。\n\n贰、基本情况\n\n一．机构概况\n\n科室八个。\n\n二 、人员情况\n\n在编45人。\n\n叁、责任\n\n（一)员工\n\n(1)学习\n\n24次。\n\n(2)体检\n\n45人。\n\n(二）诚信\n\n守法。\n",
      ),
    ),
  ).toEqual([
    "1 壹、公开陈述 t",
    "1 贰、基本情况",
    "2 一．机构概况 t",
    "2 二 、人员情况 t",
    "1 叁、责任",
    "2 （一)员工",
    "3 (1)学习 t",
    "3 (2)体检 t",
    "2 (二）诚信 t",
  ]);
  expect(
    outline(
      readBody("Part 1 关于我们\n\n320人。\n\nPart 2 管理\n\n2.1 理念\n\n以人为本。\n\n2.2 组织\n\n设立委员会。\n"),
    ),
  ).toEqual(["1 Part 1 关于我们 t", "1 Part 2 管理", "2 2.1 理念 t", "2 2.2 组织 t"]);
});
