import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import type { Ctx } from "../../src/ctx.ts";
import { addSupplement, reclassify } from "../../src/feedback/author/author.ts";
import { lookupByReceipt } from "../../src/feedback/author/lookup.ts";
import { openAttachment } from "../../src/feedback/handle/open-attachment.ts";
import { readCase, readQueue } from "../../src/feedback/handle/queue.ts";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { changeHoldRule, releaseFeedback, releaseHeld } from "../../src/feedback/sealed/hold.ts";
import { demoKeys } from "../../src/feedback/seal/keys.ts";
import { reclassifyFeedback, sealOld } from "../../src/feedback/sealed/reclassify.ts";
import { openText } from "../../src/feedback/seal/sealing.ts";
import { submitFeedback } from "../../src/feedback/submit/submit.ts";
import { pdfFile } from "../../src/ingest/fixtures/pdf-file.ts";
import { call, signInAs } from "../support/console.ts";
import { at, makeReport, officer, rows, someone, submit, supervisor, valid } from "./factory.ts";

const TIME = "2026-04-01T02:00:00.000Z";
const NEXT_DAY = "2026-04-02T02:00:01.000Z";
const CANARY = "李四的回扣";
const FILE = pdfFile([[CANARY]]);
const contact = "13811112222";

async function dump(): Promise<string> {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT GLOB '_cf_*'",
  );
  return JSON.stringify(await Promise.all(tables.map(({ name }) => rows(`SELECT * FROM "${name}"`))));
}

const complaint = (slug: string, more = {}) =>
  valid({
    kind: "complaint",
    bureau: slug,
    year: 2023,
    section: "honest-service",
    text: `${CANARY}，请查一查。`,
    contact,
    ...more,
  });
const files = async () => (await env.FILES.list({ prefix: "feedback/" })).objects.map(({ key }) => key);
const visitors = (ctx: Ctx) => readQueue(ctx, {}).then(({ rows: list }) => list.map(({ id }) => id));

