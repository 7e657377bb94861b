import { describe, expect, it } from "vitest";
import type { Actor } from "../../src/ctx.ts";
import {
  approveReply,
  draftReply,
  hideFeedback,
  publishFeedback,
  publishReply,
  returnDraft,
} from "../../src/feedback/handle/answer.ts";
import { addSupplement, rateAnswer, reopenFeedback, withdrawConsent } from "../../src/feedback/author/author.ts";
import { lookupByReceipt } from "../../src/feedback/author/lookup.ts";
import { closeUncontested, markOverdue } from "../../src/feedback/handle/overdue.ts";
import { readCase, readQueue } from "../../src/feedback/handle/queue.ts";
import {
  acceptFeedback,
  askAuthor,
  declineFeedback,
  extendDeadline,
  linkCorrection,
  transferFeedback,
} from "../../src/feedback/handle/triage.ts";
import { at, makeReport, makeRevision, officer, rows, submit, supervisor } from "./factory.ts";

const now = "2026-03-02T02:00:00.000Z";
const reply = "经核对，第二段的数字有误，将发布修订版更正。";
const paragraph = { anchor: "7f3a9c00", text: "全年受理投诉273件。" };

async function scene(raw: Record<string, unknown> = {}) {
  const { slug, reportId } = await makeReport(paragraph);
  const as = (actor: Actor | null, time = now) => at(time, actor);
  const [甲, 乙] = [officer("甲", slug), officer("乙", slug)];
  const { id, receipt } = await submit(at(now), {
    bureau: slug,
    year: 2023,
    section: "honest-service",
    anchor: paragraph.anchor,
    publish: true,
    ...raw,
  });
  return { slug, reportId, as, 甲, 乙, id, receipt };
}

