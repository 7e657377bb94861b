import { env } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import worker from "../../src/worker.ts";
import { runScheduled } from "../../src/cron.ts";
import { call, signInAs } from "../support/console.ts";
import { at, makeReport, submit } from "../feedback/factory.ts";

const posts: { url: string; body: string }[] = [];
const settings = { WEBHOOK_URL: "https://hook.example/send?key=k", SITE_ORIGIN: "https://gongshi.example" };
const run = (more: Record<string, string> = {}) => runScheduled({ ...env, ...settings, ...more } as unknown as Env);

beforeEach(async () => {
  posts.length = 0;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    posts.push({ url: request.url, body: await request.text() });
    return Response.json({ errcode: 0 });
  });
  await env.DB.exec("DELETE FROM outbox");
});
afterEach(() => vi.restoreAllMocks());

test("what is past its deadline is marked once and told once, without its words", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const { id } = await submit(at("2026-03-02T01:00:00Z"), { bureau: slug, text: "金丝雀：这里的数字前后不一致。" });
  await env.DB.exec("DELETE FROM outbox");
  await run();
  await run();
  const row = await env.DB.prepare("SELECT overdue, was_overdue, status FROM feedback WHERE id = ?").bind(id).first();
  expect(row).toEqual({ overdue: 1, was_overdue: 1, status: "submitted" });
  expect(posts).toHaveLength(1);
  expect(posts[0]?.url).toBe(settings.WEBHOOK_URL);
  expect(JSON.parse(posts[0]?.body ?? "")).toMatchObject({ event: "feedback.overdue", feedback: id, bureau: slug });
  expect(posts[0]?.body).not.toContain("金丝雀");
});

test("a new feedback is told to a WeCom group; what its bureau may not know of, to the supervisors' alone, without number or bureau", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const now = at(new Date(Date.now() - 1000).toISOString());
  await submit(now, { bureau: slug });
  const hidden = async () => {
    await submit(now, { bureau: slug, kind: "denunciation" });
    await submit(now, { bureau: slug, kind: "complaint" });
  };
  await hidden();
  const SUPERVISORS_WEBHOOK_URL = "https://hook.example/supervisors?key=s";
  await run({ WEBHOOK_FORMAT: "wecom", SUPERVISORS_WEBHOOK_URL });
  const contentsAt = (address: string) =>
    posts
      .filter(({ url }) => url === address)
      .map(({ body }) => (JSON.parse(body) as { text: { content: string } }).text.content);
  const [told, ...more] = contentsAt(settings.WEBHOOK_URL);
  expect(told).toContain(slug);
  expect(told).toContain("https://gongshi.example/staff");
  expect(more).toEqual([]);
  const toldApart = contentsAt(SUPERVISORS_WEBHOOK_URL);
  expect(toldApart).toHaveLength(2);
  expect(toldApart.join()).toContain("举报件");
  expect(toldApart.join()).not.toContain(slug);
  posts.length = 0;
  await hidden();
  await run({ WEBHOOK_FORMAT: "wecom" });
  expect(posts).toEqual([]);
});

test("without a webhook, or with one that is not https, nothing is sent and nothing piles up", async () => {
  for (const WEBHOOK_URL of ["", "http://hook.example/", "javascript:alert(1)"]) {
    await submit(at(new Date(Date.now() - 1000).toISOString()), {});
    await run({ WEBHOOK_URL });
  }
  expect(posts).toEqual([]);
  const waiting = await env.DB.prepare("SELECT count(*) AS n FROM outbox WHERE done_at IS NULL").first<{ n: number }>();
  expect(waiting?.n).toBe(0);
});

test("one job that fails does not keep the notifications from going out", async () => {
  await submit(at(new Date(Date.now() - 1000).toISOString()), {});
  await env.DB.exec("ALTER TABLE feedback_quotas RENAME TO feedback_quotas_away");
  await run();
  await env.DB.exec("ALTER TABLE feedback_quotas_away RENAME TO feedback_quotas");
  expect(posts).toHaveLength(1);
});

test("the Worker runs the jobs on its cron trigger", async () => {
  const kept: Promise<unknown>[] = [];
  const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
  await submit(at(new Date(Date.now() - 1000).toISOString()), {});
  worker.scheduled({} as never, { ...env, ...settings } as unknown as Env, context as unknown as ExecutionContext);
  await Promise.all(kept);
  expect(posts).toHaveLength(1);
});

test("a notification leaves right after the write that caused it, not only at the next trigger", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const { id } = await submit(at(new Date(Date.now() - 1000).toISOString()), { bureau: slug });
  await env.DB.exec("DELETE FROM outbox");
  const cookie = await signInAs("officer");
  await call(`/staff/feedback/${id}/accept`, { cookie, form: {}, env: settings });
  await call(`/staff/feedback/${id}/draft`, { cookie, form: { text: "经核对，写法有误，将更正。" }, env: settings });
  expect(posts.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(["feedback.review"]);
});

test.each([
  ["2026-11-21T19:02:00Z", true],
  ["2026-11-21T19:07:00Z", false],
  ["2026-11-21T03:02:00Z", false],
])("the search index is tidied once, at three in the morning in China: at %s %s", async (now, tidied) => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  vi.useFakeTimers({ now: new Date(now), toFake: ["Date"] });
  await run();
  vi.useRealTimers();
  const jobs = lines.map((line) => JSON.parse(line) as { event: string; job?: string });
  expect(jobs.some(({ event, job }) => event === "job.done" && job === "search.tidy")).toBe(tidied);
});