test("a complaint is with the supervisors first: its bureau, its counts, its log and its messages do not know of it; then it is passed on", async () => {
  const { slug, reportId } = await makeReport({ anchor: "a", text: "一段。" });
  const theirs = at(TIME, officer("甲", slug));
  const counts = () => rows("SELECT feedback_counts FROM reports WHERE id = ?", reportId);
  const before = [await visitors(theirs), await counts()];
  const sent = await submitFeedback(
    at(TIME),
    complaint(slug, { text: "只是一件投诉，请查一查。", contact: "" }),
    [],
    someone(),
  );
  expect([await visitors(theirs), await counts()]).toEqual(before);
  await expect(readCase(theirs, sent.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(acceptFeedback(at(TIME, supervisor), sent.id)).rejects.toMatchObject({ code: "conflict" });
  expect(await visitors(at(TIME, supervisor))).toContain(sent.id);
  expect(await rows("SELECT 1 FROM audit_log WHERE subject = ?", `/feedback/${sent.id}`)).toEqual([]);
  const [message] = await rows<{ payload: string }>("SELECT payload FROM outbox ORDER BY id DESC LIMIT 1");
  expect(JSON.parse(message?.payload ?? "")).toEqual({ event: "feedback.received", kind: "complaint", hidden: true });

  expect(await releaseHeld(at(TIME))).toBe(0);
  expect(await releaseHeld(at(NEXT_DAY))).toBe(1);
  expect(await visitors(theirs)).toContain(sent.id);
  expect(await counts()).not.toEqual(before[1]);
  const of = await readCase(theirs, sent.id);
  expect(of.feedback.deadlines.acknowledge.from).toBe("2026-04-01");
  const [told] = await rows<{ payload: string }>("SELECT payload FROM outbox ORDER BY id DESC LIMIT 1");
  expect(JSON.parse(told?.payload ?? "")).toMatchObject({ event: "feedback.received", bureau: slug });
  await expect(reclassify(at(NEXT_DAY), sent.receipt, null)).rejects.toMatchObject({ code: "conflict" });
  await expect(reclassifyFeedback(at(NEXT_DAY, supervisor), sent.id)).rejects.toMatchObject({ code: "conflict" });
});

test.each(["its author", "a supervisor"])(
  "made a denunciation by %s, it is sealed with its files, steps and contact, and nothing of it stays in clear",
  async (who) => {
    const { slug, reportId } = await makeReport({ anchor: "a", text: "一段。" });
    const counts = () => rows("SELECT feedback_counts FROM reports WHERE id = ?", reportId);
    const counted = await counts();
    const sent = await submitFeedback(
      at(TIME),
      complaint(slug, { publish: true, title: `题${CANARY}` }),
      [{ name: `${CANARY}.pdf`, bytes: FILE }],
      someone(),
    );
    await addSupplement(at(TIME), sent.receipt, `补充：${CANARY}。`, null);
    const before = await files();
    await (who === "its author"
      ? reclassify(at(TIME), sent.receipt, null)
      : reclassifyFeedback(at(TIME, supervisor), sent.id));
    expect(await counts()).toEqual(counted);
    const [row] = await rows<Record<string, unknown>>("SELECT * FROM feedback WHERE id = ?", sent.id);
    expect(row).toMatchObject({
      kind: "denunciation",
      confidential: 1,
      held_until: null,
      consent: 0,
      status: "submitted",
    });
    for (const [name, value] of Object.entries(row ?? {}))
      if (/bureau|report|revision|section|anchor|quote|contact/.test(name)) expect(value, name).toBeNull();
    const everything = await dump();
    expect([CANARY, contact].filter((word) => everything.includes(word))).toEqual([]);
    expect(await rows("SELECT 1 FROM audit_log WHERE subject = ?", `/feedback/${sent.id}`)).toEqual([]);
    expect((await files()).filter((key) => before.includes(key))).toEqual(before.filter((key) => key.endsWith(".age")));

    const [identity] = (await demoKeys(at(TIME))) ?? [];
    const of = await readCase(at(TIME, supervisor), sent.id);
    const text = await openText(identity?.identity ?? "", of.feedback.text);
    for (const word of [CANARY, contact, `/reports/${slug}`, `题${CANARY}`, "附件：1个"]) expect(text).toContain(word);
    expect(await openText(identity?.identity ?? "", of.supplements[0]?.text ?? "")).toBe(`补充：${CANARY}。`);
    expect((await openAttachment(at(TIME, supervisor), sent.id, 1)).name).toBe("附件1.pdf.age");
    const own = await lookupByReceipt(at(TIME), sent.receipt, null);
    expect(own.feedback.text).toContain(CANARY);
    expect(own.supplements[0]?.text).toContain(CANARY);
    await expect(readCase(at(NEXT_DAY, officer("甲", slug)), sent.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await releaseHeld(at(NEXT_DAY))).toBe(0);
  },
);

test("whoever sends the words of a held complaint again does not learn that somebody sent them", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const text = "窗口的人收了好处才给办，请查一查这件事。";
  const ids = [];
  for (const kind of ["complaint", "complaint", "question"])
    ids.push((await submit(at(TIME), { kind, bureau: slug, text })).id);
  expect(new Set(ids).size).toBe(3);
  await expect(submit(at(TIME), { kind: "question", bureau: slug, text })).rejects.toMatchObject({ code: "conflict" });
});

test("the author's page says that it is held, and makes it a denunciation without a script", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const sent = await submit(at(new Date().toISOString()), { kind: "complaint", bureau: slug });
  const page = await (await call("/feedback/status", { form: { receipt: sent.receipt } })).text();
  expect(page).toContain("报告单位还不知道");
  expect(page).toContain('name="step" value="reclassify"');
  const done = await (await call("/feedback/status", { form: { receipt: sent.receipt, step: "reclassify" } })).text();
  expect(done).toContain("已改为举报");
  expect(done).not.toContain('value="reclassify"');
  const cookie = await signInAs("supervisor");
  expect(await (await call(`/staff/feedback/${sent.id}`, { cookie })).text()).toContain("BEGIN AGE ENCRYPTED FILE");
});

test("the setting: not at all, some hours, or until a supervisor passes it on", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const heldUntil = async () => {
    const { id } = await submit(at(TIME), { kind: "complaint", bureau: slug });
    const [row] = await rows<{ held_until: string | null }>("SELECT held_until FROM feedback WHERE id = ?", id);
    return { id, until: row?.held_until };
  };
  const notice = async () => (await call("/feedback/privacy")).text();
  expect(await notice()).toContain("投诉先由监督部门看24小时，再转给报告单位");
  expect(await notice()).toMatch(/改为举报前，投诉和其他意见一样不加密.*备份里也还有原来的文字/);
  await changeHoldRule(at(TIME, supervisor), { hours: "0", triage: false });
  expect(await notice()).not.toContain("投诉先由监督部门看");
  expect((await heldUntil()).until).toBeNull();
  await changeHoldRule(at(TIME, supervisor), { hours: "2", triage: false });
  expect((await heldUntil()).until).toBe("2026-04-01T04:00:00.000Z");
  await changeHoldRule(at(TIME, supervisor), { hours: "2", triage: true });
  expect(await notice()).toContain("投诉由监督部门看过才转给报告单位");
  const { id, until } = await heldUntil();
  expect(until).toBe("2026-04-11T00:00:00.000Z");
  await releaseFeedback(at(TIME, supervisor), id);
  expect(await visitors(at(TIME, officer("甲", slug)))).toContain(id);
  for (const hours of ["-1", "169", "x", ""])
    await expect(changeHoldRule(at(TIME, supervisor), { hours, triage: false })).rejects.toMatchObject({
      field: "hours",
    });
  await expect(changeHoldRule(at(TIME, officer("甲", slug)), { hours: "0", triage: false })).rejects.toMatchObject({
    code: "forbidden",
  });
  const noKeys = { ...at(TIME), environment: "production", contactKeys: `k1:${btoa("x".repeat(32))}` };
  const { id: open } = await submit(noKeys, { kind: "complaint", bureau: slug });
  expect(await rows("SELECT held_until FROM feedback WHERE id = ?", open)).toEqual([{ held_until: null }]);
});

