import { env } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import type { Ctx } from "../../src/ctx.ts";
import { commit } from "../../src/db/client.ts";
import { MOST_ATTEMPTS } from "../../src/outbox/backoff.ts";
import { outboxEntry } from "../../src/outbox/store.ts";
import type { Handler } from "../../src/outbox/deliver.ts";
import { sweepOutbox } from "../../src/outbox/sweep.ts";
import { createNotifier } from "../../src/outbox/webhook.ts";

const START = Date.parse("2026-11-21T02:00:00Z");
let clock = START;
const ctx: Ctx = { ...createContext(env), now: () => new Date(clock) };

beforeEach(async () => {
  clock = START;
  await env.DB.exec("DELETE FROM outbox");
});

const enter = (payload: Record<string, string | number>, kind = "notify") =>
  commit(ctx.db, [outboxEntry(ctx.db, { kind, payload, at: ctx.now().toISOString() })]);
const rows = async () => (await env.DB.prepare("SELECT * FROM outbox ORDER BY id").all()).results;

test("a delivered entry is done and is not delivered again", async () => {
  await enter({ event: "feedback.received" });
  const seen: unknown[] = [];
  const handlers = { notify: async (payload: unknown) => void seen.push(payload) };
  expect(await sweepOutbox(ctx, handlers)).toEqual({ done: 1, retried: 0, dead: 0 });
  clock += 86_400_000;
  expect(await sweepOutbox(ctx, handlers)).toEqual({ done: 0, retried: 0, dead: 0 });
  expect(seen).toEqual([{ event: "feedback.received" }]);
});

test("one poisoned entry of ten does not hold up the other nine", async () => {
  for (let number = 1; number <= 10; number += 1) await enter({ number });
  const handlers = {
    notify: async (payload: Record<string, unknown>) => {
      if (payload.number === 5) throw new Error("poisoned");
    },
  };
  expect(await sweepOutbox(ctx, handlers)).toEqual({ done: 9, retried: 1, dead: 0 });
  expect((await rows()).filter((row) => row.last_error === "poisoned")).toHaveLength(1);
});

test("a failing entry waits longer each time, then is kept as a dead letter with its last error", async () => {
  await enter({ event: "feedback.received" });
  const failing: Handler = async () => {
    throw new Error(`down at ${clock}`);
  };
  const waits: number[] = [];
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    expect(await sweepOutbox(ctx, { notify: failing })).toEqual({ done: 0, retried: 1, dead: 0 });
    const [row] = await rows();
    const next = Date.parse(String(row?.available_at));
    waits.push(next - clock);
    clock = next;
  }
  expect(waits.every((wait, index) => index === 0 || wait > (waits[index - 1] ?? 0))).toBe(true);
  expect(await sweepOutbox(ctx, { notify: failing })).toEqual({ done: 0, retried: 0, dead: 1 });
  const [row] = await rows();
  expect(row).toMatchObject({ attempts: MOST_ATTEMPTS, last_error: `down at ${clock}`, done_at: null });
  expect(row?.dead_at).not.toBeNull();
});

test("two sweeps at once deliver an entry once", async () => {
  for (let number = 0; number < 6; number += 1) await enter({ number });
  const seen: unknown[] = [];
  const handlers = { notify: async (payload: Record<string, unknown>) => void seen.push(payload.number) };
  await Promise.all([sweepOutbox(ctx, handlers), sweepOutbox(ctx, handlers), sweepOutbox(ctx, handlers)]);
  expect(seen).toHaveLength(6);
  expect(new Set(seen).size).toBe(6);
});

test("an entry claimed by a sweep that died is delivered after the lease", async () => {
  await enter({ event: "feedback.received" });
  await env.DB.exec("UPDATE outbox SET attempts = 1, available_at = '2026-11-21T02:02:00.000Z'");
  const handlers = { notify: async () => {} };
  expect((await sweepOutbox(ctx, handlers)).done).toBe(0);
  clock += 121_000;
  expect((await sweepOutbox(ctx, handlers)).done).toBe(1);
});

test("an entry of unknown kind is dead at once, not lost", async () => {
  await enter({}, "mystery");
  expect(await sweepOutbox(ctx, {})).toEqual({ done: 0, retried: 0, dead: 1 });
});

const CANARY = { text: "金丝雀正文", contact: "canary@example.com" };

function posted(status: number, answer: object) {
  const requests: { url: string; body: string }[] = [];
  const send = async (url: string, init?: RequestInit) => {
    requests.push({ url, body: await new Request(url, init).text() });
    return Response.json(answer, { status });
  };
  return { requests, send: send as typeof fetch };
}
const webhook = (format: "generic" | "wecom") => ({
  url: "https://hook.example/send?key=secret-key",
  format,
  consoleAddress: "https://gongshi.example/staff",
});

test("the generic webhook posts JSON without text or contact", async () => {
  await enter({ event: "feedback.received", feedback: 7, kind: "question", ...CANARY });
  const { requests, send } = posted(200, {});
  expect((await sweepOutbox(ctx, { notify: createNotifier(webhook("generic"), send) })).done).toBe(1);
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
    event: "feedback.received",
    feedback: 7,
    kind: "question",
    url: "https://gongshi.example/staff",
  });
});

test("the WeCom webhook posts a text message, and errcode other than 0 is retried", async () => {
  await enter({ event: "feedback.overdue", feedback: 7, ...CANARY });
  const refused = posted(200, { errcode: 45009 });
  expect((await sweepOutbox(ctx, { notify: createNotifier(webhook("wecom"), refused.send) })).retried).toBe(1);
  const body = JSON.parse(refused.requests[0]?.body ?? "") as {
    msgtype: string;
    text: { content: string };
  };
  expect(body.msgtype).toBe("text");
  expect(body.text.content).toContain("编号 7");
  expect(JSON.stringify(body)).not.toContain("金丝雀");
  clock += 3_600_000;
  const taken = posted(200, { errcode: 0 });
  expect((await sweepOutbox(ctx, { notify: createNotifier(webhook("wecom"), taken.send) })).done).toBe(1);
});

test("what is kept of a failed delivery does not hold the webhook's key", async () => {
  await enter({ event: "feedback.received" });
  const send = (async () => {
    throw new TypeError("cannot reach https://hook.example/send?key=secret-key");
  }) as unknown as typeof fetch;
  await sweepOutbox(ctx, { notify: createNotifier(webhook("generic"), send) });
  const [row] = await rows();
  expect(row?.last_error).toBe("webhook unreachable (TypeError)");
});
