import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { lookupByReceipt } from "../../src/feedback/author/lookup.ts";
import { receiptSha256 } from "../../src/feedback/private/receipt.ts";
import { submitFeedback } from "../../src/feedback/submit/submit.ts";
import { at, makeReport, makeRevision, rows, someone, submit, valid } from "./factory.ts";

const now = "2026-03-02T02:00:00.000Z";
const paragraph = { anchor: "7f3a9c00", text: "全年受理投诉273件，比上年下降19.2%。" };

describe("submitting", () => {
  it("stores feedback, history, audit and notification together, and the receipt only as a digest", async () => {
    const { slug } = await makeReport(paragraph);
    const { id, receipt, due } = await submit(at(now), {
      bureau: slug,
      year: 2023,
      section: "honest-service",
      anchor: paragraph.anchor,
    });
    expect(due).toBe("2026-03-17");
    const [stored] = await rows("SELECT * FROM feedback WHERE id = ?", id);
    expect(stored).toMatchObject({
      receipt_sha256: receiptSha256(receipt),
      status: "submitted",
      quote: paragraph.text,
      revision: 1,
      section_heading: "2、诚信服务",
    });
    expect(await rows("SELECT event FROM feedback_history WHERE feedback_id = ?", id)).toEqual([{ event: "submit" }]);
    expect(await rows("SELECT action FROM audit_log WHERE subject = ?", `/feedback/${id}`)).toEqual([
      { action: "feedback.submit" },
    ]);
    const tables = await rows<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    );
    for (const { name } of tables)
      expect(JSON.stringify(await rows(`SELECT * FROM ${name}`))).not.toContain(
        receipt.replaceAll("-", "").slice(0, 12),
      );
  });

  it("gives the same answer to the same key, and refuses other content under it", async () => {
    const ctx = at(now);
    const [by, submission] = [someone({ idempotencyKey: crypto.randomUUID() }), valid({})];
    const first = await submitFeedback(ctx, submission, [], by);
    const again = await submitFeedback(ctx, submission, [], { ...by, address: "elsewhere" });
    expect(again).toMatchObject({ id: first.id, receipt: first.receipt, due: first.due });
    await expect(submitFeedback(ctx, valid({}), [], by)).rejects.toMatchObject({
      code: "invalid",
      field: "Idempotency-Key",
    });
  });

  it("makes one feedback of a double click", async () => {
    const [by, submission] = [someone({ idempotencyKey: crypto.randomUUID() }), valid({})];
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => submitFeedback(at(now), submission, [], by)),
    );
    const done = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.id] : []));
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(new Set(done).size).toBe(1);
    expect(new Set(refused).size).toBeLessThanOrEqual(1);
    expect(refused.every((code) => code === "conflict")).toBe(true);
    expect(await rows("SELECT id FROM feedback WHERE text = ?", submission.text)).toHaveLength(1);
  });

  it("answers 409 while the same key is under way, and lets a claim that came to nothing be taken over", async () => {
    const [by, submission] = [someone({ idempotencyKey: crypto.randomUUID() }), valid({})];
    const crashed = at(now);
    crashed.db = new Proxy(crashed.db, {
      get: (db, name, self) =>
        name === "$client"
          ? { batch: () => new Promise(() => undefined), prepare: () => ({ bind: () => ({}) }) }
          : Reflect.get(db, name, self),
    });
    void submitFeedback(crashed, submission, [], by);
    await expect.poll(() => rows("SELECT 1 FROM feedback_idempotency WHERE feedback_id IS NULL")).toHaveLength(1);
    await expect(submitFeedback(at(now), submission, [], by)).rejects.toMatchObject({ code: "conflict" });
    const later = await submitFeedback(at("2026-03-02T02:01:01.000Z"), submission, [], by);
    expect(later.id).toBeGreaterThan(0);
  });

  it("survives a commit whose answer was lost", async () => {
    const [by, submission] = [someone({ idempotencyKey: crypto.randomUUID() }), valid({})];
    const losing = at(now);
    const client = losing.db.$client;
    losing.db = new Proxy(losing.db, {
      get: (db, name, self) =>
        name === "$client"
          ? {
              prepare: (sql: string) => client.prepare(sql),
              batch: async (statements: D1PreparedStatement[]) => {
                await client.batch(statements);
                throw new Error("internal error; reference = x");
              },
            }
          : Reflect.get(db, name, self),
    });
    await expect(submitFeedback(losing, submission, [], by)).rejects.toThrow("internal error");
    const again = await submitFeedback(at(now), submission, [], by);
    const view = await lookupByReceipt(at(now), again.receipt, null);
    expect(view.feedback).toMatchObject({ id: again.id, text: submission.text });
    expect(await rows("SELECT id FROM feedback WHERE text = ?", submission.text)).toHaveLength(1);
  });

  it("stays pinned to what the author saw, and says that the text has since changed", async () => {
    const { slug, reportId } = await makeReport(paragraph);
    await makeRevision(reportId, 2, [{ anchor: "aaaa0000", text: "全年受理投诉274件，比上年下降19.2%。" }]);
    const ctx = at(now);
    const { receipt } = await submit(ctx, {
      bureau: slug,
      year: 2023,
      revision: 1,
      section: "honest-service",
      anchor: paragraph.anchor,
      quote: "受理投诉273件",
    });
    const view = await lookupByReceipt(ctx, receipt, null);
    expect(view.feedback).toMatchObject({ revision: 1, quote: "受理投诉273件", anchor: paragraph.anchor });
    expect(view.changedSince).toBe(true);
  });

  it("refuses words that the report does not say", async () => {
    const { slug } = await makeReport(paragraph);
    const asked = { bureau: slug, year: 2023, section: "honest-service", quote: "受理投诉999件" };
    await expect(submit(at(now), asked)).rejects.toMatchObject({ code: "invalid", field: "quote" });
  });

  it("never lets what was submitted be altered or deleted", async () => {
    const { id } = await submit(at(now));
    for (const sql of [
      "UPDATE feedback SET text = 'x' WHERE id = ?",
      "UPDATE feedback SET quote = 'x' WHERE id = ?",
      "DELETE FROM feedback WHERE id = ?",
      "DELETE FROM feedback_history WHERE feedback_id = ?",
      "UPDATE feedback_history SET note = 'x' WHERE feedback_id = ?",
    ])
      await expect(env.DB.prepare(sql).bind(id).run()).rejects.toThrow(/never altered|kept|append-only/);
  });
});
