import { expect, test } from "vitest";
import { notesOf, outline, readBody, texts } from "../../fixtures/read-text.ts";

const INDENTED = `一、公开陈述
    本馆始终坚持公益服务，免费向社会开放，努力建设学习型城区，全年接待
读者四十二万人次，较上一年增长百分之三，我们郑重承诺，本报告内容真实可
靠。
    馆内设有少儿阅览室、盲人阅览室、自修室，实行全年无休的制度，其中少
儿阅览室面向一、二年级学生和家长开放，每周举办故事会，参加者来自全区
二、三十所小学，受到欢迎。
二、基本情况
    建筑面积一万二千平方米，藏书六十万册，是云浦区的公共文化服务中心。
`;

test("lines broken at a fixed width become paragraphs; an indent starts a new one", () => {
  const parsed = readBody(INDENTED);
  expect(outline(parsed)).toEqual(["1 一、公开陈述 tt", "1 二、基本情况 t"]);
  expect(texts(parsed)[0]).toMatch(/全年接待读者.*真实可靠。$/);
  expect(texts(parsed)[1]).toMatch(/其中少儿阅览室.*全区二、三十所小学，受到欢迎。$/);
  expect(notesOf(parsed, "hard-wraps-joined")).toHaveLength(1);
});

test("the same without indents: a short line ends a paragraph", () => {
  const parsed = readBody(INDENTED.replace(/^ +/gm, "").replace("面积一万", "面积约一万"));
  expect(outline(parsed)).toEqual(["1 一、公开陈述 tt", "1 二、基本情况 t"]);
});

test("paragraphs one line each are left alone", () => {
  const parsed = readBody(
    "一、公开陈述\n本馆始终坚持公益服务，免费向社会开放，努力建设学习型城区。\n承诺真实。\n全年接待读者四十二万人次，较上一年增长百分之三。\n接受监督。\n",
  );
  expect(outline(parsed)).toEqual(["1 一、公开陈述 tttt"]);
  expect(notesOf(parsed, "hard-wraps-joined")).toEqual([]);
});
