import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import { toGbk } from "../../cli/generate/gbk.ts";
import { parseReport } from "../read-report.ts";

const TEXT = "云浦区水务局2021年度社会责任报告\r\n\r\n一、公开陈述\r\n\r\n本局承诺报告真实，欢迎监督。\r\n";
const utf8 = new TextEncoder().encode(TEXT);

function utf16(text: string, little: boolean): number[] {
  return Array.from(text).flatMap((c) => {
    const code = c.charCodeAt(0);
    return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
  });
}

/** "云浦局2021年度社会责任报告\n一、公开陈述\n真实。\n" in GB18030. */
const GB = [
  0xd4, 0xc6, 0xc6, 0xd6, 0xbe, 0xd6, 0x32, 0x30, 0x32, 0x31, 0xc4, 0xea, 0xb6, 0xc8, 0xc9, 0xe7, 0xbb, 0xe1, 0xd4,
  0xf0, 0xc8, 0xce, 0xb1, 0xa8, 0xb8, 0xe6, 0x0a, 0xd2, 0xbb, 0xa1, 0xa2, 0xb9, 0xab, 0xbf, 0xaa, 0xb3, 0xc2, 0xca,
  0xf6, 0x0a, 0xd5, 0xe6, 0xca, 0xb5, 0xa1, 0xa3, 0x0a,
];

test.each([
  ["UTF-8", utf8, "utf-8"],
  ["UTF-8 with BOM", Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]), "utf-8"],
  ["UTF-16 LE with BOM", Uint8Array.from([0xff, 0xfe, ...utf16(TEXT, true)]), "utf-16le"],
  ["UTF-16 BE with BOM", Uint8Array.from([0xfe, 0xff, ...utf16(TEXT, false)]), "utf-16be"],
  ["UTF-16 LE without BOM", Uint8Array.from(utf16(TEXT, true)), "utf-16le"],
  ["UTF-16 BE without BOM", Uint8Array.from(utf16(TEXT, false)), "utf-16be"],
])("%s is read", (_, bytes, encoding) => {
  const parsed = parseReport(bytes, "report.txt");
  expect(parsed.encoding).toBe(encoding);
  expect(parsed.bureau).toBe("云浦区水务局");
  expect(parsed.sections[0]?.blocks).toEqual([{ kind: "text", text: "本局承诺报告真实，欢迎监督。" }]);
});

test("GB18030 is read", () => {
  const parsed = parseReport(Uint8Array.from(GB), "report.txt");
  expect(parsed).toMatchObject({ encoding: "gb18030", bureau: "云浦局", year: 2021 });
  expect(parsed.notes.some((note) => note.code === "encoding")).toBe(true);
});

