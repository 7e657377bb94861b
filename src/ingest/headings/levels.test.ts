import { expect, test } from "vitest";
import { notesOf, outline, readBody } from "../fixtures/read-text.ts";

const levels = (text: string, name?: string) =>
  outline(readBody(text, name)).map((line) => line.replace(/ [tisT]+$/, ""));

test("parts, chapters and sections", () => {
  expect(
    levels(
      "第一部分 公开陈述\n\n第一章 承诺\n\n真实。\n\n第二章 说明\n\n每年一次。\n\n第二部分：履责情况\n\n第一章 员工\n\n第一节 学习\n\n十二次。\n\n第二节 培训\n\n八期。\n\n一、内训\n\n五期。\n",
    ),
  ).toEqual([
    "1 第一部分 公开陈述",
    "2 第一章 承诺",
    "2 第二章 说明",
    "1 第二部分：履责情况",
    "2 第一章 员工",
    "3 第一节 学习",
    "3 第二节 培训",
    "4 一、内训",
  ]);
});

test("decimal numbers", () => {
  expect(
    levels(
      "1 公开陈述\n\n真实。\n\n2 基本情况\n\n2.1 规模\n\n供水\n1.5 亿吨，职工\n22 人。\n\n2.2 类别\n\n机关。\n\n2.2.1 说明\n\n无。\n\n3 社会评价\n\n好。\n",
    ),
  ).toEqual(["1 1 公开陈述", "1 2 基本情况", "2 2.1 规模", "2 2.2 类别", "3 2.2.1 说明", "1 3 社会评价"]);
});

test("Roman numerals with points below them", () => {
  expect(
    levels("I、概况\nI-1 简介\n成立于1990年。\nI-2 机构\n五个部门。\nII、责任\nII-1 员工\n全部签订合同。\n"),
  ).toEqual(["1 I、概况", "2 I-1 简介", "2 I-2 机构", "1 II、责任", "2 II-1 员工"]);
});

test("（四） that continues 三、 is a top-level section, and （一） after it its child", () => {
  const parsed = readBody(`三、主要内容

（一）员工

一。

（二）诚信

二。

（三）公益

三。

（四）环保

四。

（四）报告预期与展望

（一）预期绩效

五。

（五）社会评价

1、社会荣誉

六。
`);
  expect(outline(parsed)).toEqual([
    "1 三、主要内容",
    "2 （一）员工 t",
    "2 （二）诚信 t",
    "2 （三）公益 t",
    "2 （四）环保 t",
    "1 （四）报告预期与展望",
    "2 （一）预期绩效 t",
    "1 （五）社会评价",
    "2 1、社会荣誉 t",
  ]);
  expect(notesOf(parsed, "level-adjusted").map((note) => note.text)).toEqual([
    "（四）报告预期与展望",
    "（五）社会评价",
  ]);
});

test("a numeral that fits two levels goes where the contents list has it", () => {
  const body =
    "三、主要内容\n\n（一）员工\n\n一。\n\n（二）诚信\n\n二。\n\n（三）公益\n\n三。\n\n（四）未来打算\n\n四。\n";
  expect(levels(body).at(-1)).toBe("2 （四）未来打算");
  const contents = "目录\n一、陈述 1\n二、情况 2\n三、主要内容 3\n（一）员工 3\n四、未来打算 9\n\n";
  expect(levels(contents + body).at(-1)).toBe("1 （四）未来打算");
});

test("skipped and repeated numerals stay as printed, with a note", () => {
  const parsed = readBody(
    "一、陈述\n\n真实。\n\n二、情况\n\n1、规模\n\n大。\n\n3、类别\n\n机关。\n\n二、评价\n\n好。\n",
  );
  expect(outline(parsed).map((line) => line.slice(0, 6))).toEqual([
    "1 一、陈述",
    "1 二、情况",
    "2 1、规模",
    "2 3、类别",
    "1 二、评价",
  ]);
  expect(notesOf(parsed, "numeral-disagrees").map((note) => note.text)).toEqual(["3、类别", "二、评价"]);
});

