import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { call, HOST, signInAs } from "../support/console.ts";

const REPORT = `示例市云门区电信局2022年度社会责任报告

一、公开陈述

本报告内容真实，接受社会监督。

二、企业概述

现有员工一百二十人。
`;

const app = createApp();

async function send(path: string, fields: Record<string, string | File>, cookie: string) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const request = new Request(HOST + path, { method: "POST", body, headers: { Cookie: cookie, Origin: HOST } });
  return app.fetch(request, env, { waitUntil: () => {}, passThroughOnException: () => {}, props: {} } as never);
}
const reports = async () =>
  (await env.DB.prepare("SELECT count(*) AS n FROM revisions").first<{ n: number }>())?.n ?? 0;
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
const upload = (text: string, name = "云门2022.txt") => new File([text], name);

test("a publisher previews, nothing is stored, and confirming publishes exactly the previewed file", async () => {
  const cookie = await signInAs("publisher");
  const before = await reports();
  const preview = await send("/staff/publish", { file: upload(REPORT), note: "首次发布" }, cookie);
  expect(preview.status).toBe(200);
  const html = await preview.text();
  expect(html).toContain("将作为新报告发布，第1版。");
  expect(html).toContain("二、企业概述");
  expect(await reports()).toBe(before);
  expect((await env.FILES.list()).objects).toEqual([]);
  const fields = Object.fromEntries(
    ["bureau", "year", "note", "fileName", "sha256", "content"].map((name) => [name, hidden(html, name)]),
  );
  expect(fields.note).toBe("首次发布");
  const tampered = await send("/staff/publish/confirm", { ...fields, sha256: "0".repeat(64) }, cookie);
  expect(tampered.status).toBe(422);
  expect(await reports()).toBe(before);
  const published = await send("/staff/publish/confirm", fields, cookie);
  expect(published.status).toBe(303);
  expect(await reports()).toBe(before + 1);
  expect((await call(published.headers.get("Location") ?? "")).status).toBe(200);
  const again = await (await send("/staff/publish", { file: upload(REPORT) }, cookie)).text();
  expect(again).toContain("与第1版的文件相同");
  expect(again).not.toContain("确认发布");
});

test.each([
  ["an empty file", { file: upload("") }, 422],
  ["no file", {}, 422],
  ["a year that is none", { file: upload(REPORT), year: "22年" }, 422],
  ["a file without bureau and year", { file: upload("一、标题\n\n一段话。\n", "x.txt") }, 422],
  ["a file that is too large", { file: upload("字".repeat(1_100_000)) }, 413],
])("%s comes back with a reason and what was typed", async (_name, fields, status) => {
  const cookie = await signInAs("publisher");
  const response = await send(
    "/staff/publish",
    { note: "我的说明", ...fields } as Record<string, string | File>,
    cookie,
  );
  expect(response.status).toBe(status);
  const html = await response.text();
  expect(html).toContain('role="alert"');
  expect(html).toContain('value="我的说明"');
});
