import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { publishFeedback } from "../../src/feedback/handle/answer.ts";
import { at, submit, supervisor } from "../feedback/factory.ts";
import { call, signInAs } from "../support/console.ts";
import { deskReport, draftOf, pageOf, publish, seen, reportOf } from "../support/desk.ts";

let publisher = "";
let address = "";
let slug = "";
beforeAll(async () => {
  publisher = await signInAs("publisher");
  const draft = await draftOf(publisher);
  await publish(draft, publisher);
  address = await reportOf(draft, publisher);
  slug = address.split("/")[2] ?? "";
});

const revise = (year: number, people: string, feedback = "") =>
  draftOf(publisher, deskReport({ year, people }), "云门.txt", { bureau: slug, year: String(year), feedback });

test("a bureau's reports are listed with what can be done to each", async () => {
  expect(await pageOf("/staff/reports", publisher)).toContain(`href="/staff/reports/${slug}"`);
  const html = await pageOf(`/staff/reports/${slug}`, publisher);
  expect(html).toContain(`href="/staff/publish?bureau=${slug}&amp;year=2022"`);
  expect(html).toContain(`href="/staff/reports/${slug}/2022/withdraw"`);
  expect((await call("/staff/reports/nowhere", { cookie: publisher })).status).toBe(404);
  expect((await call(`/staff/reports/${slug}/1999/withdraw`, { cookie: publisher })).status).toBe(404);
});

test("a withdrawal needs a public reason, answers 410 with it, and is taken back by restoring", async () => {
  const withdraw = `/staff/reports/${slug}/2022/withdraw`;
  expect(await pageOf(withdraw, publisher)).toContain("确认撤回");
  const refused = await call(withdraw, { cookie: publisher, form: { reason: "误" } });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toMatch(/<a href="#reason">请写明撤回理由.*<textarea[^>]*>误</s);
  expect((await call(address)).status).toBe(200);
  const done = await call(withdraw, { cookie: publisher, form: { reason: "数据有误，核对后再公开" } });
  expect(done.headers.get("Location")).toBe(`/staff/reports/${slug}?done=withdrawn`);
  const gone = await call(address);
  expect(gone.status).toBe(410);
  expect(await gone.text()).toContain("数据有误，核对后再公开");
  expect(await (await call("/feeds/all.atom")).text()).toContain("撤回");
  const again = await call(withdraw, { cookie: publisher, form: { reason: "再撤回一次" } });
  expect(again.status).toBe(409);
  expect(await pageOf(await revise(2022, "一百九十"), publisher)).toContain("请先恢复，再发布更正");
  const restore = `/staff/reports/${slug}/2022/restore`;
  expect(await pageOf(restore, publisher)).toContain("确认恢复");
  expect((await call(restore, { cookie: publisher, form: {} })).status).toBe(303);
  expect((await call(address)).status).toBe(200);
  expect((await call(restore, { cookie: publisher, form: {} })).status).toBe(409);
});

test("a revision names the feedback it answers: both link to each other, in the batch that publishes it", async () => {
  const now = new Date().toISOString();
  const ctx = at(now, supervisor);
  const about = { bureau: slug, year: 2022, publish: true };
  const asked = (await submit(at(now), { ...about, text: "员工人数与上一年的报告对不上，请核对。" })).id;
  const other = (await submit(at(now), { bureau: slug, year: 2022, kind: "denunciation" })).id;
  const draft = await revise(2022, "一百三十", String(asked));
  expect(await pageOf(draft, publisher)).not.toContain(`第${asked}号意见`);
  await acceptFeedback(ctx, asked);
  await acceptFeedback(ctx, other);
  const html = await pageOf(draft, publisher);
  expect(html).toMatch(new RegExp(`name="feedback" value="${asked}" checked`));
  expect(html).not.toContain("员工人数与上一年");
  expect(html).not.toContain(`name="feedback" value="${other}"`);
  await publishFeedback(ctx, asked);
  expect(await pageOf(draft, publisher)).toContain("员工人数与上一年");

  const both = await signInAs("supervisor");
  await env.DB.prepare(
    "UPDATE staff SET roles = '[\"supervisor\",\"publisher\"]' WHERE email LIKE 'supervisor@%'",
  ).run();
  expect(await pageOf(`/staff/feedback/${asked}`, both)).toContain(
    `href="/staff/publish?bureau=${slug}&amp;year=2022&amp;feedback=${asked}"`,
  );

  const before = await seen(draft, publisher);
  const wrong = await call(`${draft}/publish`, {
    cookie: publisher,
    form: { when: "now", note: "更正员工人数", feedback: [String(asked), String(other)], ...before },
  });
  expect(wrong.status).toBe(409);
  expect((await call(`${address}/r2`)).status).toBe(404);
  expect((await publish(draft, publisher, { note: "更正员工人数", feedback: String(asked) })).status).toBe(303);
  expect(await (await call(`/feedback/${asked}`)).text()).toContain(`${address}/diff/1..2`);
  expect(await (await call(`${address}/revisions`)).text()).toMatch(
    new RegExp(`回应监督意见.*href="/feedback/${asked}"`),
  );
  expect(await (await call(`${address}/diff/1..2`)).text()).toContain(`href="/feedback/${asked}"`);
  const row = await env.DB.prepare("SELECT correction_revision AS n, corrected FROM feedback WHERE id = ?")
    .bind(asked)
    .first();
  expect(row).toEqual({ n: 2, corrected: 1 });
  const entry = await env.DB.prepare("SELECT data FROM ledger_entries WHERE bureau = ? AND revision = 2")
    .bind(slug)
    .first<{ data: string }>();
  expect(JSON.parse(entry!.data)).toMatchObject({ kind: "correction", feedback: [`${asked}`] });
});

test("a file of another year than the report it is to revise is not published over it", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2021 }), "云门.txt", { bureau: slug, year: "2022" });
  expect(await pageOf(draft, publisher)).toContain("文件写的是2021年度，与指定的2022年度不一致");
});

test("a bureau is renamed, its former address leads to the new one, and what is refused comes back as typed", async () => {
  const rename = `/staff/reports/${slug}/rename`;
  const names = { name: "示例市云门区通信局", shortName: "云门通信局", slug: "yunmen-tongxin", alias: "" };
  const refused = await call(rename, { cookie: publisher, form: { ...names, slug: "云门" } });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('<a href="#slug">');
  expect(html).toContain('value="云门通信局"');
  const unfit = await call(rename, { cookie: publisher, form: { ...names, shortName: "<局>" } });
  expect(await unfit.text()).toContain('<a href="#shortName">');
  const done = await call(rename, { cookie: publisher, form: names });
  expect(done.headers.get("Location")).toBe("/staff/reports/yunmen-tongxin?done=renamed");
  expect((await pageOf("/staff/reports/yunmen-tongxin", publisher)).replaceAll("<wbr/>", "")).toContain(
    "示例市云门区通信局",
  );
  const former = await call(address);
  expect(former.status).toBe(308);
  expect(former.headers.get("Location")).toContain("/reports/yunmen-tongxin/2022");
});
