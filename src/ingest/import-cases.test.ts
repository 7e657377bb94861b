import { readFile as readBytes } from "node:fs/promises";
import { expect, test } from "vitest";
import type { ParsedReport } from "./document.ts";
import { docxFile, level, numbered, p, run, TITLE } from "./fixtures/docx-file.ts";
import { outline, readText, texts } from "./fixtures/read-text.ts";
import { readFile } from "./read-file.ts";

/** Small invented files, each a fault that was seen on real ones. */
const read = async (name: string): Promise<ParsedReport> =>
  readFile(await readBytes(`src/ingest/fixtures/cases/${name}`), name);

test("04: a contents list with dot leaders is left out whole", async () => {
  const parsed = await read("04-contents-with-dot-leaders.pdf");
  expect(outline(parsed)).toEqual([
    "1 第一节 释义 t",
    "1 第二节 公司简介和主要指标 t",
    "2 2.1 输入来源 t",
    "2 2.2 集中验证 t",
    "1 第三节 重要事项 t",
    "2 3.1 加密的作用 t",
    "2 3.2 安全地使用 t",
    "1 第四节 备查文件 t",
  ]);
});

test("05: run-in headings with a comma", async () => {
  expect(outline(await read("05-runin-heading-with-comma.txt"))).toEqual([
    "1 一、2023年工作回顾",
    "2 （一）稳供水，水质更加可靠。 t",
    "2 （二）强服务，群众更加满意。 t",
    "2 （三）抓安全生产。 t",
    "1 二、2024年工作安排",
    "2 （一）坚持以改革为牵引，加快形成发展新动能。 t",
    "2 （二）坚持以民生为根本，持续提升服务新水平。 t",
  ]);
});

test("07: sisters with a full stop", async () => {
  expect(outline(await read("07-siblings-with-full-stop.txt"))).toEqual([
    "1 一、综述 t",
    "1 二、社会责任履行情况",
    "2 1、股东权益保护 t",
    "2 2、职工权益保护 t",
    "2 3、供应商和消费者权益保护。 t",
    "2 4、环境保护与可持续发展。 t",
    "1 三、不足及改进 t",
  ]);
});

test("08: I. after H. is a letter", async () => {
  const parsed = await read("08-lettered-list-I-is-roman.txt");
  expect(outline(parsed)).toEqual([
    "1 一、综述 t",
    "1 二、社会责任履行情况 tiiiiiiiiit",
    "2 （一）股东权益保护 t",
    "2 （二）职工权益保护 t",
    "1 三、自我评价 t",
  ]);
  expect(parsed.sections[1]?.blocks[9]).toMatchObject({ kind: "item", marker: "I." });
});

test("11: tick boxes are paragraphs", async () => {
  expect(outline(await read("11-checkbox-lines.txt"))).toEqual([
    "1 一、普通股利润分配",
    "2 （一）现金分红政策的执行情况 t",
    "2 （二）以现金方式回购股份的情况 t",
    "1 二、承诺事项履行情况 t",
    "1 三、其他 tt",
  ]);
});

test("12: a title that was wrapped is whole, and the parts stand at one level", async () => {
  const parsed = await read("12-wrapped-cover-and-part-title.txt");
  expect(parsed).toMatchObject({ bureau: "中共示例市东湖区委社会工作部", year: 2024 });
  const heads = outline(parsed);
  expect(heads.filter((line) => /第.部分|决算表/.test(line))).toEqual([
    "1 第一部分 中共示例市东湖区委社会工作部概况",
    "1 中共示例市东湖区委社会工作部2024年度部门决算表 tt",
    "1 第三部分 中共示例市东湖区委社会工作部2024年度部门决算情况说明",
    "1 第四部分 名词解释 t",
  ]);
});

const bold = (text: string) => p(run(text, "<w:b/>"));
const word = (name: string, body: string) => readFile(docxFile(body), `${name}.docx`);

