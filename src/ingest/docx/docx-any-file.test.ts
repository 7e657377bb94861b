import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import type { ParsedReport } from "../document.ts";
import { cell, docxFile, level, numbered, p, row, run, table, TITLE } from "../fixtures/docx-file.ts";
import { parseReport } from "../read-report.ts";

const SAMPLE = readFileSync("samples/formats/xihe-2024.docx");

function readOrRefuse(bytes: Uint8Array): ParsedReport | null {
  try {
    return parseReport(bytes, "a.docx");
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

test("a Word file with any bytes changed is read or refused, and never breaks the reader", () => {
  const change = fc.tuple(fc.nat(SAMPLE.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(SAMPLE.length), (changes, cut) => {
      const bytes = Uint8Array.from(SAMPLE);
      for (const [at, byte] of changes) bytes[at] = byte;
      readOrRefuse(cut % 3 === 0 ? bytes.slice(0, cut) : bytes);
    }),
    { numRuns: 300, seed: 20261121 },
  );
});

const SHAPES = [
  (word: string) => p(`本局${word}办结。`),
  (word: string) => p(`${run(word, "<w:b/>")}${run("。")}`),
  (word: string) => p(run(word, "<w:vanish/>")),
  (word: string) => p(`<w:ins>${run(word)}</w:ins>`),
  (word: string) => p(`<w:del><w:r><w:delText>${word}</w:delText></w:r></w:del>`),
  (word: string) => p(word, "<w:rPr><w:del/></w:rPr>"),
  (word: string) => p(word, '<w:outlineLvl w:val="1"/>'),
  (word: string) => numbered(word, 1, 1),
  (word: string) =>
    p(`${run("前")}<w:r><w:pict><v:textbox><w:txbxContent>${p(word)}</w:txbxContent></v:textbox></w:pict></w:r>`),
  (word: string) =>
    table(row(cell("甲"), cell(word, '<w:gridSpan w:val="2"/>')), row(cell("乙"), cell("丙"), cell("丁"))),
  (word: string) => table(row(cell(word))),
  (word: string) => `<w:sdt><w:sdtContent>${p(`<w:smartTag>${run(word)}</w:smartTag>`)}</w:sdtContent></w:sdt>`,
  (word: string) => p(`<w:r><w:br w:type="page"/></w:r><w:unheard>${run(word)}</w:unheard>`),
];
const numbering =
  `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "%1、")}${level(1, "decimal", "%1.%2")}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';

test("whatever a Word file is made of, each of its words is in the report or in a note", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...SHAPES), { minLength: 1, maxLength: 25 }), (shapes) => {
      const body = shapes.map((shape, i) => shape(`词${i}号`)).join("");
      const parsed = readOrRefuse(docxFile(TITLE + p("一、公开陈述") + p("真实。") + body, { numbering }));
      const told = JSON.stringify(parsed);
      for (const i of shapes.keys()) expect(told).toContain(`词${i}号`);
    }),
    { numRuns: 300, seed: 20261121 },
  );
});
