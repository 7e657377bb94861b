import { SELF } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { docxFile, p } from "../src/ingest/fixtures/docx-file.ts";
import { pdfFile } from "../src/ingest/fixtures/pdf-file.ts";
import { originalPath, reportPath } from "../src/paths.ts";
import { count, makeToken } from "./factories.ts";

const SITE = "https://gongshi.example";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
let token: string;

beforeAll(async () => {
  token = await makeToken();
});

async function send(bytes: Uint8Array, name: string) {
  const form = new FormData();
  form.set("file", new File([Uint8Array.from(bytes)], name));
  form.set("accept", "bureau-new");
  const headers = { authorization: `Bearer ${token}` };
  const response = await SELF.fetch(`${SITE}/api/v1/reports`, { method: "POST", body: form, headers });
  return { status: response.status, body: await response.json<Record<string, unknown>>() };
}

const title = (bureau: string) => `${bureau}2023年度社会责任报告`;
const word = (bureau: string) => docxFile(p(title(bureau)) + p("一、公开陈述") + p("本局承诺真实可靠。"));

it("publishes a Word file, shows its text, and gives the same bytes back as a Word file", async () => {
  const bytes = word("示例市冬江电信局");
  expect(await send(bytes, "冬江 2023.docx")).toMatchObject({ status: 201, body: { bureau: "dongjiang", year: 2023 } });
  expect(await (await SELF.fetch(`${SITE}${reportPath("dongjiang", 2023)}`)).text()).toContain("本局承诺真实可靠。");
  const original = await SELF.fetch(`${SITE}${originalPath("dongjiang", 2023, 1)}`);
  expect(original.headers.get("content-type")).toBe(DOCX);
  expect(original.headers.get("content-disposition")).toContain('attachment; filename="report.docx"');
  expect(new Uint8Array(await original.arrayBuffer())).toEqual(Uint8Array.from(bytes));
});

it("publishes a web page, whose original is only ever a download", async () => {
  const page = `<!doctype html><h1>${title("示例市南江电信局")}</h1><h2>一、公开陈述</h2><p>真实。<script>alert(1)</script></p>`;
  expect((await send(new TextEncoder().encode(page), "a.html")).status).toBe(201);
  const original = await SELF.fetch(`${SITE}${originalPath("nanjiang", 2023, 1)}`);
  expect(original.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(original.headers.get("content-disposition")).toMatch(/^attachment/);
});

it("publishes a PDF that another Worker read, and gives the same bytes back as a PDF", async () => {
  const bytes = pdfFile([[title("示例市东岭电信局"), "一、公开陈述", "本局承诺真实可靠，演示数据。"]]);
  expect(await send(bytes, "东岭 2023.pdf")).toMatchObject({ status: 201, body: { bureau: "dongling", year: 2023 } });
  expect(await (await SELF.fetch(`${SITE}${reportPath("dongling", 2023)}`)).text()).toContain(
    "本局承诺真实可靠，演示数据。",
  );
  const original = await SELF.fetch(`${SITE}${originalPath("dongling", 2023, 1)}`);
  expect(original.headers.get("content-type")).toBe("application/pdf");
  expect(original.headers.get("content-disposition")).toContain('attachment; filename="report.pdf"');
  expect(new Uint8Array(await original.arrayBuffer())).toEqual(Uint8Array.from(bytes));
});

it("passes on why a PDF is refused, and keeps nothing of it", async () => {
  const before = await count("revisions");
  const { status, body } = await send(pdfFile([[title("示例市西岭电信局")]], { action: true }), "b.pdf");
  expect([status, body["detail"]]).toEqual([422, expect.stringContaining("脚本")]);
  expect(await count("revisions")).toBe(before);
});

it("keeps nothing of a Word file that it refuses", async () => {
  const before = await count("revisions");
  const bytes = word("示例市北江电信局");
  const { status, body } = await send(bytes.slice(0, bytes.length - 40), "b.docx");
  expect([status, body["detail"]]).toEqual([422, expect.stringContaining("损坏")]);
  expect(await count("revisions")).toBe(before);
});
