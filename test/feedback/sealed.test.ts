import { env } from "cloudflare:test";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../src/ctx.ts";
import { addSupplement } from "../../src/feedback/author/author.ts";
import { lookupByReceipt } from "../../src/feedback/author/lookup.ts";
import { approveReply, draftReply } from "../../src/feedback/handle/answer.ts";
import { readCase } from "../../src/feedback/handle/queue.ts";
import { acceptFeedback, askAuthor } from "../../src/feedback/handle/triage.ts";
import { addSupervisorKey, retireKey } from "../../src/feedback/seal/keys.ts";
import { openText } from "../../src/feedback/seal/sealing.ts";
import { submitFeedback } from "../../src/feedback/submit/submit.ts";
import { pdfFile } from "../../src/ingest/fixtures/pdf-file.ts";
import { call, signInAs } from "../support/console.ts";
import { at, makeReport, rows, someone, submit, valid } from "./factory.ts";

const TIME = "2026-04-01T02:00:00.000Z";
const CANARY = "张三丰的账本";
const PDF = pdfFile([[CANARY]], { objects: { 20: "<< /Author (SPOKEN) >>" }, trailer: "/Info 20 0 R" });
const keys: Record<string, string> = {};
const production = (email: string | null = null): Ctx => ({
  ...at(TIME, email === null ? null : { name: email, roles: ["supervisor"] }),
  environment: "production",
});

beforeAll(async () => {
  for (const email of ["a@example.cn", "b@example.cn"]) {
    keys[email] = await generateX25519Identity();
    await env.DB.prepare(
      `INSERT INTO staff (email, name, roles, bureaus, active, created_at, updated_at) VALUES (?, 'x', '["supervisor"]', '[]', 1, '2026', '2026')`,
    )
      .bind(email)
      .run();
  }
});

async function dump(): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT GLOB '_cf_*'",
  );
  const all = await Promise.all(
    tables.map(async ({ name }) =>
      (await rows(`SELECT * FROM "${name}"`)).map((row) => `${name} ${JSON.stringify(row)}`),
    ),
  );
  return all.flat();
}

test("in production a denunciation is taken only once two supervisors hold a key; until then the form says where to turn", async () => {
  const settings = { env: { ENVIRONMENT: "production", SITE_ORIGIN: "http://localhost:8787" } };
  const form = async () => (await call("/feedback/new", settings)).text();
  expect(await form()).not.toContain('value="denunciation"');
  expect(await form()).toContain("12388");
  const refused = await call("/api/v1/feedback", {
    ...settings,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "denunciation", text: "有人虚报数字，这里是十个字以上。" }),
  });
  expect([refused.status, (await refused.text()).includes("12388")]).toEqual([422, true]);
  const [one, two] = ["a@example.cn", "b@example.cn"];
  await addSupervisorKey(production(one), await identityToRecipient(keys[one] ?? ""));
  await addSupervisorKey(production(one), await identityToRecipient(await generateX25519Identity()));
  await expect(submit(production(), { kind: "denunciation" })).rejects.toMatchObject({ field: "kind" });
  await addSupervisorKey(production(two), await identityToRecipient(keys[two] ?? ""));
  expect(await form()).toContain('value="denunciation"');
  await expect(addSupervisorKey(production(two), keys[two] ?? "")).rejects.toMatchObject({ code: "invalid" });
});

