import { env } from "cloudflare:test";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { submitFeedback } from "../../src/feedback/submit/submit.ts";
import { docxFile, p } from "../../src/ingest/fixtures/docx-file.ts";
import { at, makeReport, makeRevision, someone, submit, valid } from "../feedback/factory.ts";
import type { RawSubmission } from "../../src/feedback/submission.ts";
import { call, signInAs } from "../support/console.ts";

let officer = "";
let supervisor = "";
let bureau = { slug: "", reportId: 0 };

beforeAll(async () => {
  officer = await signInAs("officer");
  supervisor = await signInAs("supervisor");
});
beforeEach(async () => {
  bureau = await makeReport({ anchor: "women", text: "女员工占比为百分之五十五点七一。" });
});

const received = async (raw: RawSubmission = {}) =>
  (
    await submit(at(new Date().toISOString()), {
      bureau: bureau.slug,
      year: 2023,
      section: "honest-service",
      anchor: "women",
      publish: true,
      ...raw,
    })
  ).id;
const step = (id: number, action: string, form: Record<string, string> = {}, cookie = officer) =>
  call(`/staff/feedback/${id}/${action}`, { cookie, form });
const see = async (id: number, cookie = officer) => (await call(`/staff/feedback/${id}`, { cookie })).text();
const row = (id: number) => env.DB.prepare("SELECT * FROM feedback WHERE id = ?").bind(id).first();

test("an officer accepts, drafts; a supervisor approves and publishes both with a redaction; an officer closes", async () => {
  const id = await received({ text: "我是王某某，这里的比例和下文对不上，请核对。" });
  expect((await step(id, "accept")).headers.get("Location")).toBe(`/staff/feedback/${id}?done=accept`);
  expect((await step(id, "draft", { text: "经核对，比例确有误，将发布修订版更正。" })).status).toBe(303);
  expect((await step(id, "approve")).status).toBe(409);
  expect((await step(id, "approve", {}, supervisor)).status).toBe(303);
  const redacted = { title: "", text: "我是某某，这里的比例和下文对不上，请核对。" };
  expect((await step(id, "publish", redacted, supervisor)).status).toBe(422);
  expect((await step(id, "publish", { ...redacted, reason: "隐去姓名" }, supervisor)).status).toBe(303);
  const reply = { text: "经核对，比例确有误，将发布修订版更正。" };
  const preview = await step(id, "publish-reply/preview", reply, supervisor);
  expect(await preview.text()).toMatch(/<article class="panel".*比例确有误，将发布修订版更正/s);
  expect((await step(id, "publish-reply", reply, supervisor)).status).toBe(303);
  expect((await step(id, "close")).status).toBe(303);
  expect(await row(id)).toMatchObject({
    status: "closed",
    publication: "published",
    reply_public: 1,
    text: "我是王某某，这里的比例和下文对不上，请核对。",
    public_text: "我是某某，这里的比例和下文对不上，请核对。",
  });
  const page = await see(id);
  expect(page).toContain("隐去姓名");
  expect(page).toContain("已办结");
});

test("each refused form comes back with what was typed, the reason on top and beside the field", async () => {
  const id = await received();
  const response = await step(id, "decline", { reason: "不归" });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain('role="alert"');
  expect(html).toContain('href="#decline-reason"');
  expect(html).toContain('id="decline-reason-error"');
  expect(html).toMatch(/<textarea[^>]*id="decline-reason"[^>]*>不归<\/textarea>/);
  await step(id, "accept");
  const long = await step(id, "draft", { text: "答".repeat(10_001) });
  expect(long.status).toBe(422);
  expect(await long.text()).toContain("答".repeat(10_001));
  expect(await row(id)).toMatchObject({ status: "accepted", draft_by: null });
});

test("a transfer goes to the other bureau and leaves the officer who does not act for it", async () => {
  const other = await makeReport({ anchor: "a", text: "无关的文字。" });
  const id = await received();
  expect((await step(id, "transfer", { bureau: "no-such", reason: "应由别的单位办理" })).status).toBe(422);
  const response = await step(id, "transfer", { bureau: other.slug, reason: "应由别的单位办理" });
  expect(response.headers.get("Location")).toBe("/staff/feedback?done=transfer");
  await env.DB.prepare("UPDATE staff SET bureaus = ? WHERE email = 'officer@demo.invalid'")
    .bind(JSON.stringify([bureau.slug]))
    .run();
  expect((await call(`/staff/feedback/${id}`, { cookie: officer })).status).toBe(404);
  expect(await (await call("/staff/feedback", { cookie: officer })).text()).not.toContain(`/staff/feedback/${id}"`);
  await env.DB.exec(`UPDATE staff SET bureaus = '["*"]' WHERE email = 'officer@demo.invalid'`);
  expect((await call(`/staff/feedback/${id}`, { cookie: officer })).status).toBe(200);
});

