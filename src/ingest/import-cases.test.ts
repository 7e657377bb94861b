import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import cases from "./fixtures/import-cases.json" with { type: "json" };
import type { ParsedReport } from "./document.ts";
import { pdfFile, type PlacedText } from "./fixtures/pdf-file.ts";
import { readFile } from "./read-file.ts";

const CASES = "src/ingest/fixtures/import-cases";
/** Invented files, each with a fault that was seen on real ones. */
const read = async (name: string): Promise<ParsedReport> =>
  readFile(new Uint8Array(readFileSync(`${CASES}/${name}`)), name);
const blocksOf = ({ sections }: ParsedReport) => sections.flatMap(({ blocks }) => blocks);
const outline = ({ sections }: ParsedReport) =>
  sections.map(({ heading, depth, implicit }) => `${"#".repeat(depth)} ${implicit ? "~" : ""}${heading}`);
/** Every paragraph, list line (its mark first) and table. */
const texts = (report: ParsedReport) =>
  blocksOf(report).map((block) =>
    block.kind === "table"
      ? block.rows.map((row) => row.join("|")).join("\n")
      : "marker" in block
        ? `${block.marker} ${block.text}`
        : block.text,
  );
const blocking = ({ notes }: ParsedReport) => notes.filter(({ level }) => level === "blocking").map(({ code }) => code);
const noted = ({ notes }: ParsedReport) => notes.map(({ message, text }) => `${message}\n${text}`).join("\n");

/** File by file: whose report of which year, what stops it, its outline, and texts among its paragraphs. */
interface Case {
  bureau: string;
  year: number;
  stops?: string[];
  outline: string[];
  texts?: string[];
}

const CASE: Record<string, Case> = cases;

test.each(Object.entries(CASE))(
  "%s",
  async (name, { bureau, year, stops = [], outline: expected, texts: some = [] }) => {
    const report = await read(name);
    expect({ bureau: report.bureau, year: report.year, stops: blocking(report), outline: outline(report) }).toEqual({
      bureau,
      year,
      stops,
      outline: expected,
    });
    expect(texts(report)).toEqual(expect.arrayContaining(some));
  },
);

/** Their outcome is told by a test of its own: here, or beside the figures. */
const OTHERS = [
  "15-ocr-garbage-accepted.pdf",
  "20-bureau-from-any-short-name.txt",
  "21-figure-target-vs-fact.txt",
  "22-figure-cubic-metre.txt",
  "24-figure-table-unit-and-codes.md",
];

test("no file of the folder is left untried", () => {
  expect(readdirSync(CASES).toSorted()).toEqual([...Object.keys(CASE), ...OTHERS].toSorted());
});

describe("what a list of texts does not say", () => {
  test("02: page numbers alone are furniture, and the number goes on from the line before the cut", async () => {
    const report = await read("02-first-line-lost-as-running-title.pdf");
    expect(texts(report).join("\n")).toContain("主营业务收入为58191万元");
    const left = report.notes.filter(({ code }) => code === "page-furniture-left-out").map(({ text }) => text);
    expect(left).toEqual(["1\n2\n3\n4\n5\n6\n7\n8\n9\n10"]);
  });

  test("04, 12: no line of the contents list is left in the text", async () => {
    for (const name of ["04-contents-with-dot-leaders.pdf", "12-wrapped-cover-and-part-title.txt"])
      expect(texts(await read(name)).join("\n")).not.toMatch(/\.\.\.|^目录|^第.[节部]/m);
  });

  test("15: garbled text is quoted, whoever reports", async () => {
    const report = await read("15-ocr-garbage-accepted.pdf");
    expect(blocking(report)).toEqual(["garbled"]);
    expect(report.notes.find(({ code }) => code === "garbled")?.text).toContain("囬");
  });

  test("16: three numbers in one cell; 17: three forms with their titles", async () => {
    expect(texts(await read("16-lines-of-a-cell-fused.pdf"))[0]).toContain("|408.69 417.38 401.36");
    const forms = blocksOf(await read("17-separate-forms-merged.pdf")).filter((block) => block.kind === "table");
    expect(forms.map(({ rows }) => [rows[0]?.[0], rows[2]?.[1]])).toEqual([
      ["财政项目绩效目标填报表", "公共服务中心建设"],
      ["财政项目绩效目标填报表", "就业援助补贴"],
      ["财政项目绩效目标填报表", "环境整治经费"],
    ]);
  });

  test("18: the bureau is a doubt, the buttons are in a note", async () => {
    const report = await read("18-web-toolbar.txt");
    expect(report.notes).toContainEqual(expect.objectContaining({ code: "bureau", level: "unsure" }));
    expect(noted(report)).toMatch(/下载\n打印\n全屏\n收藏\n【字号：\n加大\n还原\n减小\n】\n来源：示例日报/);
  });

  test("20: a bureau is named by nobody", async () => {
    expect((await read("20-bureau-from-any-short-name.txt")).bureau).toBeNull();
  });

  test("site furniture is named in the notes, not in the text", async () => {
    for (const [name, words] of [
      ["gov1.html", "网站支持IPv6"],
      ["gov6.html", "登录\n注册"],
      ["govpage.html", "主办：某某市人民政府办公室 ICP备00000000号 公安备案"],
      ["wechat.html", "某某公众号2022-01-05 10:00"],
    ] as const) {
      const report = await read(name);
      expect(noted(report)).toContain(words);
      expect(texts(report).join("\n")).not.toContain(words.slice(0, 5));
    }
  });

  test("encodings and radicals are told", async () => {
    for (const name of ["trad-gbk.html", "euro-80.txt", "big5.txt"])
      expect((await read(name)).notes.map(({ code }) => code)).toContain("encoding");
    expect(noted(await read("radicals.docx"))).toContain("⻓ → 长");
  });
});

const WORDS = "用户满意度提高水质合格率稳定管网改造按期完成抢修人员日夜值守营业厅延长开放热线接通及时";
/** A column of running text, its lines as wide as it is. */
const column = (x: number, name: string, from = 640): PlacedText[] =>
  Array.from({ length: 22 }, (_, row) => {
    const start = (row * 7 + name.charCodeAt(0)) % WORDS.length;
    const line = `${WORDS}${WORDS}`.slice(start, start + 15);
    return [row === 0 ? `${name}段开头${line.slice(0, 11)}` : line, x, from - row * 22];
  });
const COLUMNS_TITLE: PlacedText[] = [
  ["示例市二号供电局2021年度社会责任报告", 170, 780, 16],
  ["一、供电概况", 72, 740, 14],
];

test("columns.pdf: two columns are read one after the other, on every page, and never row by row", async () => {
  const [left, right] = [column(72, "甲"), column(320, "乙")];
  const byRow = left.flatMap((line, row) => [line, right[row] as PlacedText]);
  const second = column(72, "丙", 780).flatMap((line, row) => [line, column(320, "丁", 780)[row] as PlacedText]);
  const report = await readFile(pdfFile([[...COLUMNS_TITLE, ...byRow], second]), "columns.pdf");
  const whole = texts(report).join("");
  const places = ["甲段开头", "乙段开头", "丙段开头", "丁段开头"].map((words) => whole.indexOf(words));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const [lines, name] of [[left, "甲"] as const, [right, "乙"] as const])
    expect(whole, name).toContain(
      lines
        .slice(0, 4)
        .map(([text]) => text)
        .join(""),
    );
  expect(blocking(report)).toEqual([]);
  expect(noted(report)).toContain("分两栏");
});