test("a copy of the database and of the files tells neither whom a denunciation accuses, nor what it says, nor who wrote it", async () => {
  const { slug, bureauId, reportId } = await makeReport({ anchor: "a", text: "一段原文，写着数字。" });
  const before = new Set(await dump());
  const submission = valid({
    kind: "denunciation",
    bureau: slug,
    year: 2023,
    section: "honest-service",
    anchor: "a",
    title: `题${CANARY}`,
    text: `${CANARY}，请查一查这件事。`,
    contact: "13900001111",
  });
  const sent = await submitFeedback(production(), submission, [{ name: `${CANARY}.pdf`, bytes: PDF }], someone());
  await acceptFeedback(production("a@example.cn"), sent.id);
  await askAuthor(production("a@example.cn"), sent.id, `请补充${CANARY}在哪里。`);
  await addSupplement(production(), sent.receipt, `在${slug}的${CANARY}。`, null);
  await draftReply(production("a@example.cn"), sent.id, `已核实${slug}的${CANARY}，正在处理。`);
  await approveReply(production("b@example.cn"), sent.id);
  const added = (await dump()).filter((row) => !before.has(row));
  expect(added.length).toBeGreaterThan(5);
  for (const row of added)
    for (const word of [CANARY, slug, "13900001111", "honest-service"]) expect(row).not.toContain(word);
  const [row] = await rows<Record<string, unknown>>("SELECT * FROM feedback WHERE id = ?", sent.id);
  for (const [name, value] of Object.entries(row ?? {}))
    if (/bureau|report|revision|section|anchor|quote|contact/.test(name)) expect(value, name).toBeNull();
  expect([bureauId, reportId]).not.toContain(0);
  const [file] = await rows<{ object_key: string }>(
    "SELECT object_key FROM feedback_attachments WHERE feedback_id = ?",
    sent.id,
  );
  const kept = new Uint8Array(
    (await (await env.FILES.get(file?.object_key ?? ""))?.arrayBuffer()) ?? new ArrayBuffer(),
  );
  expect(new TextDecoder().decode(kept)).not.toContain(CANARY);

  const of = await readCase(production("b@example.cn"), sent.id);
  for (const identity of Object.values(keys)) {
    const text = await openText(identity, of.feedback.text);
    for (const word of [CANARY, "13900001111", `/reports/${slug}`, `题${CANARY}`]) expect(text).toContain(word);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = new TextDecoder("latin1").decode(await decrypter.decrypt(kept));
    expect(PDF.length).toBeLessThan(65_536);
    expect([opened.length, opened.includes("SPOKEN"), opened.includes("/Author")]).toEqual([65_536, false, true]);
    expect(await openText(identity, of.replies[0]?.text ?? "")).toContain(CANARY);
  }
  const author = await lookupByReceipt(production(), sent.receipt, null);
  expect(author.feedback.text).toContain(CANARY);
  expect(author.replies[0]?.text).toBe(`已核实${slug}的${CANARY}，正在处理。`);
  expect(author.supplements[0]?.text).toContain(CANARY);
  expect(author.history.map(({ note }) => note).join()).toContain("请补充");
});

test("a key that was retired, or whose holder is no supervisor any more, gets nothing new", async () => {
  const [recipient] = await rows<{ recipient: string }>(
    "SELECT recipient FROM supervisor_keys WHERE holder = 'b@example.cn'",
  );
  await expect(retireKey(production("a@example.cn"), recipient?.recipient ?? "")).rejects.toMatchObject({
    code: "forbidden",
  });
  await env.DB.exec("UPDATE staff SET active = 0 WHERE email = 'b@example.cn'");
  await expect(submit(production(), { kind: "denunciation" })).rejects.toMatchObject({ field: "kind" });
  await env.DB.exec("UPDATE staff SET active = 1 WHERE email = 'b@example.cn'");
  await submit(production(), { kind: "denunciation" });
  await retireKey(production("b@example.cn"), recipient?.recipient ?? "");
  await expect(submit(production(), { kind: "denunciation" })).rejects.toMatchObject({ field: "kind" });
});

test("every opening of a case is in the audit, a confidential one in its own log", async () => {
  const cookie = await signInAs("supervisor");
  const ids = [
    (await submit(at(TIME), { kind: "question" })).id,
    (await submit(at(TIME), { kind: "denunciation" })).id,
  ];
  for (const id of ids) expect((await call(`/staff/feedback/${id}`, { cookie })).status).toBe(200);
  const sealed = await call(`/staff/feedback/${ids[1]}/sealed`, { cookie });
  expect(await sealed.text()).toContain("BEGIN AGE ENCRYPTED FILE");
  const opened = (log: string, id?: number) =>
    rows(
      `SELECT 1 FROM ${log} WHERE action = 'feedback.opened' AND actor = 'supervisor@demo.invalid' AND subject = ?`,
      `/feedback/${id}`,
    );
  expect(await opened("audit_log", ids[0])).toHaveLength(1);
  expect(await opened("confidential_audit_log", ids[1])).toHaveLength(2);
  expect(await opened("audit_log", ids[1])).toHaveLength(0);
});
