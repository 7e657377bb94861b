import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ParsedReport } from "./document.ts";
import { readFile } from "./read-file.ts";

/** Invented files, each with a fault that was seen on real ones. */
const read = async (name: string): Promise<ParsedReport> =>
  readFile(new Uint8Array(readFileSync(`src/ingest/fixtures/import-cases/${name}`)), name);
const blocksOf = ({ sections }: ParsedReport) => sections.flatMap(({ blocks }) => blocks);
const textOf = (report: ParsedReport) =>
  blocksOf(report)
    .map((block) => (block.kind === "table" ? block.rows.flat().join("\n") : block.text))
    .join("\n");
const blocking = ({ notes }: ParsedReport) => notes.filter(({ level }) => level === "blocking").map(({ code }) => code);

test("the first line of a page is no running title, and goes on from the line before the cut", async () => {
  expect(textOf(await read("02-first-line-lost-as-running-title.pdf"))).toContain("主营业务收入为58191万元");
});

test("lines that a web page might have at its foot stay where they are in a text file", async () => {
  const text = textOf(await read("03-web-chrome-contact.txt"));
  for (const words of ["主办单位：管网科", "主办单位：客户服务中心", "地址：示例市东湖路1号", "编辑：办公室"])
    expect(text).toContain(words);
});

test("text that recognition garbled stops the file, and is quoted", async () => {
  const report = await read("15-ocr-garbage-accepted.pdf");
  expect(blocking(report)).toContain("garbled");
  expect(report.notes.find(({ code }) => code === "garbled")?.text).not.toBe("");
});

test("lines of a cell are kept apart, and forms of one make are as many tables", async () => {
  expect(textOf(await read("16-lines-of-a-cell-fused.pdf"))).toContain("408.69 417.38 401.36");
  const forms = blocksOf(await read("17-separate-forms-merged.pdf")).filter((block) => block.kind === "table");
  expect(forms.map(({ rows }) => rows[0]?.[0])).toEqual(Array.from({ length: 3 }, () => "财政项目绩效目标填报表"));
});

test("a content control around a cell, the body of a web article and a block of web code are read", async () => {
  expect(textOf(await read("23-content-control-around-cell-lost.docx"))).toContain("增加4345万元");
  for (const name of ["wechat.html", "hide1.html"]) expect(textOf(await read(name))).toContain("受理诉求1,024件。");
  expect(blocksOf(await read("htmlblock.md"))).toHaveLength(3);
});
