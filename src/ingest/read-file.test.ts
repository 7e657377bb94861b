import { expect, test } from "vitest";
import type { AppError } from "../errors.ts";
import { docxFile, p, TITLE } from "./fixtures/docx-file.ts";
import { pdfFile } from "./fixtures/pdf-file.ts";
import { readFile } from "./read-file.ts";

const PDF = pdfFile([["示例市东岭供水局2024年度社会责任报告", "一、公开陈述", "演示数据。"]]);
const refusal = (bytes: Uint8Array, name: string) =>
  readFile(bytes, name).then(
    () => expect.unreachable("was read"),
    (error: AppError) => error,
  );

test("a Word file named .pdf, and a PDF named .docx or .txt, are refused by their content", async () => {
  const word = docxFile(TITLE + p("一、公开陈述"));
  expect((await refusal(word, "报告.pdf")).message).toContain("内容却不是 PDF");
  expect((await refusal(PDF, "报告.docx")).message).toContain("不是 Word");
  expect((await refusal(PDF, "报告.txt")).message).toContain("以 .pdf 结尾");
  expect((await refusal(new Uint8Array(), "报告.pdf")).message).toContain("没有文字");
});

test("a file that is too large is refused before anything reads it", async () => {
  const large = new Uint8Array(5_000_001);
  large.set(PDF);
  expect((await refusal(large, "a.pdf")).code).toBe("too_large");
});