test("an answer can be asked for, an extension given once, a draft sent back", async () => {
  const id = await received();
  await step(id, "accept");
  expect((await step(id, "ask", { question: "请说明是哪一页的哪个数字。" })).status).toBe(303);
  expect((await step(id, "extend", { reason: "需要向统计部门核对" })).status).toBe(303);
  expect((await step(id, "extend", { reason: "还需要再核对一次" })).status).toBe(409);
  await step(id, "draft", { text: "正在核对，结果另行告知。" });
  expect((await step(id, "return", { reason: "没有回答问题" }, supervisor)).status).toBe(303);
  expect(await see(id)).toContain("没有回答问题");
});

test("the correcting revision is linked from the page, and only one that came later is taken", async () => {
  const id = await received();
  await step(id, "accept");
  for (const revision of ["", "abc", "1", "9"]) expect((await step(id, "link", { revision })).status).toBe(422);
  await makeRevision(bureau.reportId, 2, [{ anchor: "women", text: "女员工占比为百分之五十六点四。" }]);
  expect((await step(id, "link", { revision: "2" })).status).toBe(303);
  const page = await see(id);
  expect(page).toContain(`/reports/${bureau.slug}/2023/r2`);
  expect(page).toContain("现行版的这段文字与提交时不同");
  expect(page).toContain("百分之五十五点七一");
});

test("contact data is shown only on request with a reason, and each opening is audited", async () => {
  const contact = "13800000000 周先生";
  const id = await received({ contact });
  expect(await see(id)).not.toContain(contact);
  expect((await step(id, "contact", { reason: "" })).status).toBe(422);
  const opened = await step(id, "contact", { reason: "核对事实" });
  expect(opened.status).toBe(200);
  expect(opened.headers.get("Cache-Control")).toBe("no-store");
  expect(await opened.text()).toContain(contact);
  expect(await see(id)).not.toContain(contact);
  const audit = await env.DB.prepare(
    "SELECT actor, detail FROM audit_log WHERE action = 'feedback.contact_opened' AND subject = ?",
  )
    .bind(`/feedback/${id}`)
    .all();
  expect(audit.results).toEqual([{ actor: "officer@demo.invalid", detail: '{"reason":"核对事实"}' }]);
});

test("an attachment is only ever a download", async () => {
  const id = await received();
  await env.FILES.put("feedback/abc.pdf", "%PDF-1.7 x");
  await env.DB.prepare(
    "INSERT INTO feedback_attachments (feedback_id, object_key, name, type, size, sha256) VALUES (?, 'feedback/abc.pdf', ?, 'application/pdf', 10, 'x')",
  )
    .bind(id, '证据"\r\nX: y.pdf')
    .run();
  const response = await call(`/staff/feedback/${id}/attachments/1`, { cookie: officer });
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toBe("application/octet-stream");
  expect(response.headers.get("Content-Disposition")).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(await response.text()).toBe("%PDF-1.7 x");
  expect((await call(`/staff/feedback/${id + 1}/attachments/1`, { cookie: officer })).status).toBe(404);
});

