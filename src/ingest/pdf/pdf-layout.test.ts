import { expect, test } from "vitest";
import type { ImportNote } from "../document.ts";
import { pdfFile, type PdfOptions, type PlacedText } from "../fixtures/pdf-file.ts";
import { readPdf } from "./read-pdf.ts";

const texts = async (pages: (string | PlacedText)[][], options: PdfOptions = {}) => {
  const { lines, notes } = await readPdf(pdfFile(pages, options));
  return { texts: lines.map((line) => line.text), lines, notes };
};
const about = (notes: ImportNote[], words: string) => notes.filter((note) => note.message.includes(words));
/** 30 characters that fill a line of 12 points between margins of 72 and 432. */
const full = (sign: string) => `${sign}局全年受理来电来信三千二百零四件办结三千一百九十八件其中水`;
const at = (x: number, top: number, rows: string[], pitch = 20): PlacedText[] =>
  rows.map((row, i) => [row, x, top - i * pitch]);

test("rows that were full are one paragraph, and rows that were not are several", async () => {
  const rows = [full("甲"), full("乙"), "投诉四十一件。", "（一）诚信服务", full("丙"), "当日到场。"];
  expect((await texts([rows])).texts).toEqual([
    `${full("甲")}${full("乙")}投诉四十一件。`,
    "（一）诚信服务",
    `${full("丙")}当日到场。`,
  ]);
});

test("an indent, a wider gap and another size begin a paragraph though the row before was full", async () => {
  const indented = [
    ...at(96, 780, [full("甲").slice(0, 28)]),
    ...at(72, 760, [full("乙")]),
    ...at(96, 740, [full("丙").slice(0, 28)]),
  ];
  const more = [
    ...at(72, 720, [full("丁"), "完。"]),
    ...at(96, 680, [full("戊").slice(0, 28)]),
    ...at(72, 660, ["完。"]),
  ];
  expect((await texts([[...indented, ...more]])).texts).toHaveLength(3);
  const apart = [...at(72, 780, [full("甲"), full("乙")]), ...at(72, 730, [full("丙"), full("丁")])];
  expect((await texts([apart])).texts).toHaveLength(2);
  const large: PlacedText = [full("甲").slice(0, 20), 72, 780, 18];
  expect((await texts([[large, ...at(72, 755, [full("乙"), full("丙"), full("丁")])]])).texts).toHaveLength(2);
});

test("a paragraph goes on over the end of a page, past running titles and page numbers", async () => {
  const page = (n: number, rows: string[]): PlacedText[] => [
    ["东岭供水局年度报告", 220, 810, 9],
    ...at(72, 780, rows),
    [`— ${n} —`, 280, 40, 9],
  ];
  const pages = [
    page(1, [full("甲"), full("乙"), full("丙")]),
    page(2, ["到此为止。", full("丁"), full("戊"), full("己")]),
    page(3, ["也到此为止。"]),
  ];
  const read = await texts(pages);
  expect(read.texts).toEqual([
    `${full("甲")}${full("乙")}${full("丙")}到此为止。`,
    `${full("丁")}${full("戊")}${full("己")}也到此为止。`,
  ]);
  expect(about(read.notes, "页眉页脚")[0]?.text).toContain("东岭供水局年度报告");
  expect(about(read.notes, "页码")[0]?.text).toBe("— 1 —\n— 2 —\n— 3 —");
  expect(about(read.notes, "分页")[0]?.message).toContain("2 处");
});

test("a year at the top of every page is no page number, and a sentence in the same place no running title", async () => {
  const pages = ["2023", "2024", "2025"].map((year) => [year, `${full("甲").slice(0, 20)}${year}年`, "本页完。"]);
  const read = await texts(pages);
  expect(read.texts.filter((text) => /^202\d$/.test(text))).toHaveLength(3);
  expect(read.texts.join("").split("本页完。")).toHaveLength(4);
});

