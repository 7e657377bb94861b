import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeDraft } from "../../cli/generate/draft.ts";
import { editions } from "../../cli/generate/bureaus.ts";
import { printDocx } from "../../cli/generate/print-docx.ts";
import { printHtml } from "../../cli/generate/print-html.ts";
import { printMarkdown } from "../../cli/generate/print-markdown.ts";
import { printText } from "../../cli/generate/print-text.ts";
import { hardWrap, planQuirks } from "../../cli/generate/quirks.ts";
import { Random } from "../../cli/generate/random.ts";
import type { ImportNote, ParsedReport } from "../document.ts";
import { cell, docxFile, p, row, run, table, TITLE } from "../fixtures/docx-file.ts";
import { pdfFile } from "../fixtures/pdf-file.ts";
import { Notes } from "../notes.ts";
import { readFile } from "../read-file.ts";
import { conserve } from "./conserve.ts";
import { strangeNeighbours } from "./neighbours.ts";
import { compareNumbers, outOfOrder } from "./numbers.ts";
import { rawText } from "./raw-text.ts";

const EDITIONS = [...editions(400, "守恒")];
const FORMATS = ["txt", "md", "html", "docx", "pdf"] as const;
type Format = (typeof FORMATS)[number];
const utf8 = (text: string) => new TextEncoder().encode(text);

/** A report of the generator in any format; a PDF is its text, wrapped as print is. */
function print(at: number, format: Format): Uint8Array {
  const edition = EDITIONS[at % EDITIONS.length] as (typeof EDITIONS)[number];
  const random = new Random(`${edition.key}/${format}`);
  const [draft, quirks] = [composeDraft(edition), planQuirks(random)];
  if (format === "docx") return printDocx(draft, quirks, random);
  if (format === "html") return utf8(printHtml(draft, quirks, random, "utf-8"));
  if (format === "md") return utf8(printMarkdown(draft, quirks, random));
  const text = printText(draft, { ...quirks, privatePoint: quirks.privatePoint && format === "txt" }, random);
  if (format === "txt") return utf8(text);
  const lines = text.split("\n").flatMap((line) => hardWrap(line.replaceAll("\t", "    ")));
  const pages = Array.from({ length: Math.ceil(lines.length / 35) }, (_, page) =>
    lines.slice(page * 35, page * 35 + 35),
  );
  return pdfFile(pages);
}

const GUARD = new Set<string>(["text-lost", "text-added", "number-changed", "order", "garbled"]);
const found = ({ notes }: { notes: ImportNote[] }) =>
  notes.filter(({ code }) => GUARD.has(code)).map(({ code, text }) => `${code} ${text}`);

test(
  "whatever report is generated in whatever format, every character and number of it is in the archive or a note",
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(EDITIONS.length - 1), fc.constantFrom(...FORMATS), async (at, format) => {
        expect(found(await readFile(print(at, format), `a.${format}`))).toEqual([]);
      }),
      { numRuns: 50, seed: 20261130 },
    );
  },
);

/** The text of a report as a plain file of it would be. */
const flat = ({ title, sections }: ParsedReport) =>
  [title, ...sections.flatMap(({ heading, blocks }) => [heading, ...blocks.map(blockText)])].join("\n");
const blockText = (block: ParsedReport["sections"][number]["blocks"][number]) =>
  block.kind === "table"
    ? block.rows.flat().join("\n")
    : "marker" in block
      ? `${block.marker}${block.text}`
      : block.text;

const SMALL: ParsedReport = {
  title: "示例市东湖供水局2023年度社会责任报告",
  bureau: "示例市东湖供水局",
  shortName: null,
  year: 2023,
  encoding: "utf-8",
  notes: [],
  sections: [
    {
      heading: "一、供水概况",
      numeral: "一、",
      title: "供水概况",
      depth: 1,
      standard: null,
      implicit: false,
      blocks: [
        { kind: "text", text: "全年供水4,345万吨，比上年的408.69万吨增长1.5%。" },
        { kind: "text", text: "其中居民用水3,210万吨，漏损率8.25%，检修管网1,024处。" },
      ],
    },
  ],
};

function guard(change: (text: string) => string): string[] {
  const notes = new Notes();
  conserve(rawText(flat(SMALL)), SMALL, notes);
  expect(found({ notes: notes.inOrder() })).toEqual([]);
  const changed = structuredClone(SMALL);
  const [first, second] = (changed.sections[0]?.blocks ?? []) as { text: string }[];
  const [a = "", b = ""] = change(`${first?.text}\n${second?.text}`).split("\n");
  if (first) first.text = a;
  if (second) second.text = b;
  const told = new Notes();
  conserve(rawText(flat(SMALL)), changed, told);
  return found({ notes: told.inOrder() });
}