test("a denunciation that an earlier version took in clear is sealed by the clock, with all its rows; its author still reads what comes later", async () => {
  const { slug, bureauId } = await makeReport({ anchor: "a", text: "一段。" });
  await changeHoldRule(at(TIME, supervisor), { hours: "0", triage: false });
  const sent = await submitFeedback(at(TIME), complaint(slug), [{ name: `${CANARY}.pdf`, bytes: FILE }], someone());
  await addSupplement(at(TIME), sent.receipt, `补充：${CANARY}。`, null);
  await env.DB.exec("DROP TRIGGER feedback_originals_are_kept");
  await env.DB.exec(`UPDATE feedback SET kind = 'denunciation', confidential = 1 WHERE id = ${sent.id}`);
  await env.DB.batch([
    env.DB.prepare(
      "INSERT INTO feedback_replies (feedback_id, round, text, drafted_by, drafted_at, state, decision_note) VALUES (?, 0, ?, '甲', '2026', 'returned', ?)",
    ).bind(sent.id, `答复：${CANARY}。`, `退回：${CANARY}。`),
    env.DB.prepare(
      "INSERT INTO feedback_history (feedback_id, seq, at, event, status, actor_kind, note, public) VALUES (?, 3, '2026', 'askAuthor', 'submitted', 'staff', ?, 0)",
    ).bind(sent.id, `请问${CANARY}是谁？`),
    env.DB.prepare("UPDATE feedback SET seq = 3 WHERE id = ?").bind(sent.id),
  ]);
  expect(bureauId).toBeGreaterThan(0);
  expect(await sealOld(at(TIME))).toBe(1);
  expect(await sealOld(at(TIME))).toBe(0);
  const everything = await dump();
  expect([CANARY, contact].filter((word) => everything.includes(word))).toEqual([]);
  expect((await files()).filter((key) => !key.endsWith(".age"))).toEqual([]);
  const [identity] = (await demoKeys(at(TIME))) ?? [];
  const of = await readCase(at(TIME, supervisor), sent.id);
  for (const text of [
    of.feedback.text,
    of.supplements[0]?.text,
    of.replies[0]?.text,
    of.replies[0]?.decisionNote,
    of.history[2]?.note,
  ])
    expect(await openText(identity?.identity ?? "", text ?? "")).toContain(CANARY);
  expect((await lookupByReceipt(at(TIME), sent.receipt, null)).feedback.text).toBe("（已加密）");
  await addSupplement(at(TIME), sent.receipt, "后来的补充。", null);
  expect((await lookupByReceipt(at(TIME), sent.receipt, null)).supplements[1]?.text).toBe("后来的补充。");
});
