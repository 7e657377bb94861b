import { describe, expect, test } from "vitest";
import type { ParsedReport } from "./document.ts";
import { cell, docxFile, p, row, run, table } from "./fixtures/docx-file.ts";
import { readFile } from "./read-file.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const SECRET = "真实漏损率13.5%";
const TITLE = "示例市东湖供水局2023年度社会责任报告";

/** The fate of a secret: shown in the text, told to staff as hidden, and whether it stops the file. */
function fate({ sections, notes }: ParsedReport) {
  const told = notes.find(({ code }) => code === "hidden-text");
  return {
    shown: JSON.stringify(sections).includes(SECRET),
    told: told?.text.includes(SECRET) ?? false,
    stops: notes.filter(({ level }) => level === "blocking").map(({ code }) => code),
  };
}
const HIDDEN = { shown: false, told: true, stops: ["hidden-text"] };
const SHOWN = { shown: true, told: false, stops: [] };

const page = (inner: string, head = "") =>
  utf8(
    `<html><head><meta charset="utf-8"><title>${TITLE}</title>${head}</head><body><h1>${TITLE}</h1><h2>一、概况</h2><p>本局有职工三百人，服务居民八千户，供水稳定。</p>${inner}<p>请社会各界监督，欢迎提出意见。</p></body></html>`,
  );
const styled = (style: string) => page(`<p style="${style}">${SECRET}</p>`);

describe("a web page", () => {
  test.each([
    ["display", styled("display: none")],
    ["visibility", styled("VISIBILITY:hidden")],
    ["no size", styled("font-size:0")],
    ["one pixel", styled("font-size: 1px;color:red")],
    ["white on white", styled("color:#FFFFFF")],
    ["font white", page(`<p><font color="white">${SECRET}</font></p>`)],
    ["seen through", styled("opacity: 0")],
    ["off the screen", styled("position:absolute;left:-9999px")],
    ["indented away", styled("text-indent:-9999px")],
    ["clipped", styled("position:absolute;clip:rect(0,0,0,0)")],
    ["no room", styled("height:0;overflow:hidden")],
    ["attribute", page(`<p hidden>${SECRET}</p>`)],
    ["a class of its sheet", page(`<p class="a b">${SECRET}</p>`, "<style>/* x */ .b, #c { display : none }</style>")],
    ["an id of its sheet", page(`<p id="c">${SECRET}</p>`, "<style>.b,#c{visibility:hidden}</style>")],
    ["comment", page(`<!-- ${SECRET} -->`)],
    ["template", page(`<template><p>${SECRET}，未经核实，内部掌握</p></template>`)],
    ["noscript", page(`<noscript>${SECRET}，内部掌握</noscript>`)],
  ])("%s: is left out, told, and stops", async (_, bytes) => {
    expect(fate(await readFile(bytes, "a.html"))).toEqual(HIDDEN);
  });

  test.each([
    ["hidden from screen readers alone", page(`<p aria-hidden="true">${SECRET}</p>`)],
    ["folded", page(`<details><summary>展开</summary><p>${SECRET}</p></details>`)],
    ["white on blue", page(`<div style="background:#036"><p style="color:#fff">${SECRET}</p></div>`)],
    [
      "set large again in a box without size",
      page(`<div style="font-size:0"><p style="font-size:16px">${SECRET}</p></div>`),
    ],
    ["hidden in print alone", page(`<p class="b">${SECRET}</p>`, "<style>@media print{.b{display:none}}</style>")],
    [
      "an article that a script shows",
      page(`<div id="js_content" style="visibility:hidden;opacity:0">${SECRET}</div>`),
    ],
  ])("%s: is text", async (_, bytes) => {
    expect(fate(await readFile(bytes, "a.html"))).toEqual(SHOWN);
  });

  test("what a reader sees with a line through it is marked, stops, and never runs into what stands beside it", async () => {
    const report = await readFile(
      page(
        '<p>电话<del>1111</del><ins>2222</ins>，<span style="text-decoration: line-through">旧数</span>新数<s></s>。</p>',
      ),
      "a.html",
    );
    expect(JSON.stringify(report.sections)).toContain("电话〔已划去：1111〕2222，〔已划去：旧数〕新数。");
    expect(report.notes.find(({ message }) => message.includes("删除线"))).toMatchObject({
      level: "unsure",
      text: "1111\n旧数",
    });
  });

  test("menus that open and codes to scan stop nobody", async () => {
    const menu = '<ul style="display:none"><li>政务公开</li><li>办事服务</li></ul>';
    const report = await readFile(
      page(`</div><div style="display:none">微信扫一扫关注该公众号</div>${menu}`),
      "a.html",
    );
    expect(report.notes.filter(({ text }) => text.includes("扫一扫"))).toMatchObject([{ level: "info" }]);
  });
});

const word = (inner: string, parts: Parameters<typeof docxFile>[1] = {}, more: Parameters<typeof docxFile>[2] = {}) =>
  docxFile(p(TITLE) + p("一、概况") + p("本局有职工三百人。") + inner, parts, more);
