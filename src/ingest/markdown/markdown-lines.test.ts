import { expect, test } from "vitest";
import { notesOf, outline, readBody, readText, texts } from "../fixtures/read-text.ts";
import { parseReport } from "../read-report.ts";

const md = (text: string) => readBody(text, "a.md");

test("links, emphasis, code and images become plain text, with notes of what is not shown", () => {
  const parsed = md(
    "## 一、陈述\n\n本局*郑重*承诺，见[网站](https://example.org)和`附件`，共5*10*3件。\n\n![照片](a.png)\n",
  );
  expect(texts(parsed)).toEqual(["本局郑重承诺，见网站和附件，共5*10*3件。"]);
  expect(notesOf(parsed, "markup-left-out").map((note) => note.text)).toEqual([
    "[网站](https://example.org)",
    "![照片](a.png)",
  ]);
});

test("raw HTML is dropped and kept in a note", () => {
  const parsed = md("## 一、陈述\n\n真实<script>alert(1)</script>可靠。\n\n<div>广告</div>\n");
  expect(texts(parsed).join("")).not.toContain("<");
  expect(notesOf(parsed, "markup-left-out").map((note) => note.text)).toContain("<div>广告</div>");
});

test("escapes of a Word export are undone", () => {
  const parsed = md("## 1\\. 学习\n\n收入\\*\\*万元，增长5\\~6%。\n\n## 2\\. 培训\n\n八期。\n");
  expect(outline(parsed)).toEqual(["1 1. 学习 t", "1 2. 培训 t"]);
  expect(texts(parsed)[0]).toBe("收入**万元，增长5~6%。");
});

test("a paragraph in bold is a heading, a list line in bold is none", () => {
  const parsed = readText(
    "**云浦区水务局**\n\n**2021年度社会责任报告**\n\n**一、公开陈述**\n\n真实。\n\n**二、基本情况**\n\n1. **规模与性质**\n\n   职工120人。\n\n2. **所属类别。**本局属于机关类。\n",
    "a.md",
  );
  expect(parsed.bureau).toBe("云浦区水务局");
  expect(outline(parsed)).toEqual(["1 一、公开陈述 t", "1 二、基本情况 iti"]);
});

test("bullet and nested lists are items, numbered lists keep their numbers", () => {
  const parsed = md(
    "## 一、荣誉\n\n- 先进单位\n- 优秀集体\n  - 班组奖\n\n1. 2003 年起，连续获奖\n2. 2005 年起，连续获奖\n",
  );
  expect(parsed.sections[0]?.blocks.map((b) => (b.kind === "item" ? b.marker : b.kind))).toEqual([
    "-",
    "-",
    "-",
    "1.",
    "2.",
  ]);
});

test("indented paragraphs are no code, a tilde no strike-through, [TOC] no text", () => {
  const parsed = md("[TOC]\n\n## 一、陈述\n\n    每天工作5~6小时，休息1~2小时。\n");
  expect(texts(parsed)).toEqual(["每天工作5~6小时，休息1~2小时。"]);
});

test("struck-out text is kept between marks, beside Chinese punctuation too, and stops", () => {
  const file = `# 云浦区水务局2021年度社会责任报告\n\n## 一、陈述\n\n共~~三~~四件，<del>占**5%**</del>~~约9.5%~~占6%。\n`;
  const parsed = parseReport(new TextEncoder().encode(file), "a.md");
  expect(texts(parsed)).toEqual(["共〔已划去：三〕四件，〔已划去：占5%〕〔已划去：约9.5%〕占6%。"]);
  expect(parsed.notes.filter(({ level }) => level === "blocking")).toMatchObject([{ code: "hidden-text" }]);
});

test("text with a rule under it is no heading", () => {
  const long =
    "本局全年运行平稳，没有发生安全事故，各项工作均按计划完成，群众满意度持续提升，得到了社会各界的广泛好评。";
  expect(outline(md(`## 一、陈述\n\n${long}\n---\n\n再接再厉。\n`))).toEqual(["1 一、陈述 tt"]);
});

test("front matter is left out whole; its title stands in only where the text has none", () => {
  const head = "---\ntitle: 云浦区水务局2021年度社会责任报告\ndate: 2022-03-01\n---\n\n";
  const own = readText(`${head}# 云浦区水务局2022年度社会责任报告\n\n## 一、公开陈述\n\n真实。\n`, "a.md");
  expect(own).toMatchObject({ title: "云浦区水务局2022年度社会责任报告", bureau: "云浦区水务局", year: 2022 });
  expect(outline(own)).toEqual(["1 一、公开陈述 t"]);
  expect(notesOf(own, "markup-left-out")[0]?.text).toContain("date: 2022-03-01");
  expect(readText(`${head}## 一、公开陈述\n\n真实。\n`, "a.md")).toMatchObject({ bureau: "云浦区水务局", year: 2021 });
});