test("stray spaces, mixed brackets and dots", () => {
  expect(
    levels(
      "一 、陈述\n\n( 一 ) 承诺：\n\n真实。\n\n（二)、说明\n\n说明如下文。\n\n1．目的\n\n公开。\n\n2 . 范围\n\n全局。\n\n二．评价\n\n好。\n",
    ),
  ).toEqual(["1 一 、陈述", "2 ( 一 ) 承诺：", "2 （二)、说明", "3 1．目的", "3 2 . 范围", "1 二．评价"]);
});

test("no numerals at all: known headings find their level, unknown ones stand beside their neighbours", () => {
  expect(
    levels(
      "公开陈述\n\n本园承诺本报告真实可信，欢迎社会各界和家长们监督。\n\n基本情况\n\n规模与性质\n\n现有12个班级，教职工58名，是一所公办幼儿园，创办多年。\n\n保障职工权益\n\n理论学习\n\n每月一次集中学习，形式有讲座、研讨等，全体职工参加学习。\n\n家园共育\n\n通过家长学校、开放日等形式，全年开展活动二十余次，受到好评。\n",
    ),
  ).toEqual(["1 公开陈述", "1 基本情况", "2 规模与性质", "1 保障职工权益", "2 理论学习", "2 家园共育"]);
});

test("front matter without numerals stands beside the chapters", () => {
  expect(
    levels(
      "报告编制说明\n\n报告范围\n\n2021年全年。\n\n发布周期\n\n每年一次。\n\n一、公开陈述\n\n真实。\n\n结束语\n\n感谢各界。\n",
    ),
  ).toEqual(["1 报告编制说明", "2 报告范围", "2 发布周期", "1 一、公开陈述", "1 结束语"]);
});

test("chapters without numerals hold points that start anew", () => {
  expect(
    levels(
      "公开陈述\n\n一、承诺\n\n真实。\n\n二、监督\n\n欢迎。\n\n社会评价\n\n一、荣誉称号\n\n先进。\n\n二、群众来信\n\n好评。\n",
    ),
  ).toEqual(["1 公开陈述", "2 一、承诺", "2 二、监督", "1 社会评价", "2 一、荣誉称号", "2 二、群众来信"]);
});

test("Markdown headings of one depth take their level from the numerals", () => {
  expect(
    levels(
      "# 一、陈述\n\n真实。\n\n# 二、内容\n\n# （一）员工\n\n# 1、学习\n\n十二次。\n\n# （二）诚信\n\n守法。\n\n# 三、评价\n\n好。\n",
      "a.md",
    ),
  ).toEqual(["1 一、陈述", "1 二、内容", "2 （一）员工", "3 1、学习", "2 （二）诚信", "1 三、评价"]);
});

test("Markdown headings without numerals take their level from their marks", () => {
  expect(
    levels(
      "## 我们的承诺\n\n真实。\n\n### 对员工\n\n公平。\n\n#### 工资\n\n按时。\n\n## 我们的行动\n\n如下。\n",
      "a.md",
    ),
  ).toEqual(["1 我们的承诺", "2 对员工", "3 工资", "1 我们的行动"]);
});

test("a contents list of chapters alone does not lift a section that repeats its chapter's title", () => {
  const parsed = readBody(
    "目录\n一、公开陈述\n二、诚信经营\n三、社会评价\n\n一、公开陈述\n\n内容均为虚构。\n\n二、诚信经营\n\n（一）诚信经营\n\n资费明码标价。\n\n（二）诚信服务\n\n受理投诉三十件。\n\n三、社会评价\n\n收到锦旗两面。\n",
  );
  expect(outline(parsed)).toEqual([
    "1 一、公开陈述 t",
    "1 二、诚信经营",
    "2 （一）诚信经营 t",
    "2 （二）诚信服务 t",
    "1 三、社会评价 t",
  ]);
  expect(parsed.notes.filter((note) => note.level === "unsure")).toEqual([]);
});