test("two columns are read one after the other between what runs across, and are flagged", async () => {
  const half = (sign: string) => `${sign}栏的一行有十七个字正好排满这一栏`;
  const left = at(72, 740, Array.from("一二三四五六七八", half));
  const right = at(310, 740, Array.from("甲乙丙丁戊己庚辛", half));
  const across: PlacedText[] = [["示例市东岭供水局2024年度社会责任报告全文如下请读者逐栏阅读并提出意见", 72, 780]];
  const read = await texts([[...across, ...left.flatMap((row, i) => [row, right[i] as PlacedText])]]);
  expect(read.texts.join("")).toMatch(/示例市.*一栏.*八栏.*甲栏.*辛栏/);
  expect(about(read.notes, "分两栏")).toMatchObject([{ level: "unsure", message: expect.stringContaining("第 1 页") }]);
});

test("a page on its side is turned, by the file's word or by the way its text runs", async () => {
  const rows = [full("甲"), full("乙"), full("丙"), "完。"];
  const upright = (await texts([rows])).texts;
  const sideways = "0 1 -1 0 800 0 cm";
  const turned = await texts([rows], { before: sideways });
  expect(turned.texts).toEqual(upright);
  expect(about(turned.notes, "横放")).toHaveLength(1);
  const rotated = await texts([rows], { before: sideways, page: "/Rotate 90" });
  expect(rotated.texts).toEqual(upright);
  expect(about(rotated.notes, "横放")).toEqual([]);
});

test("a drawn table is a table, its merged cells in their first place", async () => {
  const level = (y: number, from = 72) => `${from} ${y} m 372 ${y} l S`;
  const upright = (x: number, top = 700, bottom = 610) => `${x} ${top} m ${x} ${bottom} l S`;
  const before = [
    level(700),
    level(670, 172),
    level(640),
    level(610),
    upright(72),
    upright(172),
    upright(272, 670),
    upright(372),
  ].join("\n");
  const cells: PlacedText[] = [
    ["街镇", 80, 665],
    ["投诉", 250, 680],
    ["水质", 180, 650],
    ["收费", 280, 650],
    ["东岸街道", 80, 620],
    ["12", 180, 620],
    ["3", 280, 620],
  ];
  const read = await texts([[full("甲"), ...cells, ...at(72, 580, ["表后的一段。"])]], { before });
  expect(read.lines.map((line) => line.table?.rows ?? line.text)).toEqual([
    full("甲"),
    [
      ["街镇", "投诉", ""],
      ["", "水质", "收费"],
      ["东岸街道", "12", "3"],
    ],
    "表后的一段。",
  ]);
  expect(about(read.notes, "合并的单元格")[0]?.text).toContain("投诉");
});

test("columns of white space are parted, and are flagged", async () => {
  const row = (y: number, ...cells: string[]): PlacedText[] => cells.map((cell, i) => [cell, 72 + i * 120, y]);
  const read = await texts([
    [
      full("甲"),
      ...row(700, "街镇", "用户", "投诉"),
      ...row(680, "东岸街道", "42160", "12"),
      ...row(660, "石桥街道", "", "9").filter(([text]) => text !== ""),
    ],
  ]);
  expect(read.texts.slice(1)).toEqual(["街镇\t用户\t投诉", "东岸街道\t42160\t12", "石桥街道\t\t9"]);
  expect(about(read.notes, "按列对齐")[0]?.level).toBe("unsure");
});

test("a watermark, text beside the page and marked artifacts are left out, and told", async () => {
  const slanted = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <51855BB98349FF0C> Tj ET";
  const beside = "BT /F1 12 Tf 1 0 0 1 900 300 Tm <9875591665877AE0> Tj ET";
  const marked = "/Artifact BMC BT /F1 12 Tf 1 0 0 1 72 820 Tm <677E5CA98FC77709> Tj ET EMC";
  const read = await texts([[full("甲"), full("乙"), "完。"]], { before: `${slanted}\n${beside}\n${marked}` });
  expect(read.texts).toEqual([`${full("甲")}${full("乙")}完。`]);
  expect(about(read.notes, "斜放")[0]?.text).toContain("内容草，");
  expect(about(read.notes, "版面以外")[0]?.text).toContain("页外文章");
  expect(about(read.notes, "文件标明")[0]?.text).toContain("松岩过眉");
});

