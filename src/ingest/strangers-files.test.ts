import { expect, test } from "vitest";
import { notesOf, outline, readBody, readText, texts } from "./fixtures/read-text.ts";

test("lines set wide are read without their spaces, headings printed with them", () => {
  const parsed = readText(
    "云浦区税务局\n2022 年 度 社 会 责 任 报 告\n\n前  言\n\n我局认真履责。\n\n一 、 公 开 陈 述\n\n真实。\n",
  );
  expect(parsed).toMatchObject({ title: "云浦区税务局2022年度社会责任报告", bureau: "云浦区税务局", year: 2022 });
  expect(parsed.sections.map((s) => [s.heading, s.title, s.standard])).toEqual([
    ["前  言", "前言", null],
    ["一 、 公 开 陈 述", "公开陈述", "statement"],
  ]);
});

test("a date in brackets below the title is no part of it", () => {
  const parsed = readText("云浦街道办事处2021年度社会责任报告\n（2022年1月）\n\n一、公开陈述\n\n真实。\n");
  expect(parsed).toMatchObject({ title: "云浦街道办事处2021年度社会责任报告", year: 2021 });
});

test("a school year belongs to its last year", () => {
  const parsed = readText("云浦第一中学\n2020-2021学年社会责任报告\n\n一、公开陈述\n\n真实。\n");
  expect(parsed).toMatchObject({ bureau: "云浦第一中学", year: 2021 });
});

test("（一）单位概况 below 一、基本情况 is its child, though both stand for one standard section", () => {
  expect(
    outline(
      readBody("一、基本情况\n\n（一）单位概况\n\n8.6万人。\n\n（二）组织架构\n\n五个部门。\n\n二、责任\n\n无。\n"),
    ),
  ).toEqual(["1 一、基本情况", "2 （一）单位概况 t", "2 （二）组织架构 t", "1 二、责任 t"]);
});

test("⑴ and ⒈ number lists", () => {
  expect(outline(readBody("一、防控\n\n⑴ 检测32轮。\n⑵ 接种5万剂。\n\n二、其他\n\n无。\n"))).toEqual([
    "1 一、防控 ii",
    "1 二、其他 t",
  ]);
});

test("a sibling that has a comma for the stop is still a sibling", () => {
  expect(
    outline(
      readBody(
        "一、依法履职\n（一）刑事审判。审结案件12件。\n（二）民事审判，审结案件67件。\n（三）行政审判\n审结案件3件。\n",
      ),
    ),
  ).toEqual(["1 一、依法履职", "2 （一）刑事审判。 t", "2 （二）民事审判， t", "2 （三）行政审判 t"]);
});

test("the colon after a bold heading belongs to it", () => {
  const parsed = readBody("**（一）单位概述**：本馆建于1958年。\n\n**（二）所属类别**：公益一类。\n", "a.md");
  expect(texts(parsed)).toEqual(["本馆建于1958年。", "公益一类。"]);
});

test("a figure cut off from its clause comes back to it", () => {
  expect(
    texts(readBody("一、节能\n\n综合能耗下降\n1.5 个百分点。\n\n涉农贷款余额\n\n150.3 亿元，占比\n\n68.2%。\n")),
  ).toEqual(["综合能耗下降1.5 个百分点。", "涉农贷款余额150.3 亿元，占比68.2%。"]);
});

test("a signature below a list of awards is no award", () => {
  expect(
    outline(
      readBody(
        "一、荣誉\n2020年10月 获市文明校园\n2021年5月 获市先进\n\n    云浦第一中学\n    二○二一年八月三十一日\n",
      ),
    ),
  ).toEqual(["1 一、荣誉 iiss"]);
});

test("a report in volumes without numerals", () => {
  expect(
    outline(
      readBody(
        "安全篇\n安全供气 责任如山\n\n安全管理体系\n\n落实责任制，签订责任书560份。\n\n隐患排查治理\n\n排查隐患1,230处。\n\n绿色篇\n\n节能减排\n\n减排二氧化碳12万吨。\n\n关键绩效表\n\n指标\t单位\t2021\n供气\t万方\t3.0\n用户\t万户\t42\n",
      ),
    ),
  ).toEqual(["1 安全篇 t", "2 安全管理体系 t", "2 隐患排查治理 t", "1 绿色篇", "2 节能减排 tT"]);
});

test("labels and a signature at the right margin are no wrapped paragraph", () => {
  const parsed = readBody(
    `关于本报告\n\n报告范围：云浦燃气有限公司及下属分公司\n时间范围：2022年1月1日至12月31日\n编制依据：GB/T 36000-2015《社会责任指南》\n数据来源：公司财务年报\n\n一、公开陈述\n\n真实。\n\n${" ".repeat(34)}董事长：李明\n${" ".repeat(34)}2023年4月\n`,
  );
  expect(notesOf(parsed, "hard-wraps-joined")).toEqual([]);
  expect(outline(parsed)).toEqual(["1 关于本报告 tttt", "1 一、公开陈述 tss"]);
});

test("appendices stand outside every chapter", () => {
  expect(
    outline(readBody("一、责任\n\n（一）员工\n\n合同。\n\n附录A 指标索引\n\n见正文。\n\n附  表\n\n无。\n")),
  ).toEqual(["1 一、责任", "2 （一）员工 t", "1 附录A 指标索引 t", "1 附  表 t"]);
});

test("a covering letter is not taken for a bureau's name", () => {
  const parsed = readText(
    "关于报送2021年度社会责任报告的函\n\n一、公开陈述\n\n真实。\n\n    云浦区水利局\n    2022年2月8日\n",
  );
  expect(parsed).toMatchObject({ bureau: "云浦区水利局", year: 2021 });
});

test("a numbered list of dates is a list", () => {
  expect(outline(readBody("一、大事\n1、1月5日，新馆开馆。\n2、3月12日，举办读书节。\n3、2021年底，结项。\n"))).toEqual(
    ["1 一、大事 iii"],
  );
});

test("labels set wide are no table, numbered rows with single spaces below 序号 are one", () => {
  expect(
    outline(
      readBody(
        "一、联系方式\n    地    址：健康路1号\n    电    话：12345678\n    邮    编：200000\n\n二、赛事\n\n序号 赛事 人数\n1 马拉松 12000\n2 龙舟赛 800\n",
      ),
    ),
  ).toEqual(["1 一、联系方式 ttt", "1 二、赛事 T"]);
});

test("bold in a table's cells goes, a withheld figure stays", () => {
  const parsed = readBody(
    "## 一、数据\n\n| 项目 | 数值 |\n|---|---|\n| **合计** | **91**% |\n| 纳税 | **万元 |\n",
    "a.md",
  );
  expect(texts(parsed)).toEqual(["项目", "数值", "合计", "91%", "纳税", "**万元"]);
});

test("抄送 below the signature hides it not", () => {
  expect(
    outline(
      readBody(
        "一、不足\n\n有待提高。\n\n    云浦区公路局\n    2022年2月18日\n\n    抄送：区委办公室，区政府办公室。\n",
      ),
    ),
  ).toEqual(["1 一、不足 tsst"]);
});
