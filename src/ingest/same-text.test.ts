import { readFile as readBytes } from "node:fs/promises";
import { expect, test } from "vitest";
import type { ParsedReport } from "./document.ts";
import { notesOf, outline } from "./fixtures/read-text.ts";
import { readFile } from "./read-file.ts";

const FORMATS = ["txt", "md", "docx", "html", "pdf"] as const;

async function read(format: (typeof FORMATS)[number]): Promise<ParsedReport> {
  const name = `xihe-2024.${format}`;
  return readFile(await readBytes(`samples/formats/${name}`), name);
}

test.each(FORMATS)("the same report as .%s has the expected outline", async (format) => {
  const parsed = await read(format);
  expect(parsed).toMatchObject({
    title: "示例市西河供水局2024年度社会责任报告",
    bureau: "示例市西河供水局",
    year: 2024,
  });
  expect(outline(parsed)).toEqual([
    "1 卷首 t",
    "1 一、公开陈述 t",
    "1 二、报告编制说明 t",
    "1 三、基本情况",
    "2 （一）规模与性质 t",
    "2 （二）所属类别 t",
    "1 四、保障员工权益",
    "2 （一）理论学习 t",
    "2 （二）劳动保护 t",
    "1 五、诚信经营",
    "2 （一）诚信服务 tTt",
    "2 （二）利润与经济效益 t",
    "1 六、报告预期与展望",
    "2 （一）报告展望 tt",
  ]);
});

test("the same report as text, Markdown, Word file, web page and PDF gives the same sections and blocks", async () => {
  const [text, ...others] = await Promise.all(FORMATS.map(read));
  for (const other of others) expect(other.sections).toEqual(text?.sections);
});

test("automatic numbering, header and footer of the Word file are told", async () => {
  const parsed = await read("docx");
  expect(notesOf(parsed, "numbering")[0]?.message).toContain("13 处自动编号");
  expect(notesOf(parsed, "page-furniture-left-out")[0]?.text).toContain("西河局年度报告");
});

test("printed by a browser in two columns, with radicals for characters, it is the same report", async () => {
  const name = "xihe-2024-columns.pdf";
  const printed = await readFile(await readBytes(`samples/formats/${name}`), name);
  expect(printed.sections).toEqual((await read("txt")).sections);
  expect(notesOf(printed, "characters-normalised")[0]?.message).toContain("73 个部首字符");
  expect(printed.notes.find((note) => note.level === "unsure")?.message).toContain("分两栏");
});
