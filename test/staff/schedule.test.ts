import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import type { Ctx } from "../../src/ctx.ts";
import { beijingMinute } from "../../src/day.ts";
import { eraseDrafts, eraseStrayDrafts, DRAFT_KEEP_DAYS } from "../../src/drafts/erase.ts";
import { publishDue } from "../../src/drafts/publish-due.ts";
import { call, signInAs } from "../support/console.ts";
import { correct, deskReport, draftOf, pageOf, publish } from "../support/desk.ts";

const HOUR = 3_600_000;
let publisher = "";
beforeAll(async () => {
  publisher = await signInAs("publisher");
});

/** What the trigger runs with, `ms` from now. */
const later = (ms: number): Ctx => ({ ...createContext(env), now: () => new Date(Date.now() + ms) });
const typed = (ms: number) => beijingMinute(new Date(Date.now() + ms).toISOString());
const schedule = (draft: string, fields: Record<string, string> = {}) =>
  publish(draft, publisher, { when: "later", at: typed(HOUR), ...fields });

const all = async <T = Record<string, unknown>>(sql: string, ...values: unknown[]) =>
  (
    await env.DB.prepare(sql)
      .bind(...values)
      .all<T>()
  ).results;
const revisionsOf = (year: number) =>
  all("SELECT v.published_by AS by FROM revisions v JOIN reports r ON r.id = v.report_id WHERE r.year = ?", year);
const actionsOf = async (draft: string) =>
  (await all<{ action: string }>("SELECT action FROM audit_log WHERE subject = ? ORDER BY id", draft)).map(
    ({ action }) => action,
  );

test("a time in the past or none is refused, and what was typed stays", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2001 }));
  for (const [at, words] of [
    ["2020-05-01T09:00", "这个时间已经过去了"],
    ["", "请填写发布的日期和时间"],
    ["2099-05-01T09:00", "最远可以定在一年之内"],
  ] as const) {
    const response = await schedule(draft, { at, note: "我的说明" });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(`<a href="#at">`);
    expect(html).toContain(words);
    expect(html).toContain(`name="at" type="text" autocomplete="off" value="${at}"`);
    expect(html).toContain("我的说明");
    expect(html).toMatch(/value="later" checked/);
  }
});

test("a scheduled draft is shown, cannot be edited, can be moved and cancelled, and is published once at its time", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2002 }));
  expect((await schedule(draft)).headers.get("Location")).toBe(`${draft}?done=scheduled#publish`);
  expect(await pageOf(draft, publisher)).toContain("由publisher@demo.invalid设定");
  expect(await pageOf("/staff/publish", publisher)).toContain("定时发布");
  expect((await correct(draft, publisher, "p1", { op: "split", words: "接受社会" })).status).toBe(409);
  expect((await call(`${draft}/cancel`, { cookie: publisher, form: {} })).status).toBe(303);
  expect((await call(`${draft}/cancel`, { cookie: publisher, form: {} })).status).toBe(409);
  await schedule(draft);
  expect((await schedule(draft, { at: typed(3 * HOUR) })).status).toBe(303);
  expect(await publishDue(later(2 * HOUR))).toBe(0);
  expect(await revisionsOf(2002)).toEqual([]);
  const answers = await Promise.all([publishDue(later(4 * HOUR)), publishDue(later(4 * HOUR))]);
  expect(answers.toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(await publishDue(later(5 * HOUR))).toBe(0);
  expect(await revisionsOf(2002)).toEqual([{ by: "publisher@demo.invalid" }]);
  expect((await actionsOf(draft)).slice(-2)).toEqual(["draft.scheduled", "draft.published"]);
  expect(await pageOf(draft, publisher)).toContain("已发布");
});

