import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createContext } from "../src/compose.ts";
import { openDatabase } from "../src/db/client.ts";
import { eraseStrayOriginals } from "../src/reports/publish/stray-originals.ts";
import { keepOriginal } from "../src/reports/originals.ts";
import { publishReport } from "../src/reports/publish/publish.ts";
import { sha256Hex } from "../src/sha256.ts";
import { bytesOf, makeToken, reportText } from "./factories.ts";
import { call } from "./support/console.ts";

const BUREAU = "示例市二十湖电信局";
const originals = async () => (await env.FILES.list({ prefix: "originals/" })).objects.map(({ key }) => key);
const stored = async () =>
  (await env.DB.prepare("SELECT 'originals/' || file_sha256 AS key FROM revisions").all<{ key: string }>()).results.map(
    ({ key }) => key,
  );

test("twenty publishers of one report: each is published or told of the others, none fails, and no file is left over a day later", async () => {
  const token = await makeToken({ role: "publisher" });
  const publish = async (at: number) => {
    const form = new FormData();
    form.set("file", new File([reportText({ bureau: BUREAU, body: `年末登记志愿者${100 + at}人。` })], "report.txt"));
    form.set("accept", "bureau-new");
    const request = new Request("http://x", { method: "POST", body: form });
    return call("/api/v1/reports", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": request.headers.get("Content-Type") ?? "" },
      body: await request.text(),
    });
  };
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => publish(at)));
  const statuses = answers.map(({ status }) => status);
  expect([...new Set(statuses)].filter((status) => status !== 201 && status !== 409)).toEqual([]);
  const published = statuses.filter((status) => status === 201).length;
  expect(published).toBeGreaterThan(15);
  const { results } = await env.DB.prepare("SELECT number FROM revisions ORDER BY number").all<{ number: number }>();
  expect(results.map(({ number }) => number)).toEqual(Array.from({ length: published }, (_, at) => at + 1));

  await env.FILES.put(`originals/${sha256Hex("left over")}`, "left over");
  const ctx = { ...createContext(env), random: () => new Uint8Array([0]) };
  expect(await eraseStrayOriginals(ctx)).toBe(0);
  const tomorrow = { ...ctx, now: () => new Date(Date.now() + 25 * 3_600_000) };
  expect(await eraseStrayOriginals(tomorrow)).toBe(20 - published + 1);
  expect((await originals()).toSorted()).toEqual([...new Set(await stored())].toSorted());
});

test("who is overtaken every time is told so, in Chinese, with 409", async () => {
  const ctx = createContext(env, { name: "测试", roles: ["publisher"] });
  const pauses: number[] = [];
  const batch = () => Promise.reject(new Error("D1_ERROR: UNIQUE constraint failed: revisions.report_id"));
  const db = openDatabase({ prepare: (sql: string) => env.DB.prepare(sql), batch } as unknown as D1Database);
  const never = { ...ctx, db, pause: async (ms: number) => void pauses.push(ms) };
  const bytes = bytesOf(reportText({ bureau: "示例市总迟湖电信局" }));
  await expect(publishReport(never, { bytes, fileName: "a.txt" })).rejects.toMatchObject({ code: "conflict" });
  expect(new Set(pauses).size).toBeGreaterThan(8);
  expect(Math.max(...pauses)).toBeLessThan(2_100);
});

test("a file that has stood without a revision is not swept from under the publisher who brings it again", async () => {
  const bytes = bytesOf("很久以前没有发布成功的文件");
  const sha256 = sha256Hex(bytes);
  const ctx = { ...createContext(env), random: () => new Uint8Array([0]) };
  await keepOriginal(ctx, sha256, bytes);
  const before = await env.FILES.head(`originals/${sha256}`);
  const later = { ...ctx, now: () => new Date(Date.now() + 13 * 3_600_000) };
  await new Promise((done) => setTimeout(done, 20));
  await keepOriginal(ctx, sha256, bytes);
  expect((await env.FILES.head(`originals/${sha256}`))?.uploaded).toEqual(before?.uploaded);
  await keepOriginal(later, sha256, bytes);
  expect((await env.FILES.head(`originals/${sha256}`))?.uploaded.getTime()).toBeGreaterThan(
    before?.uploaded.getTime() ?? 0,
  );
});
