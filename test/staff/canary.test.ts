import { env } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runScheduled } from "../../src/cron.ts";
import { at, makeReport, someone, valid } from "../feedback/factory.ts";
import { submitFeedback } from "../../src/feedback/submit/submit.ts";
import { makeToken } from "../factories.ts";
import { call, signInAs } from "../support/console.ts";
import { deskReport, draftOf, publish } from "../support/desk.ts";

const CANARY = {
  text: "金丝雀正文：这里的数字前后不一致。",
  title: "金丝雀标题",
  contact: "canary-contact@example.com",
  address: "203.0.113.77",
  reason: "金丝雀理由，请补充说明",
};

let lines: string[] = [];
const METHODS = ["log", "info", "warn", "error", "debug"] as const;

beforeEach(() => {
  lines = [];
  for (const method of METHODS)
    vi.spyOn(console, method).mockImplementation((...told: unknown[]) => void lines.push(JSON.stringify(told)));
});
afterEach(() => vi.restoreAllMocks());

async function submitted() {
  const { slug } = await makeReport({ anchor: "a", text: "一段原文。" });
  const { text, title, contact } = CANARY;
  const ctx = at(new Date().toISOString());
  const by = someone({ address: CANARY.address });
  return submitFeedback(ctx, valid({ bureau: slug, text, title, contact }), [], by);
}

const telltales = (receipt: string) => [...Object.values(CANARY), receipt, receipt.replaceAll("-", "")];

test("no log line of a whole handling holds text, contact, address or receipt", async () => {
  const { id, receipt } = await submitted();
  const cookie = await signInAs("officer");
  const step = (action: string, form: Record<string, string> = {}) =>
    call(`/staff/feedback/${id}/${action}`, { cookie, form, headers: { "CF-Connecting-IP": "127.0.0.1" } });
  await step("accept");
  await step("ask", { question: CANARY.reason });
  await step("contact", { reason: CANARY.reason });
  await step("decline", { reason: CANARY.reason });
  await step("draft", { text: CANARY.text });
  await runScheduled({ ...env, WEBHOOK_URL: "" } as unknown as Env);
  expect(lines.length).toBeGreaterThan(0);
  for (const secret of telltales(receipt)) expect(lines.join("\n")).not.toContain(secret);
});

test("no log line of publishing, searching, moving or restoring an archive holds what was sent, or a token", async () => {
  const { id, receipt } = await submitted();
  const token = await makeToken({ role: "admin" });
  const api = (path: string, method = "GET", body: unknown = null) =>
    call(`/api/v1${path}`, {
      method,
      ...(body === null ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "CF-Connecting-IP": CANARY.address,
      },
    });
  const publisher = await signInAs("publisher");
  const draft = await draftOf(publisher, deskReport(), `${CANARY.title}.txt`);
  await publish(draft, publisher, { note: CANARY.reason, when: "later", at: CANARY.text });
  await publish(draft, publisher, { note: CANARY.reason });
  await call("/staff/reports/yun-men-qu-dian-xin-ju/2022/withdraw", {
    cookie: publisher,
    form: { reason: CANARY.reason },
  });
  await api("/backup", "POST");
  expect(await (await api("/backup/tables/feedback")).text()).toContain(CANARY.text);
  await api("/restore", "POST", { backup: "a".repeat(64) });
  await api("/restore/tables/feedback", "POST", JSON.stringify({ id, text: CANARY.text, receipt }));
  await api("/restore/tables/feedback", "POST", CANARY.text);
  await api(`/restore/object?key=${CANARY.contact}&sha256=${"a".repeat(64)}`, "PUT", CANARY.text);
  await api("/search/reindex", "POST", { cursor: CANARY.text });
  await api("/search/reindex", "POST", { cursor: null });
  await api("/search/rebuild", "POST", { start: true });
  await api("/feedback/contact-keys/rotate", "POST");
  await api("/reports/known", "POST", { sha256: [CANARY.text] });
  await api(`/audit?actor=${encodeURIComponent(CANARY.contact)}`);
  await call(`/search?q=${encodeURIComponent(CANARY.text)}`);
  await call("/healthz", { headers: { Authorization: `Bearer ${token}` } });
  for (const secret of [...telltales(receipt), token]) expect(lines.join("\n")).not.toContain(secret);
});

test("an error whose message looks like frames of a stack does not get into the log", async () => {
  const told = `no such row\n    at ${CANARY.text} (${CANARY.contact})\n    at ${CANARY.title}`;
  const fails = {
    prepare: () => {
      throw new Error(told);
    },
  };
  const response = await call("/feedback/new", { env: { DB: fails } as never });
  expect(response.status).toBe(500);
  expect(lines.join("\n")).toContain("request.failed");
  expect(lines.join("\n")).toMatch(/frames.*at /);
  for (const secret of telltales("no receipt")) expect(lines.join("\n")).not.toContain(secret);
});

test("a failing query does not put its parameters into the log, nor into the answer", async () => {
  const { id, receipt } = await submitted();
  const cookie = await signInAs("officer");
  await call(`/staff/feedback/${id}/accept`, { cookie, form: {} });
  await env.DB.exec("ALTER TABLE feedback_replies RENAME TO feedback_replies_away");
  const response = await call(`/staff/feedback/${id}/draft`, { cookie, form: { text: CANARY.text } });
  await env.DB.exec("ALTER TABLE feedback_replies_away RENAME TO feedback_replies");
  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/feedback_replies|SQL|at \w+ \(/);
  const told = lines.join("\n");
  expect(told).toContain("request.failed");
  for (const secret of telltales(receipt)) expect(told).not.toContain(secret);
});
