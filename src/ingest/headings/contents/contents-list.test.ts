import { expect, test } from "vitest";
import { notesOf, outline, readBody } from "../../fixtures/read-text.ts";

const BODY = `一、公开陈述

本局承诺真实。

二、基本情况

（一）规模与性质

编制60人。

三、社会评价

好评。
`;
const OUTLINE = ["1 一、公开陈述 t", "1 二、基本情况", "2 （一）规模与性质 t", "1 三、社会评价 t"];

test.each([
  [
    "with dot leaders and pages",
    "目录\n一、公开陈述........1\n二、基本情况……2\n（一）规模与性质........2\n三、社会评价...... 3\n",
  ],
  ["with tabs and pages", "目 录\n一、公开陈述\t1\n二、基本情况\t2\n（一）规模与性质\t2\n三、社会评价\t3\n"],
  ["without pages, entries apart", "目录\n\n一、公开陈述\n\n二、基本情况\n\n（一）规模与性质\n\n三、社会评价\n"],
  ["without a caption", "一、公开陈述\n二、基本情况\n（一）规模与性质\n三、社会评价\n"],
  ["that disagrees with the body", "目  录：\n一、公开声明 1\n二、单位概况 2\n三、荣誉与评价 9\n四、附件 10\n"],
  ["whose last entry has no page", "目录\n一、公开陈述 1\n二、基本情况 2\n三、社会评价\n"],
])("a list %s is left out whole", (_, list) => {
  const parsed = readBody(`${list}\n${BODY}`);
  expect(outline(parsed)).toEqual(OUTLINE);
  const [note] = notesOf(parsed, "contents-left-out");
  for (const line of list.trim().split(/\n+/)) expect(note?.text).toContain(line.trim());
});

test("rows of a table set with tabs are no contents list", () => {
  const parsed = readBody(
    "一、陈述\n\n见下表。\n\n街镇\t户数\t件数\n东岸\t421\t12\n石桥\t389\t9\n南园\t274\t20\n\n完。\n",
  );
  expect(outline(parsed)).toEqual(["1 一、陈述 tTt"]);
});

test("the caption alone does not swallow the body", () => {
  expect(outline(readBody(`目录\n\n${BODY}`))).toEqual(OUTLINE);
});

test("a body of short sections is not taken for a list", () => {
  expect(
    outline(readBody("一、公开陈述\n真实。\n二、基本情况\n60人。\n三、所属类别\n机关类。\n四、社会评价\n好评。\n")),
  ).toHaveLength(4);
});

test("where list and body disagree a note says so", () => {
  const parsed = readBody(`目录\n一、公开陈述\n二、单位概况\n五、社会评价\n\n${BODY}`);
  const text = notesOf(parsed, "contents-disagrees")
    .map((note) => note.text)
    .join("\n");
  expect(text).toContain("二、单位概况");
  expect(text).toContain("五、社会评价 → 三、社会评价");
});

const CHAPTERS =
  "一、公开陈述\n\n真实。\n\n二、基本情况\n\n藏书42万册。\n\n三、读者服务\n\n32万人次。\n\n四、社会评价\n\n满意。\n";
const HEADINGS = ["1 一、公开陈述 t", "1 二、基本情况 t", "1 三、读者服务 t", "1 四、社会评价 t"];

test.each([
  ["on one line with its caption", "目录：一、公开陈述……1 二、基本情况……2 三、读者服务……3 四、社会评价……5\n\n"],
  ["on one line below its caption", "目录\n一、公开陈述 二、基本情况 三、读者服务 四、社会评价\n\n"],
  ["in two columns", "目  录\n\n一、公开陈述………1    三、读者服务………3\n二、基本情况………2    四、社会评价………5\n\n"],
])("a contents list %s is left out whole", (_, list) => {
  const parsed = readBody(list + CHAPTERS);
  expect(outline(parsed)).toEqual(HEADINGS);
  expect(notesOf(parsed, "contents-left-out")).toHaveLength(1);
  expect(notesOf(parsed, "contents-disagrees")).toEqual([]);
});

test("page numbers that headings of the text kept are left out", () => {
  const parsed = readBody(
    "一、概况    1\n\n职工320人。\n\n二、员工责任    3\n\n（一）员工培训………4\n\n32期。\n\n三、社会评价    8\n\n三项。\n",
  );
  expect(outline(parsed)).toEqual(["1 一、概况 t", "1 二、员工责任", "2 （一）员工培训 t", "1 三、社会评价 t"]);
  expect(notesOf(parsed, "page-furniture-left-out")[0]?.message).toContain("4 个标题");
});
