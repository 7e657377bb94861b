import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import { docxFile, p, TITLE } from "../fixtures/docx-file.ts";
import { parseReport } from "../read-report.ts";

const GOOD = docxFile(`${TITLE}${p("一、公开陈述")}${p("真实。")}`);
const utf16 = (text: string) => Array.from(text).flatMap((c) => [c.charCodeAt(0), 0]);
const ascii = (text: string) => new TextEncoder().encode(text);

function refusal(bytes: Uint8Array, name = "report.docx"): AppError {
  try {
    parseReport(bytes, name);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was read");
}

/** Says in the zip's directory that an entry is as long as `size`. */
function lying(bytes: Uint8Array, entry: string, size: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 < copy.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(copy.subarray(at + 46, at + 46 + length));
    if (name === entry) view.setUint32(at + 24, size, true);
  }
  return copy;
}

const bomb = docxFile("", {}, { "word/document.xml": new Uint8Array(20_000_000) });
const dtd = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><w:document><w:body/></w:document>';
const deep = `<w:document><w:body>${"<w:sdt>".repeat(5_000)}${"</w:sdt>".repeat(5_000)}</w:body></w:document>`;

test.each<[string, Uint8Array, string, string]>([
  ["a cut-off file", GOOD.slice(0, GOOD.length - 60), "invalid", "损坏"],
  ["a file with damaged contents", GOOD.map((byte, i) => (i > 300 && i < 340 ? byte ^ 0x55 : byte)), "invalid", "损坏"],
  ["a zip bomb", bomb, "too_large", "过大"],
  ["a zip that lies about the size of a part", lying(bomb, "word/document.xml", 2_000), "invalid", "损坏"],
  ["an XML bomb", docxFile("", {}, { "word/document.xml": dtd }), "invalid", "DTD"],
  ["elements nested without end", docxFile("", {}, { "word/document.xml": deep }), "too_large", "复杂"],
  ["an unfinished part", docxFile("", {}, { "word/document.xml": "<w:document><w:body>" }), "invalid", "损坏"],
  ["an embedded document", docxFile(`${TITLE}<w:altChunk r:id="rId9"/>`), "invalid", "嵌着"],
  ["a file with macros", docxFile(TITLE, {}, { "word/vbaProject.bin": "x" }), "invalid", "宏"],
  ["another kind of zip", zipSync({ "content.xml": ascii("<a/>") }), "unsupported", "不是 Word"],
  ["text named .docx", ascii("云浦区水务局2021年度社会责任报告"), "unsupported", "不是 Word"],
  ["an old Word file named .docx", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "unsupported", "旧格式"],
  [
    "a file with a password",
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...utf16("EncryptedPackage")]),
    "invalid",
    "密码",
  ],
  ["an empty document", docxFile(p("")), "invalid", "没有文字"],
  ["a document of pictures", docxFile(p("<w:r><w:drawing><blip/></w:drawing></w:r>")), "invalid", "只有图片"],
])("%s is refused with what to do", (_, bytes, code, says) => {
  const error = refusal(bytes);
  expect(error.code).toBe(code);
  expect(error.message).toContain(says);
  expect(error.message).toContain("请");
});

test("the ordinary file of these tests is read", () => {
  expect(parseReport(GOOD, "report.docx").sections.map((s) => s.heading)).toEqual(["一、公开陈述"]);
});

test("files of other Word types are told to be saved as .docx", () => {
  for (const name of ["报告.doc", "报告.wps", "报告.docm"]) expect(refusal(GOOD, name).message).toContain("另存为");
});
