import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import { pdfFile, type PdfOptions } from "../fixtures/pdf-file.ts";
import { readPdf } from "./read-pdf.ts";

const PAGE = ["示例市东岭供水局2024年度社会责任报告", "一、公开陈述", "本局承诺真实可靠，演示数据。"];
const GOOD = pdfFile([PAGE]);
const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const textOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const withOptions = (options: PdfOptions) => pdfFile([PAGE], options);

async function refusal(bytes: Uint8Array): Promise<AppError> {
  try {
    await readPdf(bytes);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was read");
}

function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const s = Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number) => ([s[a], s[b]] = [s[b] as number, s[a] as number]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (s[i] as number) + (key[i % key.length] as number)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + (s[i] as number)) & 255;
    swap(i, j);
    return byte ^ (s[((s[i] as number) + (s[j] as number)) & 255] as number);
  });
}

const PAD = Buffer.from("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A", "hex");
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** With an empty user password it opens for everybody, and only restricts what may be done. */
function encrypted(userPassword: string): Uint8Array {
  const [owner, id, permissions] = [Buffer.alloc(32, 7), Buffer.alloc(16, 9), Buffer.from([0xfc, 0xff, 0xff, 0xff])];
  const padded = Buffer.concat([Buffer.from(userPassword), PAD]).subarray(0, 32);
  const key = createHash("md5")
    .update(Buffer.concat([padded, owner, permissions, id]))
    .digest()
    .subarray(0, 5);
  const user = rc4(key, PAD);
  const dictionary = `<< /Filter /Standard /V 1 /R 2 /O <${hex(owner)}> /U <${hex(user)}> /P -4 >>`;
  return withOptions({ trailer: `/Encrypt ${dictionary} /ID [<${hex(id)}> <${hex(id)}>]` });
}

function packed(unpacked: number, more = ""): string {
  const data = textOf(deflateSync(new Uint8Array(unpacked).fill(32)));
  return `<< /Length ${data.length} ${more} /Filter /FlateDecode >>\nstream\n${data}\nendstream`;
}

const script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
const named = `<< /JavaScript << /Names [(a) 20 0 R] >> >>`;
const attached = `<< /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 20 0 R >> >>] >> >>`;
const many = Array.from({ length: 10_000 }, () => ["页"]);
const button = "<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /Rect [0 0 9 9] /A 21 0 R /P 100 0 R >>";

test.each<[string, Uint8Array, string, string]>([
  ["a file with a password", encrypted("geheim"), "invalid", "加了密"],
  ["a file that restricts copying", encrypted(""), "invalid", "限制了复制"],
  ["a script that runs when opened", withOptions({ action: true }), "invalid", "脚本"],
  ["a script of the document", withOptions({ catalog: `/Names ${named}`, objects: { 20: script } }), "invalid", "脚本"],
  [
    "a program started when opened",
    withOptions({ catalog: "/OpenAction << /S /Launch /F (a.exe) >>" }),
    "invalid",
    "动作",
  ],
  ["a script of a page", withOptions({ page: `/AA << /O ${script} >>` }), "invalid", "脚本"],
  [
    "a script of a button",
    withOptions({
      catalog: "/AcroForm << /Fields [20 0 R] >>",
      page: "/Annots [20 0 R]",
      objects: { 20: button, 21: script },
    }),
    "invalid",
    "脚本",
  ],
  [
    "an embedded file",
    withOptions({
      catalog: `/Names ${attached}`,
      objects: { 20: "<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream" },
    }),
    "invalid",
    "嵌着别的文件",
  ],
  ["10,000 pages", pdfFile(many), "too_large", "10000 页"],
  ["a stream that unpacks to 200 MB", withOptions({ objects: { 20: packed(200_000_000) } }), "too_large", "解开后过大"],
  [
    "a font of 3 MB that is none",
    withOptions({ objects: { 20: packed(3_000_000, "/Length1 3000000") } }),
    "too_large",
    "解开后过大",
  ],
  ["a cut-off file", GOOD.slice(0, 700), "invalid", "损坏"],
  ["a file that only begins like a PDF", bytesOf("%PDF-1.7\nhello"), "invalid", "损坏"],
  ["pages without text", pdfFile([[], []], { before: "0 0 500 700 re f" }), "invalid", "扫描"],
  ["pages with nothing but their numbers", pdfFile([["1"], ["2"]]), "invalid", "扫描"],
  ["text that is no Chinese", pdfFile([["ÖÐÎÄ±¨¸æ ÄÚÈÝ ´íÂë", "²»ÄÜ¶Á³ö ×Ö·û"]]), "invalid", "不是汉字"],
])("%s is refused with what to do", async (_, bytes, code, says) => {
  const error = await refusal(bytes);
  expect(error.message).toContain(says);
  expect(error.code).toBe(code);
  expect(error.message).toContain("请");
});

test("the ordinary file of these tests is read, and a harmless start page is no action", async () => {
  for (const bytes of [GOOD, withOptions({ catalog: "/OpenAction [100 0 R /Fit]" })])
    expect((await readPdf(bytes)).lines.map((line) => line.text)).toEqual(PAGE);
});

test("a form that paints itself again and again is not followed without end", async () => {
  const names = [20, 21, 22, 23, 24, 25, 26, 27];
  const form = (next: number) =>
    `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${next} 0 R >> >> /Length 60 >>\nstream\n${"/X Do ".repeat(10)}\nendstream`;
  const objects = Object.fromEntries(names.map((id) => [id, form(id + 1)]));
  const page = "/Resources << /Font << /F1 3 0 R >> /XObject << /X 20 0 R >> >>";
  const bytes = withOptions({ objects, page, before: "/X Do ".repeat(10) });
  expect((await refusal(bytes)).code).toBe("too_large");
});
