import { expect, test } from "vitest";
import { notesOf, outline, readBody } from "./fixtures/read-text.ts";

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
