import { expect, test } from "vitest";
import { cell, docxFile, level, numbered, p, row, run, table, TITLE } from "../fixtures/docx-file.ts";
import { notesOf, outline, texts } from "../fixtures/read-text.ts";
import { parseReport } from "../read-report.ts";

type Args = Parameters<typeof docxFile>;
const read = (body: string, parts?: Args[1], more?: Args[2]) =>
  parseReport(docxFile(TITLE + body, parts, more), "report.docx");
const CHAPTER = p("一、公开陈述");

const abstract = (id: number, ...levels: string[]) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join("")}</w:abstractNum>`;
const num = (id: number, of: number, more = "") =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;

test("automatic numbering is written as printed, level by level, and begins anew below each chapter", () => {
  const numbering =
    abstract(0, level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）")) + num(1, 0);
  const body = [
    numbered("公开陈述", 1),
    p("本局承诺真实。"),
    numbered("保障员工权益", 1),
    numbered("理论学习", 1, 1),
    p("全年学习十二次。"),
    numbered("员工教育", 1, 1),
    p("全年培训八期。"),
    numbered("诚信经营", 1),
    numbered("诚信服务", 1, 1),
    p("受理投诉五件。"),
  ];
  const parsed = read(body.join(""), { numbering });
  expect(outline(parsed)).toEqual([
    "1 一、公开陈述 t",
    "1 二、保障员工权益",
    "2 （一）理论学习 t",
    "2 （二）员工教育 t",
    "1 三、诚信经营",
    "2 （一）诚信服务 t",
  ]);
  expect(notesOf(parsed, "numbering")[0]?.message).toContain("6 处自动编号");
});

test("numbers of several levels, starts, overrides and continued lists count as in Word", () => {
  const numbering = [
    abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")),
    abstract(1, level(0, "decimalEnclosedCircleChinese", "%1", '<w:suff w:val="nothing"/>')),
    num(1, 0),
    num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
    num(3, 1),
  ].join("");
  const body = [
    numbered("公开陈述", 1),
    p("真实。"),
    numbered("基本情况", 1),
    numbered("规模与性质", 1, 1),
    p("职工一百二十人。"),
    numbered("所属类别", 1, 1),
    p("机关。"),
    numbered("报告展望", 2),
    numbered("办好第一件实事；", 3),
    numbered("办好第二件实事。", 3),
  ];
  const printed = read(body.join(""), { numbering });
  const headings = printed.sections.map((s) => s.heading);
  expect(headings).toEqual(["1 公开陈述", "2 基本情况", "2.1 规模与性质", "2.2 所属类别", "7 报告展望"]);
  expect(printed.sections.at(-1)?.blocks).toEqual([
    { kind: "item", marker: "①", text: "办好第一件实事；" },
    { kind: "item", marker: "②", text: "办好第二件实事。" },
  ]);
});

test("a style brings numbering, outline level and heading marks; bullets become list marks", () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>' +
    '<w:outlineLvl w:val="0"/></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr>' +
    '<w:outlineLvl w:val="1"/></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>';
  const numbering =
    abstract(0, level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "第%2节")) +
    abstract(1, level(0, "bullet", "\uf0b7")) +
    num(1, 0) +
    num(2, 1);
  const styled = (text: string, id: string) => p(text, `<w:pStyle w:val="${id}"/>`);
  const parsed = parseReport(
    docxFile(
      [
        styled("云浦区水务局2021年度履职情况", "t"),
        styled("我们的承诺", "1"),
        p("真实。"),
        styled("我们的队伍", "1"),
        styled("学习", "2"),
        p("十二次。"),
        numbered("先进单位", 2),
        numbered("优秀集体", 2),
      ].join(""),
      { styles, numbering },
    ),
    "a.docx",
  );
  expect(parsed.title).toBe("云浦区水务局2021年度履职情况");
  expect(outline(parsed)).toEqual(["1 第一章 我们的承诺 t", "1 第二章 我们的队伍", "2 第一节 学习 tii"]);
  expect(parsed.sections[2]?.blocks[1]).toEqual({ kind: "item", marker: "•", text: "先进单位" });
});

test("merged cells keep their text in the first cell, with a note", () => {
  const merge = (how: string) => `<w:vMerge${how ? ` w:val="${how}"` : ""}/>`;
  const body = table(
    row(cell("指标"), cell("年度", '<w:gridSpan w:val="2"/>')),
    row(cell("门诊量", merge("restart")), cell("2020年"), cell("80.5")),
    row(cell("", merge("")), cell("2021年"), cell("92.1")),
  );
  const parsed = read(CHAPTER + p("见下表。") + body);
  expect(parsed.sections[0]?.blocks[1]).toEqual({
    kind: "table",
    caption: "",
    header: 1,
    rows: [
      ["指标", "年度", ""],
      ["门诊量", "2020年", "80.5"],
      ["", "2021年", "92.1"],
    ],
  });
  expect(notesOf(parsed, "table")[0]?.message).toContain("合并的单元格");
});

test("a table of one column is read as paragraphs", () => {
  expect(texts(read(CHAPTER + table(row(cell("真实。")), row(cell("可靠。")))))).toEqual(["真实。", "可靠。"]);
});

test("a text box is read once, after its paragraph", () => {
  const content = `<w:txbxContent>${p("框里的话。")}</w:txbxContent>`;
  const box =
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${content}</wps:txbx></w:drawing></mc:Choice>` +
    `<mc:Fallback><w:pict><v:textbox>${content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  expect(texts(read(CHAPTER + p(`${run("正文。")}${box}`)))).toEqual(["正文。", "框里的话。"]);
});

test("a footnote's mark stays in the text, and its words follow the paragraph", () => {
  const footnotes = `<w:footnote w:id="2">${p(`<w:r><w:footnoteRef/></w:r>${run("指常住人口。")}`)}</w:footnote>`;
  const body = p(`${run("服务居民九万人")}<w:r><w:footnoteReference w:id="2"/></w:r>${run("。")}`);
  expect(texts(read(CHAPTER + body, { footnotes }))).toEqual(["服务居民九万人[1]。", "[1]指常住人口。"]);
});

test("headers and footers are left out, with their words in a note", () => {
  const parsed = read(CHAPTER + p("真实。"), { header1: p("内部传阅"), footer1: p("第1页") });
  expect(texts(parsed)).toEqual(["真实。"]);
  expect(notesOf(parsed, "page-furniture-left-out")[0]?.text).toBe("第1页\n内部传阅");
});

test("tracked changes: what was inserted stays, what was deleted goes, and both are flagged", () => {
  const body = p(
    `${run("共")}<w:del w:id="1"><w:r><w:delText>三</w:delText></w:r></w:del><w:ins w:id="2">${run("四")}</w:ins>${run("件。")}`,
  );
  const parsed = read(CHAPTER + body);
  expect(texts(parsed)).toEqual(["共四件。"]);
  expect(notesOf(parsed, "tracked-change").map((note) => [note.level, note.text])).toEqual([
    ["unsure", "三"],
    ["unsure", "四"],
  ]);
});

test("a paragraph whose end was deleted goes on in the next", () => {
  const body = p("本局承诺", "<w:rPr><w:del w:id='1'/></w:rPr>") + p("真实。");
  expect(texts(read(CHAPTER + body))).toEqual(["本局承诺真实。"]);
});

test("hidden text, comments and pictures are left out and told", () => {
  const comments = `<w:comment w:id="0">${p("此数待核")}</w:comment>`;
  const drawing = '<w:r><w:drawing><docPr descr="合影"/><blip/></w:drawing></w:r>';
  const hidden = run("草稿", "<w:vanish/>");
  const body = p(`${run("真实。")}${hidden}<w:r><w:commentReference w:id="0"/></w:r>${drawing}`);
  const parsed = read(CHAPTER + body, { comments });
  expect(texts(parsed)).toEqual(["真实。"]);
  expect(notesOf(parsed, "markup-left-out").map((note) => note.text)).toEqual(["草稿", "此数待核", "合影"]);
});

test("a raised number keeps its height: 10 with a raised 3 is no 103", () => {
  const raised = (text: string) => run(text, '<w:vertAlign w:val="superscript"/>');
  const body = p(
    `${run("绿地2.5万m")}${raised("2")}${run("，约10")}${raised("3")}${run("级，见")}${raised("注")}${run("。")}`,
  );
  expect(texts(read(CHAPTER + body))).toEqual(["绿地2.5万m²，约10³级，见注。"]);
});

test("field codes are no text, their results are; content controls and links are entered", () => {
  const field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ "yyyy"</w:instrText></w:r>';
  const body = `<w:sdt><w:sdtContent>${p(`${field}${run("二〇二一年，")}<w:hyperlink>${run("见网站。")}</w:hyperlink>`)}</w:sdtContent></w:sdt>`;
  expect(texts(read(CHAPTER + body))).toEqual(["二〇二一年，见网站。"]);
});

test("a sentence that a page break cut is put together, a line break parts lines", () => {
  const page = '<w:r><w:br w:type="page"/></w:r>';
  const body = p(`${run("全年受理居民来信来访共计一百二十件，")}${page}${run("均已办结。")}`);
  const lines = p(`${run("局长：张三")}<w:r><w:br/></w:r>${run("2021年3月1日")}`);
  const parsed = read(CHAPTER + body + lines);
  expect(parsed.sections[0]?.blocks).toEqual([
    { kind: "text", text: "全年受理居民来信来访共计一百二十件，均已办结。" },
    { kind: "signature", text: "局长：张三" },
    { kind: "signature", text: "2021年3月1日" },
  ]);
});

test("a paragraph in bold is a heading as in Markdown; withheld figures keep their stars", () => {
  const parsed = read(CHAPTER + p(run("重点工作", "<w:b/>")) + p("收入**万元，新建**个。"));
  expect(outline(parsed)).toEqual(["1 一、公开陈述", "2 重点工作 t"]);
  expect(texts(parsed)).toEqual(["收入**万元，新建**个。"]);
});

test("characters that cannot be seen are taken out of the text", () => {
  expect(texts(read(CHAPTER + p("真&#x202e;实\u200b。")))).toEqual(["真实。"]);
});
