import { env } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import worker from "../../src/worker.ts";
import { approveReply, draftReply } from "../../src/feedback/handle/answer.ts";
import { closeFeedback, acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { openContact } from "../../src/feedback/handle/open-contact.ts";
import { eraseExpired, eraseStrayAttachments, rotateContactKeys } from "../../src/feedback/retention/retention.ts";
import { submitFeedback } from "../../src/feedback/submit/submit.ts";
import { pdfFile } from "../../src/ingest/fixtures/pdf-file.ts";
import { at, makeReport, officer, rows, someone, submit, valid } from "./factory.ts";

const now = "2026-03-02T02:00:00.000Z";
const contact = "13912345678";
const key = (id: string, fill: number) => `${id}:${btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)))}`;

async function dump() {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND substr(name, 1, 3) <> '_cf'",
  );
  const all = [];
  for (const { name } of tables) if (!/fts|search/i.test(name)) all.push(await rows(`SELECT * FROM ${name}`));
  return JSON.stringify(all);
}

describe("contact data", () => {
  it("is stored sealed, opened only by who handles the feedback, each time audited", async () => {
    const { slug } = await makeReport();
    const { id } = await submit(at(now), { bureau: slug, contact });
    expect(await dump()).not.toContain(contact);
    await expect(openContact(at(now, officer("丙", "another")), id, "核实")).rejects.toMatchObject({
      code: "not_found",
    });
    const mine = at(now, officer("甲", slug));
    expect(await openContact(mine, id, "核实时间")).toBe(contact);
    expect(await openContact(mine, id, "再次核实")).toBe(contact);
    expect(
      await rows(
        "SELECT actor FROM audit_log WHERE action = 'feedback.contact_opened' AND subject = ?",
        `/feedback/${id}`,
      ),
    ).toHaveLength(2);
    expect(await dump()).not.toContain(contact);
  });

  it("is refused in production without a key, and nothing is stored in clear", async () => {
    const ctx = { ...at(now), environment: "production" };
    await expect(submit(ctx, { contact })).rejects.toMatchObject({ code: "invalid", field: "contact" });
    expect(await dump()).not.toContain(contact);
    await submit(ctx);
  });

  it("does not open when its box was moved to another feedback", async () => {
    const { slug } = await makeReport();
    const [one, two] = [
      await submit(at(now), { bureau: slug, contact }),
      await submit(at(now), { bureau: slug, contact: "a@b.cn" }),
    ];
    await env.DB.prepare(
      "UPDATE feedback SET contact_box = (SELECT contact_box FROM feedback WHERE id = ?) WHERE id = ?",
    )
      .bind(one.id, two.id)
      .run();
    await expect(openContact(at(now, officer("甲", slug)), two.id, "核实")).rejects.toMatchObject({ code: "conflict" });
  });

  it("is sealed anew when the key changes", async () => {
    const { slug } = await makeReport();
    const old = { ...at(now), contactKeys: key("k1", 1) };
    const { id } = await submit(old, { bureau: slug, contact });
    await rotateContactKeys({ ...at(now), contactKeys: `${key("k2", 2)},${key("k1", 1)}` });
    expect(await rows("SELECT contact_key FROM feedback WHERE id = ?", id)).toEqual([{ contact_key: "k2" }]);
    expect(await openContact({ ...at(now, officer("甲", slug)), contactKeys: key("k2", 2) }, id, "核实")).toBe(contact);
  });

  it("is erased with the attachments after the set time; the record and the audit stay", async () => {
    const { slug } = await makeReport();
    const pdf = { name: "证据.pdf", bytes: pdfFile([["证据"]]) };
    const { id } = await submitFeedback(at(now), valid({ bureau: slug, contact }), [pdf], someone());
    const [file] = await rows<{ object_key: string }>(
      "SELECT object_key FROM feedback_attachments WHERE feedback_id = ?",
      id,
    );
    expect(file?.object_key).toMatch(/^feedback\/[0-9a-f]{32}\.pdf$/);
    await acceptFeedback(at(now, officer("甲", slug)), id);
    await draftReply(at(now, officer("甲", slug)), id, "答复如下：经核对属实。");
    await approveReply(at(now, officer("乙", slug)), id);
    await closeFeedback(at(now, officer("甲", slug)), id);
    await eraseExpired(at("2026-05-30T02:00:00.000Z"));
    expect(await env.FILES.head(file?.object_key ?? "")).not.toBeNull();
    await eraseExpired(at("2026-06-01T02:00:00.000Z"));
    expect(await env.FILES.head(file?.object_key ?? "")).toBeNull();
    expect(await rows("SELECT contact_box, length(text) > 5 AS kept FROM feedback WHERE id = ?", id)).toEqual([
      { contact_box: null, kept: 1 },
    ]);
    expect((await rows("SELECT 1 FROM audit_log WHERE subject = ?", `/feedback/${id}`)).length).toBeGreaterThan(4);
  });
});

it("a file whose submission was never stored is deleted after a day; one that has its row stays", async () => {
  const { slug } = await makeReport();
  const pdf = { name: "证据.pdf", bytes: pdfFile([["证据"]]) };
  const today = new Date().toISOString();
  await submitFeedback(at(today), valid({ bureau: slug }), [pdf], someone());
  await env.FILES.put("feedback/ffff.pdf", "left over");
  const keys = async () => (await env.FILES.list({ prefix: "feedback/" })).objects.map(({ key }) => key);
  const before = await keys();
  const tomorrow = new Date(Date.now() + 25 * 3_600_000).toISOString();
  const from = { random: () => new Uint8Array([0]) };
  expect(await eraseStrayAttachments({ ...at(today), ...from })).toBe(0);
  expect(await eraseStrayAttachments({ ...at(tomorrow), ...from })).toBe(1);
  expect(await keys()).toEqual(before.filter((key) => key !== "feedback/ffff.pdf"));
});

describe("logs", () => {
  afterEach(() => vi.restoreAllMocks());

  it("hold no text, contact, address or receipt, whatever comes in", async () => {
    const lines: string[] = [];
    for (const level of ["log", "info", "warn", "error", "debug"] as const)
      vi.spyOn(console, level).mockImplementation((...args) => void lines.push(args.map(String).join(" ")));
    const canary = "金丝雀正文不得出现在日志里";
    const post = async (path: string, body: unknown, type = "application/json") =>
      worker.fetch!(
        new Request(`http://localhost${path}`, {
          method: "POST",
          headers: { "content-type": type, "CF-Connecting-IP": "203.0.113.99" },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }) as never,
        env as never,
        { waitUntil: () => undefined, passThroughOnException: () => undefined } as never,
      );
    const made = await post("/api/v1/feedback", { kind: "error", text: canary, contact });
    const { receipt } = await made.json<{ receipt: string }>();
    await post("/api/v1/feedback/lookup", { receipt });
    await post("/api/v1/feedback/lookup", { receipt: receipt.replace(/.$/, "0"), extra: canary });
    await post("/api/v1/feedback", { kind: "error", text: canary, contact, __proto__x: 1 });
    await post("/api/v1/feedback", `{"kind":"error","text":"${canary}"`);
    await post("/feedback/status", new URLSearchParams({ receipt }).toString(), "application/x-www-form-urlencoded");
    const all = lines.join("\n");
    for (const secret of [canary, contact, "203.0.113.99", receipt, receipt.replaceAll("-", "")])
      expect(all).not.toContain(secret);
  });
});