test.each<[string, (text: string) => string, RegExp]>([
  ["a line that is gone", (text) => text.slice(0, text.indexOf("\n")), /^text-lost 其中居民用水3,210万吨/],
  ["a line that stands twice", (text) => text.replace("\n", "其中居民用水3,210万吨\n"), /^text-added/],
  ["one digit that is another", (text) => text.replace("8.25", "8.26"), /^number-changed 原件：8\.25/m],
  ["a point that is gone", (text) => text.replace("408.69", "40869"), /^number-changed/],
  [
    "two numbers that are one",
    (text) => text.replace("4,345万吨，比上年的408.69", "4,345408.69万吨，比上年的"),
    /^number-changed/,
  ],
  [
    "two numbers that changed places",
    (text) => text.replace("3,210", "#").replace("1,024", "3,210").replace("#", "1,024"),
    /^order/,
  ],
  ["a character that is another", (text) => text.replace("漏损", "漏失"), /^text-lost/],
])("%s is seen, and quoted", (_, change, told) => {
  expect(guard(change).join("\n")).toMatch(new RegExp(told.source, "m"));
});

test("pieces of a number are one, wholes are not made of parts that are needed elsewhere, and order is counted", () => {
  expect(compareNumbers(["38", "5"], ["38.5"]).joined).toEqual([{ number: "38.5", atPoint: true }]);
  expect(compareNumbers(["408.69", "417.38"], ["408.69417.38"])).toMatchObject({
    lost: ["408.69", "417.38"],
    joined: [],
  });
  expect(compareNumbers(["5"], ["5", "5"])).toMatchObject({ made: ["5"], lost: [] });
  expect(outOfOrder(["a", "b", "c"], ["x", "a", "b", "y", "c"])).toBe(0);
  expect(outOfOrder(["a", "b", "c"], ["c", "a", "b"])).toBe(1);
});

const html = (body: string) => `<h1>示例市隐网供电局2021年度社会责任报告</h1><h2>一、概况</h2>${body}`;
const blocking = (notes: ImportNote[]) => notes.filter(({ level }) => level === "blocking").map(({ code }) => code);
const textsIn = ({ sections }: ParsedReport) => sections.flatMap(({ blocks }) => blocks.map(blockText));