test("bold made by printing twice is one text; figures printed twice beside each other are two", async () => {
  const twice: PlacedText[] = [
    ["一、公开陈述", 72, 780],
    ["一、公开陈述", 72.4, 780],
    ["投诉11件，其中收费22件。", 72, 760],
  ];
  expect((await texts([twice])).texts).toEqual(["一、公开陈述", "投诉11件，其中收费22件。"]);
});

test("no blank is made up between Chinese and figures, and printed ones stay", async () => {
  const apart: PlacedText[] = [
    ["年末在岗职工", 72, 780],
    ["126", 147, 780],
    ["人，投诉 41 件。", 168, 780],
  ];
  expect((await texts([apart])).texts).toEqual(["年末在岗职工126人，投诉 41 件。"]);
});

test("a footnote follows its paragraph, its mark is written in the text, and an exponent stays one", async () => {
  const rows: PlacedText[] = [
    ...at(72, 780, [full("甲"), "共计办结三千件"]),
    ["1", 157, 765, 7],
    ["。", 161, 760],
    ...at(72, 720, [full("乙"), "绿地三万m"]),
    ["2", 126, 705, 7],
    ["。", 130, 700],
    ["1", 72, 63, 6],
    ["办结以答复日计。", 76, 60, 9],
  ];
  expect((await texts([rows])).texts).toEqual([
    `${full("甲")}共计办结三千件[1]。`,
    "[1]办结以答复日计。",
    `${full("乙")}绿地三万m²。`,
  ]);
});

test("a page without text among others is named, and so is text laid over a scan", async () => {
  const read = await texts([[full("甲"), "完。"], [], [full("乙"), "完。"]]);
  expect(about(read.notes, "没有读到文字")[0]?.message).toContain("第 2 页");
  const scanned = await texts([[full("甲"), "完。"]], { before: "3 Tr" });
  expect(about(scanned.notes, "扫描后识别")[0]?.level).toBe("unsure");
});

test("what was filled in over the page is read, and flagged; pictures are counted", async () => {
  const field = "<< /Type /Annot /Subtype /FreeText /Rect [72 600 300 620] /AP << /N 21 0 R >> /P 100 0 R >>";
  const look = "BT /F1 12 Tf 1 0 0 1 2 4 Tm <516C5F0065E5671F> Tj ET";
  const form = `<< /Type /XObject /Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F1 3 0 R >> >> /Length ${look.length} >>\nstream\n${look}\nendstream`;
  const picture =
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream";
  const objects = { 20: field, 21: form, 22: picture };
  const read = await texts([[full("甲"), full("乙"), "完。"]], { page: "/Annots [20 0 R]", objects });
  expect(read.texts.at(-1)).toBe("公开日期");
  expect(about(read.notes, "表单里填写")[0]).toMatchObject({ level: "unsure", text: "公开日期" });
  expect(about(read.notes, "1 幅图片")).toHaveLength(1);
});

test("type that is larger than the text marks a heading as bold does", async () => {
  const rows: PlacedText[] = [["安全生产", 72, 780, 16], ...at(72, 750, [full("甲"), full("乙"), full("丙"), "完。"])];
  const [heading, text] = (await texts([rows])).lines;
  expect([heading?.text, heading?.bold]).toEqual(["安全生产", 4]);
  expect(text?.bold).toBe(0);
});

test("a list's marks, set off by tabs, are no column; its hanging rows belong to their points", async () => {
  const item = (mark: string, y: number, text: string): PlacedText[] => [
    [mark, 72, y],
    [text, 108, y],
  ];
  const hanging = full("乙").slice(0, 27);
  const rows = [
    ...at(72, 780, [full("甲"), full("丁"), "完。"]),
    ...item("1.", 720, hanging),
    ...at(108, 700, [hanging, "首项完。"]),
    ...item("2.", 660, "次项完。"),
    ...item("\uf0b7", 640, "一条。"),
    ...item("\uf0b7", 620, "又一条。"),
  ];
  const read = await texts([rows]);
  expect(read.texts.slice(1)).toEqual([`1. ${hanging}${hanging}首项完。`, "2. 次项完。", "•一条。", "•又一条。"]);
  expect(read.lines.every((line) => line.table === null)).toBe(true);
});

