import { describe, expect, test } from "vitest";
import { painted, pdfFile, type PdfOptions, type PlacedText } from "../fixtures/pdf-file.ts";
import { readFile } from "../read-file.ts";

const SECRET = "真实漏损率13.5%";
const LINES: PlacedText[] = [
  ["示例市东湖供水局2023年度社会责任报告", 72, 780, 18],
  ["一、概况", 72, 740, 14],
  ["本局共有职工三百人，服务居民八千户。", 72, 710],
  ["请社会各界监督，欢迎提出意见。", 72, 690],
];
const at = (settings: string, size = 12, x = 72) =>
  `q ${settings} BT /F1 ${size} Tf 1 0 0 1 ${x} 500 Tm ${painted(SECRET)} ET Q`;

const faint = (share: string) => `/Resources << /Font << /F1 3 0 R >> /ExtGState << /G1 << ${share} >> >> >>`;

async function fate(options: PdfOptions) {
  const { sections, notes } = await readFile(pdfFile([LINES], options), "a.pdf");
  return {
    shown: JSON.stringify(sections).includes(SECRET),
    told: notes.find(({ code }) => code === "hidden-text")?.text.includes(SECRET) ?? false,
    stops: notes.filter(({ level }) => level === "blocking").map(({ code }) => code),
  };
}
const HIDDEN = { shown: false, told: true, stops: ["hidden-text"] };
const SHOWN = { shown: true, told: false, stops: [] };

describe("text of a PDF that nobody sees is left out, told, and stops", () => {
  test.each<[string, PdfOptions]>([
    ["without ink", { before: at("3 Tr") }],
    ["white on white", { before: at("1 g") }],
    ["white on a white box", { before: `q 1 g 60 480 300 40 re f Q ${at("1 1 1 rg")}` }],
    ["its outline white", { before: at("1 Tr 1 G") }],
    ["seen through entirely", { before: at("/G1 gs"), page: faint("/ca 0") }],
    ["red on a red box", { before: `q 1 0 0 rg 60 480 300 40 re f Q ${at("1 0 0 rg")}` }],
    [
      "white on a white box over a blue one",
      { before: `q 0 0 .5 rg 60 480 300 40 re f 1 g 60 480 300 40 re f Q ${at("1 g")}` },
    ],
    ["cut off", { before: `q 300 600 50 50 re W n ${at("")} Q` }],
    ["too narrow to read", { before: at("1 Tz") }],
    ["too small to read", { before: at("", 1) }],
    ["beside the page", { before: at("", 12, 900) }],
    ["below a black box", { before: at(""), after: "q 0 g 60 490 300 30 re f Q" }],
    ["below a white box", { before: at(""), after: "q 1 g 60 490 300 30 re f Q" }],
    ["in the properties", { trailer: "/Info 30 0 R", objects: { 30: `<< /Subject <FEFF${hex(SECRET)}> >>` } }],
  ])("%s", async (_, options) => {
    expect(await fate(options)).toEqual(HIDDEN);
  });
});

describe("text that is seen stays text", () => {
  test.each<[string, PdfOptions]>([
    ["black", { before: at("0 g") }],
    ["white on blue", { before: `q 0 0 0.5 rg 60 480 300 40 re f Q ${at("1 g")}` }],
    ["its outline black", { before: at("1 Tr 0 G") }],
    ["within what the page lets through", { before: `q 50 480 400 50 re W n ${at("")} Q` }],
    ["with a line below", { before: at(""), after: "q 72 498 90 .8 re f Q" }],
    [
      "marked by a pen, word by word",
      { before: `q 1 1 0 rg 72 497 24 14 re f 96 497 24 14 re f 120 497 12 14 re f Q ${at("")}` },
    ],
    ["behind a frame", { before: at(""), after: "q 60 490 300 30 re S Q" }],
    ["behind a box beside it", { before: at(""), after: "q 0 g 400 490 100 30 re f Q" }],
    [
      "marked with a pen that is seen through",
      {
        before: at(""),
        after: "q /G1 gs 1 1 0 rg 60 490 300 30 re f Q",
        page: "/Resources << /Font << /F1 3 0 R >> /ExtGState << /G1 << /ca 0.4 >> >> >>",
      },
    ],
  ])("%s", async (_, options) => {
    expect(await fate(options)).toEqual(SHOWN);
  });
});

test("what is marked as an ornament and stands on one page is told as a doubt; a figure in it stops", async () => {
  const mark = (text: string) => `/Artifact BMC BT /F1 9 Tf 1 0 0 1 72 40 Tm ${painted(text)} ET EMC`;
  const read = async (text: string) => (await readFile(pdfFile([LINES], { before: mark(text) }), "a.pdf")).notes;
  expect(await read("示例市东湖供水局印制")).toContainEqual(
    expect.objectContaining({ code: "page-furniture-left-out", level: "unsure", text: "示例市东湖供水局印制" }),
  );
  expect((await read("利润总额58191万元")).filter(({ level }) => level === "blocking")).toMatchObject([
    { code: "text-lost", text: "利润总额58191万元" },
  ]);
});

function hex(text: string): string {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("");
}

test.each([
  ["a stroke", "q 1 w 72 504.5 m 96 504.5 l S Q"],
  ["a thin box", "q 72 504 24 .8 re f Q"],
])("%s through words sets them between marks, and stops", async (_, after) => {
  const { sections, notes } = await readFile(pdfFile([LINES], { before: at(""), after }), "a.pdf");
  expect(JSON.stringify(sections)).toContain("〔已划去：真实〕漏损率13.5%");
  expect(notes.filter(({ level }) => level === "blocking")).toMatchObject([{ code: "hidden-text", text: "真实" }]);
});

test("white text without paint behind it, in a file with pictures, stays; what it states stops", async () => {
  const picture =
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream";
  const { sections, notes } = await readFile(
    pdfFile([LINES], { before: at("1 g"), objects: { 40: picture } }),
    "a.pdf",
  );
  expect(JSON.stringify(sections)).toContain(SECRET);
  expect(notes.filter(({ level }) => level === "blocking")).toMatchObject([{ code: "hidden-text", text: SECRET }]);
});
