import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { createContext } from "../../src/compose.ts";
import { submitFeedback } from "../../src/feedback/submit/submit.ts";
import { at, makeReport, rows, someone, valid } from "./factory.ts";

it("a repeated request gets its receipt although the report was withdrawn meanwhile", async () => {
  const { slug, reportId } = await makeReport({ anchor: "a1", text: "全年走访用户120户。" });
  const submission = valid({ bureau: slug, year: 2023 });
  const by = someone({ idempotencyKey: crypto.randomUUID() });
  const ctx = at("2026-03-02T01:00:00Z");
  const first = await submitFeedback(ctx, submission, [], by);
  await env.DB.prepare("UPDATE reports SET status = 'withdrawn' WHERE id = ?").bind(reportId).run();
  const again = await submitFeedback(ctx, submission, [], by);
  expect([again.id, again.receipt, again.due]).toEqual([first.id, first.receipt, first.due]);
});

it("a request slower than its claim still binds its key, although another took the claim over and gave up", async () => {
  const by = someone({ idempotencyKey: crypto.randomUUID() });
  const submission = valid({});
  let reached = () => {};
  const waiting = new Promise<void>((done) => (reached = done));
  let goOn = () => {};
  const held = new Promise<void>((done) => (goOn = done));
  const slow = { add: async (_: string, by: 0 | 1) => (reached(), await held, by) };
  const time = () => new Date("2026-03-02T01:00:00Z");
  const first = submitFeedback({ ...createContext(env), counters: slow, now: time }, submission, [], by);
  await waiting;
  const broken = { add: () => Promise.reject(new Error("broken")) };
  const later = () => new Date("2026-03-02T01:02:00Z");
  const second = submitFeedback({ ...createContext(env), counters: broken, now: later }, submission, [], by);
  await expect(second).rejects.toThrow();
  goOn();
  const { id, receipt } = await first;
  const again = await submitFeedback(at("2026-03-02T01:05:00Z"), submission, [], by);
  expect([again.id, again.receipt]).toEqual([id, receipt]);
  expect(await rows("SELECT 1 FROM feedback WHERE text = ?", submission.text)).toHaveLength(1);
});