test("a picture and the text of a document are seen in the console, each look in the audit; a page is never made of a file", async () => {
  const png = Uint8Array.from(
    atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    (char) => char.charCodeAt(0),
  );
  const id = (
    await submitFeedback(
      at(new Date().toISOString()),
      valid({ bureau: bureau.slug, text: "请看附件里的照片和文字。" }),
      [
        { name: "赵某的照片.png", bytes: png },
        { name: "赵某的说明.docx", bytes: docxFile(p("第一段&lt;b&gt;证据") + p("第二段")) },
      ],
      someone(),
    )
  ).id;
  const look = (path: string) => call(`/staff/feedback/${id}${path}`, { cookie: officer });
  const shown = await (await look("")).text();
  expect(shown).not.toContain("赵某");
  expect([shown.includes("附件1.png"), shown.includes("附件2.docx")]).toEqual([true, true]);
  expect(shown).toContain(`/staff/feedback/${id}/attachments/1/view">查看图片`);
  expect(shown).toContain(`/staff/feedback/${id}/attachments/2/view">查看文字`);
  expect(await (await look("/attachments/1/view")).text()).toContain(
    `src="/staff/feedback/${id}/attachments/1/picture"`,
  );
  const picture = await look("/attachments/1/picture");
  expect(picture.headers.get("Content-Type")).toBe("image/png");
  expect(picture.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(picture.headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(png);
  const text = await (await look("/attachments/2/view")).text();
  expect(text).toContain("第一段&lt;b&gt;证据\n第二段");
  expect((await look("/attachments/2/picture")).status).toBe(404);
  const opened = await env.DB.prepare(
    "SELECT detail FROM audit_log WHERE action = 'feedback.attachment_opened' AND subject = ? ORDER BY id",
  )
    .bind(`/feedback/${id}`)
    .all<{ detail: string }>();
  expect(opened.results.map(({ detail }) => (JSON.parse(detail) as { attachment: number }).attachment)).toEqual([
    1, 1, 2, 2,
  ]);
});

test("what was submitted is shown as text, never as markup", async () => {
  const id = await received({ text: "<script>alert(1)</script> 请看这里有没有问题", title: "<b>粗</b>" });
  const page = await see(id);
  expect(page).not.toContain("<script>alert");
  expect(page).not.toContain("<b>粗</b>");
  expect(page).toContain("&lt;script&gt;");
});

test("a draft that waits is opened for who may approve it, with its words; the section stands beside the matter", async () => {
  const id = await received({ title: "", text: "女员工占比和人数对不上。请核对第二段。" });
  await step(id, "accept");
  const open = (html: string) => /<details open=""><summary>([^<]+)/.exec(html)?.[1];
  const asked = await (await call(`/staff/feedback/${id}?template=1`, { cookie: officer })).text();
  expect(open(asked)).toBe("起草答复");
  expect(asked).toMatch(/<textarea[^>]*id="draft-text"[^>]*>您对[^<]*2023年度报告/);
  await step(id, "draft", { text: "经核对，数字有误，将更正。" });
  const review = await see(id, supervisor);
  expect(open(review)).toBe("审核通过答复");
  expect(review).toMatch(
    /<figure class="quote">.*经核对，数字有误，将更正。.*<\/figure>.*<button class="btn"[^>]*>审核通过/s,
  );
  expect(review.replaceAll("<wbr/>", "")).toContain("女员工占比和人数对不上</span></h1>");
  expect(review).toContain('id="pinned"');
  const own = await see(id);
  expect(open(own)).toBeUndefined();
  expect(own).toContain("正在等另一人审核");
});

test("what becomes public is shown before it is, with the same refusals, and nothing is written by looking", async () => {
  const id = await received();
  const text = "这里的数字和下文对不上，请核对。";
  expect((await step(id, "publish/preview", { title: "", text: "别的话" }, supervisor)).status).toBe(422);
  const preview = await step(id, "publish/preview", { title: "数字不符", text, reason: "简写" }, supervisor);
  expect(preview.status).toBe(200);
  const html = await preview.text();
  expect(html.replaceAll("<wbr/>", "")).toContain("数字不符</span></h1>");
  expect(html).toContain(`<form class="row" method="post" action="/staff/feedback/${id}/publish">`);
  const back = await step(id, "publish/preview", { title: "数字不符", text, reason: "简写", back: "1" }, supervisor);
  expect(await back.text()).toMatch(/id="publish-title"[^>]*value="数字不符"|value="数字不符"[^>]*id="publish-title"/);
  expect(await row(id)).toMatchObject({ publication: "private", public_text: null });
  expect((await call(`/feedback/${id}`)).status).toBe(404);
});

test("several are accepted at once; what cannot be is named and left as it is", async () => {
  const [one, two, done] = [await received(), await received(), await received()];
  await step(done, "accept");
  const several = (ids: number[], event = "accept") =>
    call("/staff/feedback/several", { cookie: officer, form: { event, id: ids.map(String) } });
  const answer = await several([one, two, done]);
  expect(answer.headers.get("Location")).toBe(`/staff/feedback?bulk=accept&count=2&refused=${done}`);
  const told = await (await call(answer.headers.get("Location") ?? "", { cookie: officer })).text();
  expect(told).toContain(`已受理2件。第${done}号现在不能这样办`);
  for (const id of [one, two]) expect(await row(id)).toMatchObject({ status: "accepted" });
  const none = await several([]);
  expect(none.status).toBe(422);
  expect(await none.text()).toContain("请先勾选要办的意见");
  expect((await several(Array.from({ length: 11 }, (_, i) => i + 1))).status).toBe(422);
  expect((await several([one, 99])).status).toBe(404);
});

test("joined matters are handled and answered together, and each author gets the answer", async () => {
  const [first, second] = [await received(), await received()];
  expect((await step(second, "join", { into: String(second) })).status).toBe(422);
  expect((await step(second, "join", { into: `第${first}号` })).status).toBe(303);
  expect((await step(first, "join", { into: String(second) })).status).toBe(422);
  await step(first, "accept");
  await step(first, "draft", { text: "两件一并答复：数字有误，将更正。" });
  await step(first, "approve", {}, supervisor);
  expect(await row(second)).toMatchObject({ status: "answered", joined_to: first });
  expect(await see(second)).toContain("两件一并答复");
  expect(await see(first)).toContain("一并办理的意见");
  const alone = await received();
  await step(alone, "join", { into: String(await received()) });
  expect((await step(alone, "separate")).status).toBe(303);
  expect(await row(alone)).toMatchObject({ joined_to: null, status: "submitted" });
});

test("unread counts fall when a feedback is opened and rise when its author adds something", async () => {
  await env.DB.exec("DELETE FROM feedback_reads");
  const count = async () =>
    Number(/(\d+)件意见有新情况未读/.exec(await (await call("/staff", { cookie: officer })).text())?.[1] ?? 0);
  const before = await count();
  const id = await received();
  expect(await count()).toBe(before + 1);
  await see(id);
  expect(await count()).toBe(before);
  await step(id, "accept", {}, supervisor);
  expect(await count()).toBe(before + 1);
});

test("the first page says what to do in order, with links; of equal deadlines the oldest stands first", async () => {
  const later = (await submit(at("2026-11-20T05:00:00Z"), { bureau: bureau.slug, text: "第二件，当天下午提交的。" }))
    .id;
  const first = (await submit(at("2026-11-20T01:00:00Z"), { bureau: bureau.slug, text: "第一件，当天上午提交的。" }))
    .id;
  await env.DB.exec(`UPDATE feedback SET due = '2020-01-01' WHERE id IN (${first}, ${later})`);
  const page = await (await call("/staff", { cookie: officer })).text();
  expect(page).toMatch(/<a href="\/staff\/feedback\?due=overdue" class="over"><b>\d+件意见已经逾期<\/b><\/a>/);
  expect(page.indexOf("已经逾期")).toBeLessThan(page.indexOf("待受理"));
  expect(page).toContain("第一件，当天上午提交的</a>");
  const queue = await (await call("/staff/feedback", { cookie: officer })).text();
  expect(queue.indexOf(`/staff/feedback/${first}"`)).toBeLessThan(queue.indexOf(`/staff/feedback/${later}"`));
});

test("the queue puts what is overdue first and filters by kind and state", async () => {
  const late = (await submit(at("2026-08-01T00:00:00Z"), { bureau: bureau.slug, kind: "question" })).id;
  const fresh = (await submit(at(new Date().toISOString()), { bureau: bureau.slug, kind: "praise" })).id;
  const page = await (await call(`/staff/feedback?bureau=${bureau.slug}`, { cookie: officer })).text();
  expect(page.indexOf(`/staff/feedback/${late}"`)).toBeGreaterThan(0);
  expect(page.indexOf(`/staff/feedback/${late}"`)).toBeLessThan(page.indexOf(`/staff/feedback/${fresh}"`));
  expect(page).toContain("逾期，1件");
  const overdue = await (await call("/staff/feedback?due=overdue", { cookie: officer })).text();
  expect(overdue).toContain(`/staff/feedback/${late}"`);
  expect(overdue).not.toContain(`/staff/feedback/${fresh}"`);
  const unread = await (await call("/staff/feedback?unread=1", { cookie: officer })).text();
  expect(unread).toContain(`/staff/feedback/${fresh}"`);
  await see(fresh);
  expect(await (await call("/staff/feedback?unread=1", { cookie: officer })).text()).not.toContain(
    `/staff/feedback/${fresh}"`,
  );
  const praise = await (await call(`/staff/feedback?bureau=${bureau.slug}&kind=praise`, { cookie: officer })).text();
  expect(praise).not.toContain(`/staff/feedback/${late}"`);
  expect(praise).toContain(`/staff/feedback/${fresh}"`);
});
