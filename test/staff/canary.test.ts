import { env } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runScheduled } from "../../src/scheduled.ts";
import { at, makeReport, someone, valid } from "../feedback/factory.ts";
import { submitFeedback } from "../../src/feedback/submit.ts";
import { call, signInAs } from "../support/console.ts";

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