describe("from a passage to a public answer", () => {
  it("goes from acceptance over a reply seen by two to publication and a correction", async () => {
    const { as, 甲, 乙, id, receipt, reportId } = await scene();
    await acceptFeedback(as(甲), id);
    await draftReply(as(甲), id, reply);
    await expect(approveReply(as(甲), id)).rejects.toMatchObject({ code: "conflict" });
    expect((await lookupByReceipt(as(null), receipt, null)).replies).toEqual([]);
    await approveReply(as(乙), id);
    expect((await lookupByReceipt(as(null), receipt, null)).replies).toMatchObject([{ text: reply }]);
    await publishFeedback(as(supervisor), id);
    await publishReply(as(supervisor), id);
    await makeRevision(reportId, 2, [{ anchor: "bbbb0000", text: "全年受理投诉274件。" }]);
    const closed = await linkCorrection(as(甲), id, 2);
    expect(closed).toMatchObject({
      status: "closed",
      corrected: true,
      correctionRevision: 2,
      publication: "published",
    });
    const audit = await rows<{ action: string }>(
      "SELECT action FROM audit_log WHERE subject = ? ORDER BY id",
      `/feedback/${id}`,
    );
    expect(audit.map(({ action }) => action.slice(9))).toEqual([
      "submit",
      "accept",
      "draftReply",
      "approveReply",
      "publish",
      "publishReply",
      "linkCorrection",
    ]);
    const history = await rows<{ seq: number }>("SELECT seq FROM feedback_history WHERE feedback_id = ?", id);
    expect(history.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("lets one of two concurrent deciders win", async () => {
    const { as, 甲, 乙, id } = await scene();
    const results = await Promise.allSettled([
      acceptFeedback(as(甲), id),
      declineFeedback(as(乙), id, "不属于报告内容。"),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await rows("SELECT 1 FROM feedback_history WHERE feedback_id = ?", id)).toHaveLength(2);
  });

  it("shows a feedback to the officers of its bureau and to supervisors only", async () => {
    const { as, id, slug } = await scene();
    const admin: Actor = { name: "管", roles: ["admin", "publisher"] };
    for (const [actor, code] of [
      [null, "unauthorized"],
      [admin, "forbidden"],
      [officer("丙", "another"), "not_found"],
    ] as const)
      for (const verb of [acceptFeedback, readCase]) await expect(verb(as(actor), id)).rejects.toMatchObject({ code });
    const seen = async (actor: Actor) => (await readQueue(as(actor), { bureau: slug })).rows.map((row) => row.id);
    expect(await seen(officer("丙", "another"))).toEqual([]);
    expect(await seen(officer("甲", slug))).toEqual([id]);
    expect(await seen(supervisor)).toEqual([id]);
    await expect(publishFeedback(as(officer("甲", slug)), id)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("lists what may be published until somebody has decided, though it is answered", async () => {
    const { as, 甲, 乙, id, slug } = await scene();
    await acceptFeedback(as(甲), id);
    await draftReply(as(甲), id, reply);
    await approveReply(as(乙), id);
    const query = { bureau: slug, toPublish: true };
    expect((await readQueue(as(supervisor), { bureau: slug })).rows).toEqual([]);
    expect(await readQueue(as(supervisor), query)).toMatchObject({ rows: [{ id }] });
    await publishFeedback(as(supervisor), id);
    expect((await readQueue(as(supervisor), query)).rows).toEqual([]);
  });

  it("keeps a denunciation from the bureau it accuses, and from the public", async () => {
    const { as, 甲, id, slug } = await scene({ kind: "denunciation" });
    for (const verb of [acceptFeedback, readCase])
      await expect(verb(as(甲), id)).rejects.toMatchObject({ code: "not_found" });
    expect((await readQueue(as(甲), { bureau: slug })).rows).toEqual([]);
    expect((await readQueue(as(supervisor), { kind: "denunciation" })).rows.map((row) => row.id)).toContain(id);
    expect((await readQueue(as(甲), { kind: "denunciation" })).rows).toEqual([]);
    await acceptFeedback(as(supervisor), id);
    await expect(publishFeedback(as(supervisor), id)).rejects.toMatchObject({ code: "conflict" });
    await expect(transferFeedback(as(supervisor), id, slug, "交由该单位处理")).rejects.toBeDefined();
  });

  it("starts the clocks again for the bureau it is transferred to", async () => {
    const { as, 甲, id } = await scene();
    const other = await makeReport(paragraph);
    const moved = await transferFeedback(as(甲, "2026-03-10T02:00:00.000Z"), id, other.slug, "属于该单位的业务。");
    expect(moved).toMatchObject({
      bureau: other.slug,
      status: "submitted",
      due: "2026-03-25",
      clockFrom: "2026-03-10",
    });
    await expect(acceptFeedback(as(甲), id)).rejects.toMatchObject({ code: "not_found" });
    expect((await acceptFeedback(as(officer("丁", other.slug)), id)).due).toBe("2026-05-09"); // a Saturday that is worked
  });

  it("extends once, with a reason that is shown", async () => {
    const { as, 甲, id, receipt } = await scene();
    await acceptFeedback(as(甲), id);
    await expect(extendDeadline(as(甲), id, "忙")).rejects.toMatchObject({ code: "invalid", field: "reason" });
    expect((await extendDeadline(as(甲), id, "需要向上级部门核实数据。")).due).toBe("2026-06-01");
    await expect(extendDeadline(as(甲), id, "还需要更多的时间。")).rejects.toMatchObject({ code: "conflict" });
    const { deadline, history } = await lookupByReceipt(as(null), receipt, null);
    expect(deadline?.explanation).toContain("90日");
    expect(history.at(-1)).toMatchObject({ event: "extend", note: "需要向上级部门核实数据。" });
  });

  it("publishes with words struck out and keeps the original, the actor and the reason", async () => {
    const { as, id } = await scene({ text: "营业厅的张某某对我说话很不客气。" });
    await expect(
      publishFeedback(as(supervisor), id, { text: "营业厅的某员工对我说话很不客气。" }),
    ).rejects.toMatchObject({ field: "reason" });
    await publishFeedback(as(supervisor), id, { text: "营业厅的某员工对我说话很不客气。", reason: "隐去个人姓名" });
    const { feedback, moderation } = await readCase(as(supervisor), id);
    expect(feedback).toMatchObject({
      text: "营业厅的张某某对我说话很不客气。",
      publicText: "营业厅的某员工对我说话很不客气。",
    });
    expect(moderation).toMatchObject([{ actor: "监督员", action: "published", reason: "隐去个人姓名" }]);
    expect(await hideFeedback(as(supervisor), id, "涉及他人隐私")).toMatchObject({ publication: "hidden" });
  });

  it("publishes nothing without consent, and hides what was public when it is taken back", async () => {
    const { as, id } = await scene({ publish: false });
    await expect(publishFeedback(as(supervisor), id)).rejects.toMatchObject({ code: "conflict" });
    const agreed = await scene();
    await publishFeedback(as(supervisor), agreed.id);
    expect(await withdrawConsent(as(null), agreed.receipt, null)).toMatchObject({
      publication: "hidden",
      consent: false,
    });
  });

  it("lets the author supplement, rate and ask for one review", async () => {
    const { as, 甲, 乙, id, receipt } = await scene();
    await acceptFeedback(as(甲), id);
    await askAuthor(as(甲), id, "请说明是哪一天发生的？");
    expect(await addSupplement(as(null), receipt, "是三月一日。", null)).toMatchObject({ waiting: false });
    await draftReply(as(甲), id, reply);
    await returnDraft(as(乙), id, "请写明依据");
    await draftReply(as(甲), id, `${reply}依据见附表。`);
    await approveReply(as(乙), id);
    await expect(rateAnswer(as(null), receipt, { rating: "dissatisfied", reason: "" }, null)).rejects.toMatchObject({
      field: "reason",
    });
    await rateAnswer(as(null), receipt, { rating: "dissatisfied", reason: "没有说清楚" }, null);
    await expect(rateAnswer(as(null), receipt, { rating: "fair", reason: "" }, null)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await reopenFeedback(as(null), receipt, "答复没有回答我的问题。", null)).toMatchObject({
      status: "in_progress",
      round: 1,
      due: "2026-04-01",
    });
    await draftReply(as(乙), id, "复查后补充说明如下：原统计口径有误。");
    await approveReply(as(甲), id);
    expect((await lookupByReceipt(as(null), receipt, null)).replies).toHaveLength(2);
    await expect(reopenFeedback(as(null), receipt, "还是没有说清楚啊。", null)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("marks what is overdue once, tells staff, and closes what nobody contests", async () => {
    const { as, 甲, 乙, id } = await scene();
    await markOverdue(as(null, "2026-03-17T15:00:00.000Z"));
    expect(await rows("SELECT overdue FROM feedback WHERE id = ?", id)).toEqual([{ overdue: 0 }]);
    await markOverdue(as(null, "2026-03-17T16:00:00.000Z"));
    await markOverdue(as(null, "2026-03-18T16:00:00.000Z"));
    expect(await rows("SELECT overdue, was_overdue FROM feedback WHERE id = ?", id)).toEqual([
      { overdue: 1, was_overdue: 1 },
    ]);
    const told = await rows<{ payload: string }>("SELECT payload FROM outbox WHERE payload LIKE '%feedback.overdue%'");
    expect(told.filter(({ payload }) => JSON.parse(payload).feedback === id)).toHaveLength(1);
    await acceptFeedback(as(甲, "2026-03-20T02:00:00.000Z"), id);
    await draftReply(as(甲, "2026-03-20T02:00:00.000Z"), id, reply);
    await approveReply(as(乙, "2026-03-20T02:00:00.000Z"), id);
    await closeUncontested(as(null, "2026-04-21T02:00:00.000Z"));
    expect(await rows("SELECT status FROM feedback WHERE id = ?", id)).toEqual([{ status: "closed" }]);
  });
});
