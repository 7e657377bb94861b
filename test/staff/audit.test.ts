import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { auditEntry } from "../../src/audit/store.ts";
import { commit } from "../../src/db/client.ts";
import { sha256Hex } from "../../src/sha256.ts";
import { at, makeReport, submit } from "../feedback/factory.ts";
import { call, signInAs } from "../support/console.ts";

const ctx = createContext(env);
const tokens = { admin: "admin-token-0000000000000", publisher: "publisher-token-000000000" };

beforeAll(async () => {
  await commit(
    ctx.db,
    Array.from({ length: 120 }, (_, index) =>
      auditEntry(ctx.db, {
        at: new Date(Date.UTC(2026, 9, 1 + Math.floor(index / 6), 17)).toISOString(),
        actor: index % 2 ? "甲" : "乙",
        action: index % 3 ? "report.published" : "report.withdrawn",
        subject: `/reports/xiqu/${2000 + (index % 5)}`,
        detail: { note: `<b>${index}</b>` },
      }),
    ),
  );
  for (const [role, token] of Object.entries(tokens))
    await env.DB.prepare(
      "INSERT INTO api_tokens (token_sha256, name, role, created_at, expires_at) VALUES (?, ?, ?, '2026', '2999')",
    )
      .bind(sha256Hex(token), role, role)
      .run();
});

interface Answer {
  page: number;
  more: boolean;
  records: { id: number; at: string; actor: string; action: string; subject: string; detail: object }[];
}
const api = async (query: string, token: string | null = tokens.admin) =>
  call(`/api/v1/audit${query}`, { headers: token ? { Authorization: `Bearer ${token}` } : {} });

test("GET /api/v1/audit pages through the whole log, newest first, without repeating a record", async () => {
  const first = (await (await api("?size=100")).json()) as Answer;
  const second = (await (await api("?size=100&page=2")).json()) as Answer;
  expect(first.more).toBe(true);
  const ids = [...first.records, ...second.records].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
});

test("each filter narrows, and days are Beijing days", async () => {
  const found = (await (await api("?actor=甲&action=report.withdrawn&size=100")).json()) as Answer;
  expect(found.records.length).toBeGreaterThan(0);
  for (const { actor, action } of found.records) expect([actor, action]).toEqual(["甲", "report.withdrawn"]);
  const day = (await (await api("?from=2026-10-03&to=2026-10-03&size=100")).json()) as Answer;
  expect(day.records).toHaveLength(6);
  for (const { at } of day.records) expect(at).toBe("2026-10-02T17:00:00.000Z");
});

test.each([
  ["", null, 401],
  ["", "wrong-token-00000000000000", 401],
  ["", tokens.publisher, 403],
  ["?page=0", tokens.admin, 400],
  ["?size=101", tokens.admin, 400],
  ["?from=yesterday", tokens.admin, 400],
  ["?from=2026-13-45", tokens.admin, 422],
  ["?to=2026-02-30", tokens.admin, 422],
  ["?actor=a&actor=b", tokens.admin, 400],
  ["?unknown=1", tokens.admin, 400],
])("GET /api/v1/audit%s with token %j answers %i as a problem, uncached", async (query, token, status) => {
  const response = await api(query, token);
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toContain("application/problem+json");
  expect(response.headers.get("Cache-Control")).toBe("no-store");
});

test("the answer is for nobody else's page", async () => {
  expect((await api("")).headers.get("Access-Control-Allow-Origin")).toBeNull();
  expect((await api("")).headers.get("Cache-Control")).toBe("no-store");
});

test("the audit page filters, pages and shows stored text as text", async () => {
  const cookie = await signInAs("admin");
  const page = await call("/staff/audit?actor=甲", { cookie });
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).toContain("&lt;b&gt;");
  expect(html).not.toContain("<b>1</b>");
  expect(html).not.toContain("<td>乙</td>");
  expect(html).toContain('href="/staff/audit?actor=%E7%94%B2&amp;page=2"');
  expect((await call("/staff/audit?page=abc", { cookie })).status).toBe(422);
});

test("steps of a denunciation are in the supervisor's audit and in nobody else's", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const { id } = await submit(at(new Date().toISOString()), { bureau: slug, kind: "denunciation" });
  const other = await submit(at(new Date().toISOString()), { bureau: slug, kind: "question" });
  const told = (page: string, number: number) => page.includes(`>/feedback/${number}<`);
  const supervisors = await (await call("/staff/audit", { cookie: await signInAs("supervisor") })).text();
  expect([told(supervisors, id), told(supervisors, other.id)]).toEqual([true, true]);
  expect(supervisors).toContain(`<a href="/staff/feedback/${id}">/feedback/${id}</a>`);
  const admins = await (await call("/staff/audit", { cookie: await signInAs("admin") })).text();
  expect([told(admins, id), told(admins, other.id)]).toEqual([false, true]);
  const { records } = (await (await api(`?subject=/feedback/${id}`)).json()) as Answer;
  expect(records).toEqual([]);
});
