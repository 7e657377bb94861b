import { zlibSync } from "fflate";
import { expect, test } from "vitest";
import type { AppError } from "../../errors.ts";
import { pdfFile, type PdfOptions } from "../fixtures/pdf-file.ts";
import { readPlainText } from "../read-plain-text.ts";
import { readPdf } from "../pdf/read-pdf.ts";
import { cleanPdf, withoutStrings } from "./clean-pdf.ts";
import { characters } from "../gate/pdf-objects.ts";

const PAGE = ["示例市东岭供水局2024年度社会责任报告", "一、公开陈述", "本局承诺真实可靠，演示数据。"];
const file = (options: PdfOptions) => pdfFile([PAGE], options);
const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => error,
  );

/** Objects of those numbers in one packed stream. */
function packed(objects: Record<number, string>): string {
  let body = "";
  const table = Object.entries(objects).map(([number, text]) => {
    const entry = `${number} ${body.length}`;
    body += `${text} `;
    return entry;
  });
  const head = `${table.join(" ")} `;
  const data = characters(zlibSync(bytesOf(head + body)));
  return `<< /Type /Obj#53tm /N ${table.length} /First ${head.length} /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

const script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";

test.each<[string, Uint8Array, string]>([
  ["a script whose name is written in codes", file({ objects: { 20: "<< /S /J#61vaScript /J#53 (x) >>" } }), "脚本"],
  [
    "a program started from a packed object",
    file({ objects: { 20: packed({ 30: "<< /S /Launch /F (a.exe) >>" }) } }),
    "动作",
  ],
  ["a link to another file", file({ objects: { 20: "<< /S /GoToR /F (\\\\\\\\host\\\\a.pdf) >>" } }), "动作"],
  ["a packed link to another file", file({ objects: { 20: packed({ 30: "<< /S /GoToR /F (a.pdf) >>" }) } }), "动作"],
  ["data in a file elsewhere", file({ objects: { 20: "<< /F (a.bin) /Length 1 >>\nstream\nx\nendstream" } }), "动作"],
  [
    "a drawing in a file elsewhere",
    file({ objects: { 20: "<< /Subtype /Form /Ref << /F (a.pdf) /Page 0 >> /Length 1 >>\nstream\nx\nendstream" } }),
    "动作",
  ],
  ["a packed script", file({ objects: { 20: packed({ 30: script }) } }), "脚本"],
  ["a packed trigger", file({ objects: { 20: packed({ 30: "<< /AA << /O 31 0 R >> >>" }) } }), "动作"],
  ["a dynamic form", file({ objects: { 20: "<< /X#46A 21 0 R >>" } }), "动态表单"],
  ["a page that opens an address", file({ catalog: "/OpenAction << /S /URI /URI (https://x.example/) >>" }), "动作"],
  [
    "the same, named",
    file({ catalog: "/OpenAction 20 0 R", objects: { 20: "<< /S /URI /URI (https://x.example/) >>" } }),
    "动作",
  ],
  [
    "the same, packed",
    file({ catalog: "/OpenAction 30 0 R", objects: { 20: packed({ 30: "<< /S /URI /URI (https://x.example/) >>" }) } }),
    "动作",
  ],
  ["a file attached to a page", file({ objects: { 20: "<< /Subtype /FileAttachment /FS 21 0 R >>" } }), "别的文件"],
  [
    "a file in a packed object",
    file({ objects: { 20: packed({ 30: "<< /Type /Filespec /EF << /F 20 0 R >> >>" }) } }),
    "别的文件",
  ],
  [
    "objects packed in an unusual way",
    file({ objects: { 20: packed({ 30: script }).replace("/FlateDecode", "[/ASCIIHexDecode /FlateDecode]") } }),
    "损坏",
  ],
])("%s is refused, as a report and as an attachment", async (_, bytes, says) => {
  for (const error of [await refusal(readPdf(bytes)), await refusal(cleanPdf(bytes))]) {
    expect(error?.message).toContain(says);
    expect(error?.message).toContain("请");
  }
});

test("what opens at a page, by itself or named, is no action", async () => {
  for (const options of [
    { catalog: "/OpenAction [100 0 R /Fit]" },
    { catalog: "/OpenAction 20 0 R", objects: { 20: "<< /D [100 0 R /Fit] /S /GoTo >>" } },
    { catalog: "/OpenAction << /S /GoTo /D [100 0 R /Fit] >>" },
  ])
    expect((await cleanPdf(file(options))).length).toBeGreaterThan(500);
});

test("nothing of a PDF names its author afterwards, and every other byte is as it was", async () => {
  const xmp = "<x:xmpmeta>Zhang San</x:xmpmeta>".padEnd(200);
  const squeezed = characters(zlibSync(bytesOf(xmp)));
  const bytes = file({
    trailer: "/Info 20 0 R",
    catalog: "/Metadata 21 0 R",
    objects: {
      20: "<< /Author (Zhang \\(San\\)) /Creator <5a68616e67> /Producer (Zhang Ltd) /CreationDate (D:20260101) >>",
      21: `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`,
      22: `<< /Type /Metadata /Subtype /XML /Filter /FlateDecode /Length ${squeezed.length} >>\nstream\n${squeezed}\nendstream`,
    },
  });
  const cleaned = await cleanPdf(bytes);
  const text = characters(cleaned);
  expect(cleaned.length).toBe(bytes.length);
  for (const word of ["Zhang", "5a68616e67", "D:2026", squeezed]) expect(text).not.toContain(word);
  expect(await readPlainText(cleaned, "a.pdf")).toBe(PAGE.join("\n"));
});

test("properties in a packed object are taken out too", async () => {
  const bytes = file({
    trailer: "/Info 30 0 R",
    objects: {
      20: packed({ 29: "<< /A (stays as it is) >>", 30: "<< /Author (Zhang San of the Bureau) /Title (Zhang) >>" }),
    },
  });
  const cleaned = await cleanPdf(bytes);
  expect(cleaned.length).toBe(bytes.length);
  const at = characters(cleaned).indexOf("stream\n", characters(cleaned).indexOf("20 0 obj")) + 7;
  const { unzlibSync } = await import("fflate");
  const inside = characters(unzlibSync(cleaned.subarray(at, characters(cleaned).indexOf("\nendstream", at))));
  expect(inside).toContain("stays as it is");
  expect(inside).not.toContain("Zhang");
});

test("a file that is something else as well, or no whole PDF, is refused", async () => {
  const good = characters(file({}));
  for (const text of [
    `${good}<script>`,
    `${good.replace("%%EOF", "")}`,
    `${good.slice(0, -7)}\nPK\x05\x06${"\0".repeat(18)}\n%%EOF`,
    "%PDF-1.7\nx\n%%EOF",
  ])
    expect((await refusal(cleanPdf(bytesOf(text))))?.code).toBe("invalid");
});

test("strings become blanks, names and numbers stay", () => {
  expect(withoutStrings("<< /A (a\\)(b)c) /B <feff> /C 12 /D << /E () >> >>")).toBe(
    "<< /A (       ) /B <2020> /C 12 /D << /E () >> >>",
  );
  expect(withoutStrings("<< /A (never ends")).toBe("<< /A (never ends");
});

const segment = (marker: number, content: string) =>
  `\xff${String.fromCharCode(marker, (content.length + 2) >> 8, (content.length + 2) & 255)}${content}`;
const PHOTO = `\xff\xd8${segment(0xe0, "JFIF\0\x01\x01")}${segment(0xe1, "Exif\0\0MM GPS 31.23 Zhang")}${segment(0xe1, "http://ns.adobe.com/xap Zhang")}${segment(0xed, "Photoshop Zhang")}${segment(0xfe, "by Zhang")}${segment(0xc0, "frame")}${segment(0xda, "scan")}\x01\x02\xff\0\xff\xd9 Zhang after`;
const box = (type: string, content: string) => `\0\0\0${String.fromCharCode(content.length + 8)}${type}${content}`;
const picture = (filter: string, data: string) =>
  `<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter ${filter} /Length ${data.length} >>\nstream\n${data}\nendstream`;

test("a photograph in a PDF loses place, camera and comments too, and every byte of its picture stays", async () => {
  const jpeg2000 = `${box("jP  ", "x")}${box("xml ", "Zhang")}${box("uuid", "GPS Zhang")}${box("jp2c", "picture")}`;
  const bytes = file({
    objects: {
      20: picture("/DCTDecode", PHOTO),
      21: picture("[ /DCTDecode ]", PHOTO),
      22: picture("/JPXDecode", jpeg2000),
    },
  });
  const cleaned = await cleanPdf(bytes);
  const text = characters(cleaned);
  expect(cleaned.length).toBe(bytes.length);
  for (const word of ["Zhang", "GPS", "Photoshop", "ns.adobe.com"]) expect(text).not.toContain(word);
  for (const kept of ["JFIF", segment(0xda, "scan"), "picture"]) expect(text).toContain(kept);
  expect(
    (await refusal(cleanPdf(file({ objects: { 20: picture("[/FlateDecode /DCTDecode]", "x") } }))))?.message,
  ).toContain("作者");
});

test("a note on a page keeps its words and loses who wrote it and when; the file loses what it is known by", async () => {
  const note =
    "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (what it says) /T (Zhang San) /M (D:20260101) /NM (Zhang-1) >>";
  const field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name of a field) >>";
  const bytes = file({
    trailer: "/ID [<abcdef0123456789> (Zhang)]",
    objects: { 20: note, 21: field, 22: packed({ 30: note.replace("(Zhang San)", "<feff5f20>") }) },
  });
  const cleaned = await cleanPdf(bytes);
  const text = characters(cleaned);
  expect(cleaned.length).toBe(bytes.length);
  for (const word of ["Zhang", "D:2026", "abcdef", "feff5f20"]) expect(text).not.toContain(word);
  for (const kept of ["(what it says)", "(name of a field)"]) expect(text).toContain(kept);
});