const cases = "src/ingest/fixtures/import-cases";
/** The text in GBK, for a page. */
const gbk = (text: string) => toGbk(text) ?? new Uint8Array();
const page = (charset: string, text: string) =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body><h1>云浦区水务局2021年度社会责任报告</h1><p>一、概况</p><p>${text}</p></body></html>`;

test("Big5, GBK with a euro sign at 0x80, and four bytes of GB18030 are read and told", () => {
  const big5 = parseReport(readFileSync(`${cases}/big5.txt`), "big5.txt");
  expect(big5).toMatchObject({ encoding: "big5", bureau: "示範市碼四供電局", year: 2021 });
  expect(big5.notes.find((note) => note.code === "encoding")?.message).toContain("Big5");
  const euro = parseReport(readFileSync(`${cases}/euro-80.txt`), "euro.txt");
  expect(euro.encoding).toBe("gb18030");
  expect(JSON.stringify(euro.sections)).toContain("接受捐助€百万");
  const rare = [0x95, 0x32, 0x82, 0x36];
  const whole = parseReport(Uint8Array.from([...GB, ...rare, 0xb4, 0xe5, 0xa1, 0xa3, 0x0a]), "whole.txt");
  expect(JSON.stringify(whole.sections)).toContain(new TextDecoder("gb18030").decode(Uint8Array.from(rare)));
});

test("what a page declares is tried first, and not believed against what it is", () => {
  const old = page("gb2312", "本局職工三百人，服務用戶二十萬戶，全年供電可靠率百分之九十九點九。朱镕、囍。");
  expect(JSON.stringify(parseReport(gbk(old), "a.html").sections)).toContain("職工三百人");
  const wrong = page("gb2312", "全年供水一千万吨，水质综合合格率百分之百。");
  expect(parseReport(new TextEncoder().encode(wrong), "a.html")).toMatchObject({
    encoding: "utf-8",
    bureau: "云浦区水务局",
  });
  const claimed = page("utf-8", "全年供水一千万吨，水质综合合格率百分之百。");
  expect(parseReport(gbk(claimed), "a.html")).toMatchObject({ encoding: "gb18030", bureau: "云浦区水务局" });
});

test("radicals become their characters in a text file too, each of them told", () => {
  const parsed = parseReport(
    ascii("云浦区水务局2021年度社会责任报告\n\n一、概况\n\n⻅证⻓城，⽤⼾满意，⻛力⻋辆⻢路⻝堂，⺠生⼯程。\n"),
    "a.txt",
  );
  expect(parsed.sections[0]?.blocks).toEqual([
    { kind: "text", text: "见证长城，用户满意，风力车辆马路食堂，民生工程。" },
  ]);
  const note = parsed.notes.find(({ code }) => code === "characters-normalised");
  expect(note?.message).toContain("10 个部首");
  expect(note?.text).toContain("⻅ → 见");
});

function refusal(bytes: Uint8Array, name = "report.txt"): AppError {
  try {
    parseReport(bytes, name);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was read");
}

const ascii = (text: string) => new TextEncoder().encode(text);

test.each([
  ["an empty file", ascii(""), "report.txt", "没有文字"],
  ["white space only", ascii(" \n\u3000\n\ufeff"), "report.txt", "没有文字"],
  ["a title without a body", ascii("云浦区水务局2021年度社会责任报告\n"), "report.txt", "没有正文"],
  ["NUL bytes", Uint8Array.from([1, 0, 0, 2, 0, 0, 3, 0]), "report.txt", "不是文字"],
  ["a PDF named .txt", ascii("%PDF-1.7 ..."), "report.txt", "PDF"],
  ["a .docx named .txt", ascii("PK\u0003\u0004..."), "report.txt", ".docx"],
  ["an old Word file", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "report.txt", "另存为"],
  ["a .doc", utf8, "报告.doc", "另存为"],
  ["a web page named .txt", ascii("<!DOCTYPE html><html><body>社会责任报告</body></html>"), "report.txt", "网页"],
  ["an unknown extension", utf8, "report.exe", ".exe"],
  ["no extension", utf8, "report", "扩展名"],
  ["a path as a name", utf8, "../../etc/passwd", "扩展名"],
  ["bytes that are no text encoding", Uint8Array.from([...utf8, 0xff, 0x80, 0x81, 0xc0]), "report.txt", "UTF-8"],
])("%s is refused with what to do", (_, bytes, name, says) => {
  const error = refusal(bytes, name);
  const text = ["没有文字", "没有正文", "UTF-8"].includes(says);
  expect(error.code).toBe(text ? "invalid" : "unsupported");
  expect(error.message).toContain(says);
  expect(error.message).toMatch(/请|目前可以上传/);
});

test("an undecodable file is refused with the line that breaks", () => {
  expect(refusal(Uint8Array.from([...utf8, 0xff, 0x80])).message).toContain("第 6 行");
});

test("Shift_JIS is not taken for GB18030 or Big5", () => {
  const shiftJis = Uint8Array.from([
    0x8e, 0xd0, 0x89, 0xef, 0x93, 0x49, 0x90, 0xd3, 0x94, 0x43, 0x95, 0xf1, 0x8d, 0x90,
  ]);
  expect(refusal(shiftJis).message).toContain("编码");
});

test.each([
  ["more bytes than a report has", new Uint8Array(5_000_001), "上限"],
  ["more lines than a report has", ascii("一\n".repeat(50_001)), "行"],
  [
    "more sections than a report may have",
    ascii(`报告\n${Array.from({ length: 1501 }, () => "第一章 公开陈述\n真实。\n").join("")}`),
    "章节",
  ],
  [
    "a section larger than a database row",
    ascii(`报告\n一、公开陈述\n${"本局承诺真实可靠。\n".repeat(45_000)}`),
    "公开陈述",
  ],
])("%s is too large, with the limit", (_, bytes, says) => {
  const error = refusal(bytes);
  expect(error.code).toBe("too_large");
  expect(error.message).toContain(says);
});