test("what was not looked at is not published at its time: the draft comes back with the reason, and staff are told", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2003 }));
  await schedule(draft);
  await publish(await draftOf(publisher, deskReport({ year: 2003, people: "三百" })), publisher);
  expect(await publishDue(later(2 * HOUR))).toBe(0);
  expect((await revisionsOf(2003)).length).toBe(1);
  const html = await pageOf(draft, publisher);
  expect(html).toContain("定时发布没有成功：定时之后，这份报告有了变化：本稿现在会成为第2版");
  expect(html).toContain("与现行第1版对照");
  expect((await actionsOf(draft)).at(-1)).toBe("draft.failed");
  expect(await pageOf("/staff", publisher)).toContain("1份草稿定时发布没有成功");
  const told = await all<{ payload: string }>(
    "SELECT payload FROM outbox WHERE kind = 'notify' ORDER BY id DESC LIMIT 1",
  );
  expect(JSON.parse(told[0]?.payload ?? "")).toEqual({
    event: "publication.failed",
    draft: Number(draft.split("/").at(-1)),
  });
  expect((await publish(draft, publisher, { note: "补充" })).status).toBe(303);
});

test("nobody who may not publish any more publishes by a time set earlier", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2004 }));
  await schedule(draft);
  const set = (roles: string) =>
    env.DB.prepare("UPDATE staff SET roles = ? WHERE email = 'publisher@demo.invalid'").bind(roles).run();
  await set('["officer"]');
  expect(await publishDue(later(2 * HOUR))).toBe(0);
  await set('["publisher"]');
  expect(await revisionsOf(2004)).toEqual([]);
  expect(await pageOf(draft, publisher)).toContain("定时发布没有成功：没有此项权限");
});

test("a fault of the store is tried again, and told after an hour", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2005 }));
  await schedule(draft);
  const broken = (ms: number): Ctx => ({
    ...later(ms),
    files: { ...env.FILES, get: () => Promise.reject(new Error("R2 is away")) } as unknown as R2Bucket,
  });
  expect(await publishDue(broken(1.5 * HOUR))).toBe(0);
  expect(await pageOf(draft, publisher)).toContain("设定。");
  expect(await publishDue(broken(3 * HOUR))).toBe(0);
  expect(await pageOf(draft, publisher)).toContain("一小时内多次尝试没有成功");
  expect(await revisionsOf(2005)).toEqual([]);
});

test("files of settled and abandoned drafts are erased; a published original never is", async () => {
  const kept = await draftOf(publisher, deskReport({ year: 2006 }));
  const published = await draftOf(publisher, deskReport({ year: 2007 }));
  const discarded = await draftOf(publisher, deskReport({ year: 2008 }));
  await publish(published, publisher);
  expect((await call(`${discarded}/discard`, { cookie: publisher, form: {} })).status).toBe(303);
  const originals = (await env.FILES.list({ prefix: "originals/" })).objects.length;
  const folders = async () =>
    new Set((await env.FILES.list({ prefix: "drafts/" })).objects.map(({ key }) => key.split("/")[1]));
  const open = async () =>
    new Set(
      (await all<{ folder: string }>("SELECT folder FROM drafts WHERE state IN ('open', 'scheduled')")).map(
        ({ folder }) => folder,
      ),
    );
  while ((await eraseDrafts(later(0))) > 0);
  expect(await folders()).toEqual(await open());
  expect((await call(kept, { cookie: publisher })).status).toBe(200);
  const day = 24 * HOUR;
  while ((await eraseDrafts(later((DRAFT_KEEP_DAYS + 1) * day))) > 0);
  expect((await folders()).size).toBe(0);
  expect((await env.FILES.list({ prefix: "originals/" })).objects.length).toBe(originals);
  expect(await pageOf(discarded, publisher)).toContain("这份草稿已经丢弃。");
  await env.FILES.put("drafts/ffff/x", "left over");
  await draftOf(publisher, deskReport({ year: 2009 }));
  const first = { ...later(2 * day), random: () => new Uint8Array([0]) };
  expect(await eraseStrayDrafts({ ...later(0), random: first.random })).toBe(0);
  expect(await eraseStrayDrafts(first)).toBe(1);
  expect(await folders()).toEqual(await open());
});