const WHITE = '<w:color w:val="FFFFFF"/>';
const BLUE = '<w:shd w:val="clear" w:fill="1F4E79"/>';
const style = (type: string, inner: string) => `<w:style w:type="${type}" w:styleId="S">${inner}</w:style>`;
const box = (text: string, css: string) =>
  `<w:r><w:pict><v:shape style="${css}"><v:textbox><w:txbxContent>${p(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
const core = (inner: string) => ({
  "docProps/core.xml": `<cp:coreProperties xmlns:cp="c" xmlns:dc="d">${inner}</cp:coreProperties>`,
});

describe("a Word file", () => {
  test.each([
    ["vanish", word(p(run(SECRET, "<w:vanish/>")))],
    [
      "vanish of a character style",
      word(p(run(SECRET, '<w:rStyle w:val="S"/>')), { styles: style("character", "<w:rPr><w:vanish/></w:rPr>") }),
    ],
    [
      "vanish of a paragraph's style",
      word(p(run(SECRET), '<w:pStyle w:val="S"/>'), { styles: style("paragraph", "<w:rPr><w:vanish/></w:rPr>") }),
    ],
    ["white on white", word(p(run(SECRET, WHITE)))],
    [
      "white of a style",
      word(p(run(SECRET), '<w:pStyle w:val="S"/>'), { styles: style("paragraph", `<w:rPr>${WHITE}</w:rPr>`) }),
    ],
    ["white in a plain table", word(table(row(cell("项目"), `<w:tc>${p(run(SECRET, WHITE))}</w:tc>`)))],
    ["one point", word(p(run(SECRET, '<w:sz w:val="2"/>')))],
    ["narrow beyond reading", word(p(run(SECRET, '<w:w w:val="1"/>')))],
    ["pressed together", word(p(run(SECRET, '<w:spacing w:val="-400"/>')))],
    ["the paper's colour by its theme", word(p(run(SECRET, '<w:color w:val="auto" w:themeColor="background1"/>')))],
    ["white on a white pen", word(p(run(SECRET, `${WHITE}<w:highlight w:val="white"/>`)))],
    ["red on a red pen", word(p(run(SECRET, '<w:color w:val="FF0000"/><w:highlight w:val="red"/>')))],
    ["blue on the same blue", word(p(run(SECRET, `<w:color w:val="1F4E79"/>${BLUE}`)))],
    [
      "blue in a cell of the same blue",
      word(
        table(row(cell("甲"), `<w:tc><w:tcPr>${BLUE}</w:tcPr>${p(run(SECRET, '<w:color w:val="1F4E79"/>'))}</w:tc>`)),
      ),
    ],
    ["without filling", word(p(run(SECRET, "<w14:textFill><w14:noFill/></w14:textFill>")))],
    [
      "a hidden row",
      word(table(row(cell("甲"), cell("乙")), `<w:tr><w:trPr><w:hidden/></w:trPr>${cell("丙")}${cell(SECRET)}</w:tr>`)),
    ],
    [
      "a deleted cell",
      word(table(row(cell("甲"), cell("乙")), row(cell("丙"), cell(SECRET, '<w:cellDel w:id="1"/>')))),
    ],
    [
      "vanish of a table's style",
      word(`<w:tbl><w:tblPr><w:tblStyle w:val="S"/></w:tblPr>${row(cell(SECRET), cell(SECRET))}</w:tbl>`, {
        styles: style("table", "<w:rPr><w:vanish/></w:rPr>"),
      }),
    ],
    ["a frame beside the page", word(p(run(SECRET), '<w:framePr w:x="-20000"/>'))],
    ["a box that is hidden", word(p(box(SECRET, "position:absolute;visibility:hidden") + run("后")))],
    ["a box beside the page", word(p(box(SECRET, "position:absolute;left:-5000pt") + run("后")))],
    [
      "said otherwise to old software",
      word(
        p(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p("框内")}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(SECRET)}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        ),
      ),
    ],
    [
      "quoted in a field's code",
      word(p(`<w:r><w:instrText> IF 1 = 2 "${SECRET}" "公开" </w:instrText></w:r>${run("公开")}`)),
    ],
    [
      "a variable of the document",
      word("", { settings: `<w:docVars><w:docVar w:name="a" w:val="${SECRET}"/></w:docVars>` }),
    ],
    ["data beside the text", word("", {}, { "customXml/item1.xml": `<root><note>${SECRET}</note></root>` })],
    ["hidden in a header", word("", { header1: p(run(SECRET, "<w:vanish/>")) })],
    ["moved away", word(p(`<w:moveFrom>${run(SECRET)}</w:moveFrom>`))],
    ["deleted", word(p(`<w:del><w:r><w:delText>${SECRET}</w:delText></w:r></w:del>`))],
    ["a comment that nothing refers to", word("", { comments: `<w:comment w:id="7">${p(SECRET)}</w:comment>` })],
    ["a note that nothing refers to", word("", { footnotes: `<w:footnote w:id="7">${p(SECRET)}</w:footnote>` })],
    ["deleted in a header", word("", { header1: p(`<w:del><w:r><w:delText>${SECRET}</w:delText></w:r></w:del>`) })],
    ["a remark in the properties", word("", {}, core(`<dc:description>${SECRET}</dc:description>`))],
  ])("%s: is left out, told, and stops", async (_, bytes) => {
    expect(fate(await readFile(bytes, "a.docx"))).toEqual(HIDDEN);
  });

  test.each([
    ["white on a blue run", word(p(run(SECRET, WHITE + BLUE)))],
    ["white in a blue paragraph", word(p(run(SECRET, WHITE), BLUE))],
    [
      "white in a blue cell",
      word(table(row(cell("项目"), `<w:tc><w:tcPr>${BLUE}</w:tcPr>${p(run(SECRET, WHITE))}</w:tc>`))),
    ],
    ["its mark alone hidden", word(p(run(SECRET), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"))],
    ["hidden on the web alone", word(p(run(SECRET, "<w:webHidden/>")))],
    ["black by itself on black", word(p(run(SECRET, '<w:highlight w:val="black"/>')))],
    ["marked with a pen", word(p(run(SECRET, '<w:highlight w:val="yellow"/>')))],
    ["quoted and shown", word(p(`<w:r><w:instrText> IF 1 = 1 "${SECRET}" "无" </w:instrText></w:r>${run(SECRET)}`))],
    ["moved here", word(p(`<w:moveTo>${run(SECRET)}</w:moveTo>`))],
  ])("%s: is text", async (_, bytes) => {
    expect(fate(await readFile(bytes, "a.docx"))).toEqual(SHOWN);
  });

  test.each([
    ["of runs", word(p(run("五百", "<w:strike/>") + run("件", "<w:dstrike/>") + run("现为四百件")))],
    [
      "of a style",
      word(p(run("五百件", '<w:rStyle w:val="S"/>') + run("现为四百件")), {
        styles: style("character", "<w:rPr><w:strike/></w:rPr>"),
      }),
    ],
  ])("struck-out text %s stands between marks, and stops", async (_, bytes) => {
    const { sections, notes } = await readFile(bytes, "a.docx");
    expect(JSON.stringify(sections)).toContain("〔已划去：五百件〕现为四百件");
    expect(notes.find(({ code }) => code === "hidden-text")).toMatchObject({ level: "blocking", text: "五百件" });
    expect(notes.filter(({ level }) => level === "blocking")).toHaveLength(1);
  });

  test("a subject of a few words is no remark", async () => {
    const { notes } = await readFile(word("", {}, core("<dc:subject>社会责任报告</dc:subject>")), "a.docx");
    expect(notes.filter(({ level }) => level === "blocking")).toEqual([]);
  });
});

test.each([
  ["front matter", `---\ntitle: ${TITLE}\n内部: ${SECRET}\n---\n`],
  ["front matter in TOML", `+++\nnote = "${SECRET}"\n+++\n`],
  ["a comment of web code", `<!-- ${SECRET} -->\n\n`],
  ["a comment by a link", `[//]: # (${SECRET})\n\n`],
  ["a block that is not shown", `<div hidden>\n${SECRET}\n</div>\n\n`],
  ["a span in a paragraph", `前面<span style="display:none">${SECRET}</span>后面。\n\n`],
  ["a span around other signs", `前面<span hidden>一**${SECRET}**二</span>后面。\n\n`],
  ["white in a paragraph", `前面<font color="white">${SECRET}</font>后面。\n\n`],
  ["without size in a cell", `| 甲 | 乙 |\n|---|---|\n| 丙 | <span style="font-size:0">${SECRET}</span> |\n\n`],
  ["in a heading and an item", `### 二级<span hidden>${SECRET}</span>\n\n- 项目<i hidden>${SECRET}</i>\n\n`],
  ["a comment in a paragraph", `前面<!-- 一\n${SECRET} -->后面。\n\n`],
  ["blocks within a tag", `<div hidden>\n\n### 内部\n\n- ${SECRET}\n\n| 甲 |\n|--|\n| 1 |\n\n</div>\n\n`],
  ["a class of its sheet", `<style>.s{display:none}</style>\n\n前面<b class="s">${SECRET}</b>后面。\n\n`],
  ["a template", `前面<template>${SECRET}</template>后面。\n\n`],
  ["a note that nothing refers to", `[^9]: ${SECRET}\n\n`],
  [
    "remarks of editors",
    `前 %%${SECRET}%% 后 {>>${SECRET}<<}，{--${SECRET}--}。\n\n{% comment %}${SECRET}{% endcomment %}\n\n`,
  ],
])("Markdown, %s: is left out, told, and stops", async (_, hidden) => {
  const [before, after] = hidden.startsWith("---") || hidden.startsWith("+++") ? [hidden, ""] : ["", hidden];
  const file = `${before}\n# ${TITLE}\n\n## 一、概况\n\n本局有职工三百人。\n\n${after}请社会各界监督。\n`;
  expect(fate(await readFile(utf8(file), "a.md"))).toEqual(HIDDEN);
});
