import { expect, test } from "vitest";
import { notesOf, outline, readBody, readText, texts } from "../fixtures/read-text.ts";

test("form feeds, page numbers and running titles go, and the paragraphs they cut are joined", () => {
  const parsed = readText(
    "云浦中学2022年度社会责任报告\n\f云浦中学2022年度社会责任报告\n一、公开陈述\n我校学生参与实践，比率达到百分之\n- 1 -\n\f云浦中学2022年度社会责任报告\n九十八，教师比率达到百分之百。\n第 2 页 共 3 页\n\f云浦中学2022年度社会责任报告\n二、基本情况\n教职工120人。\n3\n",
  );
  expect(parsed.title).toBe("云浦中学2022年度社会责任报告");
  expect(outline(parsed)).toEqual(["1 一、公开陈述 t", "1 二、基本情况 t"]);
  expect(texts(parsed)[0]).toBe("我校学生参与实践，比率达到百分之九十八，教师比率达到百分之百。");
  const kept = [...notesOf(parsed, "page-furniture-left-out"), ...notesOf(parsed, "title-repeated")]
    .map((note) => note.text)
    .join("\n");
  for (const text of ["- 1 -", "第 2 页 共 3 页", "云浦中学2022"]) expect(kept).toContain(text);
});

test("bare numbers that count up are page numbers; a single number is text", () => {
  const pages = ["一", "二", "三"]
    .map((n, i) => `${n}、第${n}项\n\n做了很多工作。\n\n再接再厉。\n\n${i + 1}\n`)
    .join("\n");
  expect(texts(readBody(pages)).filter((text) => /^\d$/.test(text))).toEqual([]);
  expect(texts(readBody("一、数据\n\n全年事故起数：\n\n0\n\n二、说明\n\n无。\n"))).toContain("0");
});

test("a heading that comes back in two chapters is no running title", () => {
  expect(
    outline(readBody("一、诚信经营\n\n1、诚信经营\n\n守法。\n\n二、荣誉\n\n1、诚信经营\n\n先进。\n")),
  ).toHaveLength(4);
});

test("what a web page put around the report goes", () => {
  const parsed = readText(
    "首页 > 信息公开 > 报告\n发布时间：2021-03-01 浏览次数：120\n云浦区气象台2020年度社会责任报告\n打印本页\n一、公开陈述\n本台承诺真实。\n二、基本情况\n预报员20人。\n责任编辑：李四\n上一篇：放假通知\n下一篇：招聘公告\n【打印本页】【关闭窗口】\n",
  );
  expect(parsed.title).toBe("云浦区气象台2020年度社会责任报告");
  expect(texts(parsed)).toEqual(["本台承诺真实。", "预报员20人。"]);
  expect(notesOf(parsed, "page-furniture-left-out")[0]?.text).toContain("责任编辑：李四");
});

test("ornament lines go with a note, a withheld figure does not", () => {
  const parsed = readBody("一、荣誉\n\n先进单位，奖金**万元。\n\n.....\n\n* * *\n\n————————\n\n二、其他\n\n无。\n");
  expect(texts(parsed)).toEqual(["先进单位，奖金**万元。", "无。"]);
  expect(notesOf(parsed, "ornament-left-out").map((note) => note.text)).toEqual([".....", "* * *", "————————"]);
});