test("06, 10, 14: bold lead-ins, bold that ends within a word and captions of a Word file", async () => {
  const parsed = await word(
    "bold",
    [
      TITLE,
      bold("一、安排"),
      bold("重点做好三方面工作："),
      p("（一）保障安全，守住底线。加强水源保护。"),
      p("今年完成改造。"),
      p("（二）提升服务，便利用户。优化窗口流程。"),
      bold("二、质量"),
      bold("1）质量体系"),
      p("制定计划。"),
      p(`${run("2）云", "<w:b/>")}${run("浦荣获质量协会“先进单位”称号")}`),
      p("协会予以表彰。"),
      bold("图1-1 服务台流程"),
      bold("表2 事件数量"),
      bold("单位：万元"),
      bold("云浦区水务局"),
      bold("2022年3月1日"),
    ].join(""),
  );
  expect(outline(parsed)).toEqual([
    "1 一、安排 t",
    "2 （一）保障安全，守住底线。 tt",
    "2 （二）提升服务，便利用户。 t",
    "1 二、质量",
    "2 1）质量体系 t",
    "2 2）云浦荣获质量协会“先进单位”称号 ttttss",
  ]);
});

test("19: paragraphs of a Word file are no hard wraps, an imprint is no heading", async () => {
  const lines = [
    "云浦科技有限公司 产品研发部",
    "文档版本：V1.0",
    "说明文字有二十四个字宽这么长的一行",
    "第二行也有二十四个字宽这么长的一行",
  ];
  const parsed = await word(
    "wraps",
    [TITLE, bold("一、概况"), ...lines.map((line) => p(line)), ...lines.map((line) => p(line))].join(""),
  );
  expect(texts(parsed)).toEqual([...lines, ...lines]);
});

