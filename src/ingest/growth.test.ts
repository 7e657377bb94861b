import { expect, test } from "vitest";
import { AppError } from "../errors.ts";
import { cell, docxFile, p, row, run, table } from "./fixtures/docx-file.ts";
import { pdfFile } from "./fixtures/pdf-file.ts";
import { readFile } from "./read-file.ts";

const TITLE = "示例市东湖供水局2023年度社会责任报告";
const utf8 = (text: string) => new TextEncoder().encode(text);
const MAKERS = {
  txt: (text: string) => utf8(`${TITLE}\n\n一、公开陈述\n\n真实。\n\n${text}\n\n二、基本情况\n\n职工三百人。\n`),
  md: (text: string) => utf8(`# ${TITLE}\n\n## 一、公开陈述\n\n${text}\n\n## 二、基本情况\n\n职工三百人。\n`),
  html: (text: string) => utf8(`<h1>${TITLE}</h1><h2>一、公开陈述</h2>${text}<h2>二、基本情况</h2><p>职工。</p>`),
  docx: (body: string) => docxFile(p(TITLE) + p("一、公开陈述") + body + p("二、基本情况")),
  pdf: (before: string) => pdfFile([[TITLE, "一、公开陈述", "本局承诺真实可靠。"]], { before }),
};
type Format = keyof typeof MAKERS;

/** Processor time of this thread, which others do not lengthen; a refusal is an answer too. */
async function cost(format: Format, text: string): Promise<number> {
  const bytes = MAKERS[format](text);
  const before = process.threadCpuUsage();
  await readFile(bytes, `a.${format}`).catch((error: unknown) => expect(error).toBeInstanceOf(AppError));
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** Linear work takes four times as long for four times as much, quadratic work sixteen times. */
const MOST = 10;
/** Less than this says nothing, in milliseconds. */
const FLOOR = 60;

async function grows(format: Format, what: string, make: (n: number) => string, n: number): Promise<string[]> {
  const four = await cost(format, make(n * 4));
  // An input that stays below the floor's limit at full length needs no shorter ones to compare with.
  if (four <= FLOOR * MOST) return [];
  const once = Math.max(FLOOR, await cost(format, make(n)), (await cost(format, make(n * 2))) / 2);
  if (four <= once * MOST) return [];
  return (await cost(format, make(n * 4))) <= once * MOST ? [] : [`${format}: ${what}`];
}

const repeated = (piece: string) => (n: number) => piece.repeat(n);
const PIECES =
  "-,.,—,…,_,·,*,#, ,\u3000,\t,一,1,（,“,|,>,a,：,年,。,[,1.,（一）,第一章,**a,1、,- 1 -,2023年,局,（以下简称,表1,①,囬,⼯,\ue001".split(
    ",",
  );

test.each<Format>(["txt", "html"])(
  "a .%s file's cost grows with its length, whatever character it repeats",
  { timeout: 240_000 },
  async (format) => {
    await cost(format, "一");
    const slow: string[] = [];
    for (const piece of PIECES) {
      const lines = format === "txt" ? `${piece}\n` : `<p>${piece}`;
      slow.push(
        ...(await grows(
          format,
          `line of ${piece}`,
          (n) => `<p>`.repeat(format === "html" ? 1 : 0) + piece.repeat(n),
          6_000,
        )),
      );
      slow.push(...(await grows(format, `lines of ${piece}`, repeated(lines), 1_500)));
    }
    expect(slow).toEqual([]);
  },
);

const MARKDOWN =
  "*a_,_a*,_*_,[,](,![,[a](,`,``a,~~a,*a*,**a,***,[^1],&a;,http://a.b ,a@b.c ,<!--,\\*,<b>,> ,- ,1. ,=\n,-\n,|a|b|\n,<div>\n\n,[a]: b\n\n".split(
    ",",
  );
const nested = (mark: string, blanks: string) => (n: number) =>
  Array.from({ length: n }, (_, i) => `${blanks.repeat(i)}${mark} a`).join("\n");
const STRUCTURES: [Format, string, (n: number) => string, number][] = [
  ["md", "nested lists", nested("-", "  "), 60],
  ["md", "nested quotes", nested(">", ">"), 60],
  ["html", "nested elements", repeated("<div>a"), 200],
  ["html", "nested tables", repeated("<table><tr><td>a<td>b"), 40],
  ["html", "rows", (n) => `<table>${"<tr><td>1<td>2".repeat(n)}</table>`, 3_000],
  ["html", "spans", (n) => `<table>${"<tr><td colspan=100 rowspan=100>1".repeat(n)}</table>`, 60],
  ["html", "attributes", (n) => `<p ${"a=1 ".repeat(n)} style="${"display :".repeat(n)}">一`, 3_000],
  ["html", "comments that do not end", repeated("<!--"), 6_000],
  ["html", "hidden text", repeated("<p hidden>一二</p>"), 2_000],
  ["docx", "paragraphs", repeated(p("一")), 1_000],
  ["docx", "runs", (n) => p(run("一").repeat(n)), 1_000],
  ["docx", "rows", repeated(table(row(cell("1"), cell("2")))), 500],
  [
    "docx",
    "content controls",
    (n) => `${"<w:sdt><w:sdtContent>".repeat(n)}${p("a")}${"</w:sdtContent></w:sdt>".repeat(n)}`,
    24,
  ],
  ["docx", "paragraph ends deleted", repeated(p(run("一"), "<w:rPr><w:del/></w:rPr>")), 1_000],
  ["docx", "a long tag", (n) => p(run(`一</w:t><a${"a".repeat(n)}/><w:t>`)), 6_000],
  ["pdf", "states kept", repeated("q "), 4_000],
  ["pdf", "marked content", repeated("/P << /MCID 1 >> BDC "), 1_500],
  ["pdf", "boxes", repeated("10 10 100 100 re S "), 500],
  ["pdf", "characters in one place", (n) => `BT /F1 12 Tf ${"1 0 0 1 72 300 Tm <4e00> Tj ".repeat(n)} ET`, 800],
  ["pdf", "a long row", (n) => `BT /F1 12 Tf 1 0 0 1 72 300 Tm <${"4e00".repeat(n)}> Tj ET`, 1_500],
];

test("the cost of marks and structures grows with their number, in every format", { timeout: 240_000 }, async () => {
  for (const format of ["md", "html", "docx", "pdf"] as const) await cost(format, format === "pdf" ? "" : p("一"));
  const slow: string[] = [];
  for (const mark of MARKDOWN) slow.push(...(await grows("md", mark, repeated(mark), 1_000)));
  for (const [format, what, make, n] of STRUCTURES) slow.push(...(await grows(format, what, make, n)));
  expect(slow).toEqual([]);
});

test("what no report has is refused with what to do, and soon", { timeout: 60_000 }, async () => {
  const refusal = async (format: Format, text: string) =>
    readFile(MAKERS[format](text), `a.${format}`).then(
      () => "was read",
      (error: AppError) => `${error.code} ${error.message}`,
    );
  expect(await refusal("md", nested("-", "  ")(900))).toMatch(/^too_large .*嵌套过深.*请/);
  expect(await refusal("md", "*a_".repeat(19_000))).toMatch(/^too_large .*请/);
  expect(await refusal("html", `<table>${"<tr><td>1<td>2".repeat(100_000)}</table>`)).toMatch(/^too_large .*表格.*请/);
  expect(await refusal("html", "<div>".repeat(5_000))).toMatch(/^too_large .*嵌套过深.*请/);
  expect(await refusal("pdf", "q ".repeat(40_000))).toMatch(/^too_large .*请/);
});
