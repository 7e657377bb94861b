import { expect, test } from "vitest";
import type { AppError } from "../errors.ts";
import { docxFile, p, TITLE } from "./fixtures/docx-file.ts";
import { pdfFile } from "./fixtures/pdf-file.ts";
import { remotePdfReader } from "./pdf/remote-reader.ts";
import { readFile } from "./read-file.ts";

const PDF = pdfFile([["示例市东岭供水局2024年度社会责任报告", "一、公开陈述", "演示数据。"]]);
const none = remotePdfReader(undefined);
const refusal = (bytes: Uint8Array, name: string, reader = none) =>
  readFile(bytes, name, reader).then(
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

test("a site without the reader says what to do", async () => {
  const error = await refusal(PDF, "报告.pdf");
  expect(error.code).toBe("unavailable");
  expect(error.message).toMatch(/管理员.*部署.*存为 Word/s);
});

test("a reader that breaks off is told apart from a refusal", async () => {
  const failing = (answer: () => Promise<Response>) => remotePdfReader({ fetch: answer } as unknown as Fetcher);
  const broken = failing(() => Promise.reject(new Error("Worker exceeded memory limit.")));
  const wrong = failing(async () => new Response("overloaded", { status: 503 }));
  const refusing = failing(async () => Response.json({ refused: { code: "invalid", message: "请去掉密码" } }));
  expect((await refusal(PDF, "a.pdf", broken)).code).toBe("unavailable");
  expect((await refusal(PDF, "a.pdf", wrong)).code).toBe("unavailable");
  expect(await refusal(PDF, "a.pdf", refusing)).toMatchObject({ code: "invalid", message: "请去掉密码" });
});

test("a file that is too large is refused before anything reads it", async () => {
  const reader = () => expect.unreachable("was asked");
  const large = new Uint8Array(5_000_001);
  large.set(PDF);
  expect((await refusal(large, "a.pdf", reader)).code).toBe("too_large");
});