test("a bullet of a symbol font is a bullet, whatever letter stands for it", async () => {
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, "bullet", "z", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
  const drawn = run("z", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>');
  const box = run("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>');
  const body = [
    TITLE,
    bold("一、概况"),
    numbered("甲项", 1),
    numbered("乙项", 1),
    p(`${run("已公开")}${box}${drawn}`),
    p("\uf0be 丙项"),
    p("\uf0be 丁项"),
  ];
  const parsed = await readFile(docxFile(body.join(""), { numbering }), "bullets.docx");
  const blocks = parsed.sections[0]?.blocks ?? [];
  expect(blocks.map((b) => (b.kind === "item" ? `${b.marker}|${b.text}` : b.kind === "table" ? "" : b.text))).toEqual([
    "•|甲项",
    "•|乙项",
    "已公开□\uf07a",
    "•|丙项",
    "•|丁项",
  ]);
});

const markdown = (text: string) => readText(`# 云浦区水务局2021年度社会责任报告\n\n## 一、概况\n\n${text}\n`, "a.md");

test("soft breaks between Chinese characters are none, breaks that the author set stay", () => {
  const parsed = markdown(
    "全年供电可靠率\n百分之九十九，\n服务 users\nof grid 二十万户，全年没有发生责任事故。\n\n第一行写到这里，没有句号  \n第二行接着写没有句号\\\n第三行。\n\n**目标（九成）**已完成，*“十项承诺”*全部兑现。",
  );
  expect(texts(parsed)).toEqual([
    "全年供电可靠率百分之九十九，服务 users of grid 二十万户，全年没有发生责任事故。",
    "第一行写到这里，没有句号",
    "第二行接着写没有句号",
    "第三行。",
    "目标（九成）已完成，“十项承诺”全部兑现。",
  ]);
});

test("list lines that a format states stay list lines, with the marks it states", async () => {
  const split =
    "1. 完善制度\n2. 更新车辆\n\n以上两项六月底前完成。\n\n3. **公开信息**\n4. 加强巡线\n\n以上两项由营业厅负责。";
  expect(outline(markdown(split))).toEqual(["1 一、概况 iitiit"]);
  const html = `<h1>云浦区水务局2021年度社会责任报告</h1><h2>一、概况</h2><ol><li>甲</li></ol><p>插话。</p><ol start=3><li>丙</li><li value=9>壬</li></ol><ol type=a><li>字母</li></ol><ol style="list-style-type: cjk-ideographic"><li>汉字</li></ol><ol reversed><li>倒二</li><li>倒一</li></ol><ul style="list-style:none"><li>没有标记。</li></ul>`;
  const parsed = await readFile(new TextEncoder().encode(html), "lists.html");
  const marks = parsed.sections.flatMap((s) => s.blocks.map((b) => (b.kind === "item" ? b.marker : b.kind)));
  expect(marks).toEqual(["1.", "text", "3.", "9.", "a.", "一、", "2.", "1.", "text"]);
});

test("split by remarks, a numbered list of a text file is still a list; entries of a glossary are no sections", () => {
  expect(
    outline(
      readText(
        "云浦区水务局2021年度社会责任报告\n\n一、措施\n\n1．完善制度\n2．更新车辆\n\n以上两项六月底前完成。\n\n3．公开信息\n4．加强巡线\n\n以上由营业厅负责。\n\n二、名词解释\n\n1.“四上”企业：\n达到一定规模的企业。\n\n2.“双高”：\n高水平学校。\n\n三、结语\n\n谢谢。\n",
      ),
    ),
  ).toEqual(["1 一、措施 iitiit", "1 二、名词解释 itit", "1 三、结语 t"]);
});

const doubts = (parsed: ParsedReport) => parsed.notes.filter((note) => note.level !== "info").map((note) => note.code);

test("13: bureau and year of every family are read off the cover", async () => {
  const parsed = await read("13-gov-report-bureau-and-year.txt");
  expect(parsed).toMatchObject({ bureau: "示例市人民政府", year: 2024 });
  expect(doubts(parsed)).not.toContain("bureau-guessed");
});

test("18: the buttons of a pasted page are named in the notes; who reports is a doubt", async () => {
  const parsed = await read("18-web-toolbar.txt");
  expect(parsed).toMatchObject({ title: "2024年示例市人民政府工作报告", bureau: "示例市人民政府", year: 2024 });
  expect(texts(parsed).slice(0, 2)).toEqual(["各位代表：", "现在，我代表市人民政府，向大会报告工作。"]);
  expect(doubts(parsed)).toContain("bureau-guessed");
  const left = parsed.notes.filter((note) => note.code === "page-furniture-left-out").map((note) => note.text);
  expect(left.join("\n")).toMatch(/下载\n打印\n全屏[^]*来源：示例日报/);
});

test("20: a bureau is never taken from somebody's short name", async () => {
  const parsed = await read("20-bureau-from-any-short-name.txt");
  expect(parsed.bureau).toBeNull();
  expect(doubts(parsed)).toContain("bureau");
});

test("a page pasted with its path on many lines; a text that only speaks of printing keeps its lines", () => {
  const pasted = readText(
    "您的位置:\n首页\n>\n示例要闻\n示例要闻\n2026年示例省政府工作报告\n来源：示例日报\n2026-02-03 09:02:33\n【字体：\n大\n中\n小\n】\n——2026年1月28日在示例省第十四届人民代表大会第四次会议上\n省长　王某\n各位代表：\n一、回顾\n平稳运行。\n",
  );
  expect(pasted).toMatchObject({ title: "2026年示例省政府工作报告", bureau: "示例省人民政府", year: 2026 });
  expect(texts(pasted)).toEqual(["各位代表：", "平稳运行。"]);
  const printer = readText("云浦区水务局2021年度社会责任报告\n\n打印\n\n一、设备\n\n打印\n\n复印\n\n共三台。\n");
  expect(texts(printer)).toContain("打印");
});

test("a page is named by its heading or its head, never by what stands around it", async () => {
  const page = (head: string, body: string) =>
    readFile(new TextEncoder().encode(`<html><head>${head}</head><body>${body}</body></html>`), "page.html");
  const text = "<h2>一、概况</h2><p>全年供电可靠率99.95%。</p>";
  const named = await page(
    "<title>示例市网一供电局2021年度社会责任报告</title>",
    `<div>网站支持IPv6</div><h1>示例市网一供电局2021年度社会责任报告</h1>${text}`,
  );
  expect(named).toMatchObject({ bureau: "示例市网一供电局", year: 2021 });
  const untitled = await page(
    '<meta name="ArticleTitle" content="示例市网三供电局2021年度社会责任报告"><title>社会责任报告_某某市人民政府</title>',
    `<p>2021年度社会责任报告</p>${text}`,
  );
  expect(untitled).toMatchObject({ bureau: "示例市网三供电局", year: 2021 });
});

test("the properties of a Word file may say what its first page does not", async () => {
  const core =
    '<cp:coreProperties xmlns:dc="d" xmlns:cp="c"><dc:title>云浦区水务局2021年度社会责任报告</dc:title></cp:coreProperties>';
  const body = [p("一、概况"), p("职工120人。"), p("二、结语"), p("谢谢。")].join("");
  const parsed = await readFile(docxFile(body, {}, { "docProps/core.xml": core }), "report.docx");
  expect(parsed).toMatchObject({ title: "云浦区水务局2021年度社会责任报告", bureau: "云浦区水务局", year: 2021 });
});