test("text in a size of its own is text, though most of the file is smaller", async () => {
  const large = (sign: string) => full(sign).slice(0, 26);
  const front: PlacedText[] = Array.from({ length: 20 }, (_, i) => [
    i % 5 === 4 ? "办结率百分之百。" : large("甲乙丙丁"[i % 5] ?? ""),
    72,
    780 - i * 24,
    14,
  ]);
  const small: PlacedText[] = Array.from({ length: 60 }, (_, i) => [full("戊"), 72, 780 - i * 12, 10.5]);
  const { lines } = await texts([front, small, small, small]);
  expect(lines.slice(0, 4).map(({ text, bold }) => ({ text, bold }))).toEqual(
    Array.from({ length: 4 }, () => ({
      text: `${large("甲")}${large("乙")}${large("丙")}${large("丁")}办结率百分之百。`,
      bold: 0,
    })),
  );
});

test("a part's title goes on in the middle of the row below", async () => {
  const title = "第三部分 示例市东湖区规划和自然资源局部门决算";
  const page: PlacedText[] = [
    [title, 76, 780, 15],
    ["情况说明", 222, 755, 15],
    ...at(96, 720, ["一、收入支出决算总体情况说明"]),
    ...at(72, 700, [full("乙"), full("丙"), full("丁"), "办结率百分之百。"]),
  ];
  expect((await texts([page])).texts.slice(0, 2)).toEqual([`${title}情况说明`, "一、收入支出决算总体情况说明"]);
});

test("a few notes below a wide table do not widen the text", async () => {
  const signs = "甲乙丙丁戊己庚辛壬癸";
  const page = (of: string) =>
    at(
      72,
      780,
      Array.from(of).flatMap((sign) => [full(sign), full(sign), `${sign}项办结率百分之百。`]),
      24,
    );
  const note = `${full("注")}比上年增加九件减少两件`;
  const last: PlacedText[] = [
    [note, 72, 250],
    [`二${note}`, 60, 210],
  ];
  const pages = Array.from({ length: 5 }, (_, i) => page(`${signs}${signs}`.slice(i, i + 6)));
  const { texts: read } = await texts([...pages.slice(0, 4), [...(pages[4] ?? []), ...last]]);
  expect(read.find((text) => text.includes("丁项"))).toBe(`${full("丁")}${full("丁")}丁项办结率百分之百。`);
});

test("a stretch in two columns on a page of running text is read column by column, whose rows stand at different heights", async () => {
  const whole = "全年各项工作按计划完成，供水总体平稳，水质合格，用户满意，没有发生安全责任事故。";
  const left = [
    "甲栏开始，持续推进管网改造，全",
    "年改造里程一百二十三公里，减少漏",
    "损水量四百余万立方米，节约电量，",
    "惠及居民。",
  ];
  const right = [
    "乙栏开始，积极开展志愿服务，全",
    "年组织志愿者三千余人次，走访困难",
    "家庭五百余户，发放器具两千套，得",
    "到好评。",
  ];
  const pages: PlacedText[] = [
    ["示例市东湖供水局2023年度社会责任报告", 72, 800, 18],
    ["一、概况", 72, 760, 14],
    ...[0, 1, 2].map((i): PlacedText => [whole, 72, 730 - i * 20]),
    ...left.map((text, i): PlacedText => [text, 72, 650 - i * 18]),
    ...right.map((text, i): PlacedText => [text, 330, 657 - i * 18]),
    ["示例市东湖供水局", 420, 540],
    ["2024年4月28日", 430, 520],
  ];
  const all = (await readPdf(pdfFile([pages]))).lines.map(({ text }) => text).join("");
  expect(all).toContain(left.join(""));
  expect(all).toContain(right.join(""));
  expect(all.indexOf("甲栏")).toBeLessThan(all.indexOf("乙栏"));
});