test("text where a reader may not look is read all the same", async () => {
  const control = (inner: string) => `<w:sdt><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;
  const controls = await readFile(
    docxFile(
      TITLE +
        p("一、概况") +
        `<w:tbl><w:tr>${control(cell("管理费用增加4,345万元。"))}</w:tr></w:tbl>` +
        control(table(row(cell("项目"), cell("数")), row(cell("供水"), control(cell("408.69"))))) +
        p(`${run("面积10")}${run("3", '<w:vertAlign w:val="superscript"/>')}<w:r><w:noBreakHyphen/></w:r>${run("级")}`),
    ),
    "a.docx",
  );
  expect(blocking(controls.notes)).toEqual([]);
  expect(textsIn(controls)).toEqual(["管理费用增加4,345万元。", "项目\n数\n供水\n408.69", "面积10³-级"]);

  const markdown = await readFile(
    utf8(
      '# 示例市块码供电局2021年度社会责任报告\n\n## 一、概况\n\n<p align="center">可靠率99.9%。</p>\n\n<div>\n用户二十万户。\n</div>\n\n共10<sup>3</sup>件[^1]。\n\n- [x] 已公开\n\n[^1]: 含分局。\n',
    ),
    "a.md",
  );
  expect(blocking(markdown.notes)).toEqual([]);
  expect(textsIn(markdown)).toEqual(["可靠率99.9%。", "用户二十万户。", "共10³件[1]。", "-☑ 已公开", "[1]含分局。"]);

  const wechat = await readFile(
    utf8(html('<div id="js_content" style="visibility: hidden">受理1,024件。</div>')),
    "a.html",
  );
  expect(blocking(wechat.notes)).toEqual([]);
  const hidden = await readFile(
    utf8(html(`<p>略。</p><div style="display:none">${"真正的正文在这里。".repeat(5)}</div>`)),
    "a.html",
  );
  expect(blocking(hidden.notes)).toEqual(expect.arrayContaining(["more-hidden-than-shown", "hidden-text"]));
});

test("a comment that a PDF's reader would open is told to staff and stops the file", async () => {
  const note = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (private remark) >>";
  const bytes = pdfFile([["示例市东湖供水局2023年度社会责任报告", "一、概况", "本局共有职工三百人。"]], {
    page: "/Annots [20 0 R]",
    objects: { 20: note },
  });
  const { notes } = await readFile(bytes, "a.pdf");
  expect(notes.find(({ code }) => code === "hidden-text")).toMatchObject({ level: "blocking", text: "private remark" });
});

test("what no reader of language would write is told, with its place", async () => {
  const noise = "囬抝择宏衮锂陛婴棚劳獅刮诹睦舀闩舔恤班写彐囬抝桴宏伫左兴伽骓诹睦舶出绍搬佃右蹄酬插璐";
  const read = async (text: string) =>
    readFile(utf8(`示例市东湖供水局2023年度社会责任报告\n\n一、概况\n\n${text}\n`), "a.txt");
  expect(blocking((await read(`本局共有职工三百人。${noise}。`)).notes)).toEqual(["garbled"]);
  expect(blocking((await read("收入增长\ufffd\ufffd万元。")).notes)).toEqual(["garbled"]);
  expect(blocking((await read("徐珺、陈珅、李钰、王琤、赵璟、钱旻等同志获钼钯检测奖，漏损率下降。")).notes)).toEqual(
    [],
  );
  expect(
    blocking((await read("本會積極履行社會責任，關懷員工，開展節能減排與環境保護，獲得廣泛讚譽。")).notes),
  ).toEqual([]);
});

describe("what a reader calls furniture is believed where it repeats", () => {
  const told = (
    code: "page-furniture-left-out" | "ornament-left-out" | "contents-left-out",
    left: string,
    more = "",
  ) => {
    const notes = new Notes();
    notes.info(code, "没有放进正文。", left, 0);
    conserve(rawText(`${flat(SMALL)}\n${left}\n${more}`), SMALL, notes);
    return found({ notes: notes.inOrder() }).map((one) => one.split(" ")[0]);
  };

  test.each(["利润总额为58191万元", "占比8.25%", "共有职工三百人，其中党员九十人。", "收入1,024,000.00"])(
    "%s: not where it stands once",
    (line) => {
      expect(told("page-furniture-left-out", line)).toContain("text-lost");
      expect(told("page-furniture-left-out", `${line}\n${line}`)).toEqual([]);
    },
  );

  test.each(["第 3 页 共 12 页", "2023年12月31日", "示例市东湖供水局", "版权所有 未经许可，不得转载。", "V1.0"])(
    "%s: says nothing",
    (line) => expect(told("page-furniture-left-out", line)).toEqual([]),
  );

  test("no ornament has words, and a line of a contents list that is a sentence stands in the text", () => {
    expect(told("ornament-left-out", "*** 利润 ***")).toContain("text-lost");
    expect(told("contents-left-out", "目录\n一、供水概况……1\n本年度利润总额为58191万元，创历史新高。")).toContain(
      "text-lost",
    );
    expect(told("contents-left-out", "目录\n一、供水概况……1")).toEqual([]);
  });

  test("what is entered as left out, and told nowhere, is told", () => {
    const notes = new Notes();
    notes.account("内部掌握的数字", "");
    conserve(rawText(`${flat(SMALL)}\n内部掌握的数字`), SMALL, notes);
    expect(found({ notes: notes.inOrder() })).toEqual(["text-lost 内部掌握的数字"]);
  });
});

test("cells and lines that changed places are seen, numbers of two digits and words too", () => {
  const rows = [
    ["指标", "2022年", "2023年"],
    ["漏损率", "13", "12"],
    ["合格率", "优", "良"],
    ["检修", "12", "5"],
  ];
  const table = (cells: string[][]): ParsedReport["sections"] => [
    {
      ...(SMALL.sections[0] as ParsedReport["sections"][number]),
      blocks: [{ kind: "table", caption: "", header: 1, rows: cells }],
    },
  ];
  const file = rawText(flat({ ...SMALL, sections: table(rows) }));
  const told = (cells: string[][]) => {
    const notes = new Notes();
    conserve(file, { title: SMALL.title, sections: table(cells) }, notes);
    return notes.inOrder().map(({ code, level, text }) => `${level} ${code} ${text}`);
  };
  const changed = (row: number, a: number, b: number) =>
    rows.map((cells, at) =>
      at === row ? cells.map((cell, i) => cells[i === a ? b : i === b ? a : i] ?? cell) : cells,
    );
  expect(told(rows)).toEqual([]);
  expect(told(changed(1, 1, 2))).toEqual([expect.stringMatching(/^blocking order 1[23]$/)]);
  expect(told(changed(2, 1, 2))).toEqual(["blocking order 优"]);
  expect(told(rows.toSpliced(2, 2, rows[3] as string[], rows[2] as string[]))).toEqual([
    expect.stringMatching(/^blocking order 合格率/),
  ]);
  expect(guard((text) => text.split("\n").toReversed().join("\n")).join("\n")).toMatch(/^order/);
});

test("where a file states no order, numbers that follow each other in a text follow each other in it", () => {
  const file = ["4,345", "408.69", "1.5", "3,210", "8.25", "1,024"];
  expect(
    strangeNeighbours(file, [
      ["4,345", "408.69"],
      ["3,210", "8.25", "1,024"],
    ]),
  ).toEqual([]);
  expect(strangeNeighbours(file, [["1,024", "8.25", "3,210"]])).toEqual([
    ["1,024", "8.25"],
    ["8.25", "3,210"],
  ]);
  const report = structuredClone(SMALL);
  const [, second] = (report.sections[0]?.blocks ?? []) as { text: string }[];
  if (second) second.text = second.text.replace("3,210", "#").replace("1,024", "3,210").replace("#", "1,024");
  const notes = new Notes();
  conserve(rawText(flat(SMALL), { isOrdered: false }), report, notes);
  expect(found({ notes: notes.inOrder() }).join("\n")).toContain("order 1,024 → 8.25");
});
