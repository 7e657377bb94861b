import { env } from "cloudflare:test";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { readCase } from "../../src/feedback/handle/queue.ts";
import { handOver, listUnreadable, readReaders } from "../../src/feedback/sealed/handover.ts";
import { addSupervisorKey, retireKey } from "../../src/feedback/seal/keys.ts";
import { openText, sealText } from "../../src/feedback/seal/sealing.ts";
import { call, signInAs } from "../support/console.ts";
import { at, rows, submit } from "./factory.ts";

const TIME = "2026-04-01T02:00:00.000Z";
const as = (email: string) => ({ ...at(TIME, { name: email, roles: ["supervisor"] }), environment: "production" });

async function supervisor(email: string) {
  await env.DB.prepare(
    `INSERT INTO staff (email, name, roles, bureaus, active, created_at, updated_at) VALUES (?, 'x', '["supervisor"]', '[]', 1, '2026', '2026')`,
  )
    .bind(email)
    .run();
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await addSupervisorKey(as(email), recipient);
  return { email, identity, recipient };
}

test("who becomes a supervisor later opens what a colleague opened and sealed again; the first sealing stays", async () => {
  const [first, second] = [await supervisor("a@example.cn"), await supervisor("b@example.cn")];
  const { id } = await submit(as(first.email), { kind: "denunciation", text: "较早的举报，请查一查这件事。" });
  expect(await listUnreadable(as(first.email))).toEqual([]);
  const late = await supervisor("c@example.cn");
  expect(await listUnreadable(as(late.email))).toEqual([id]);
  const { recipients, missing } = await readReaders(as(late.email), id);
  expect(missing).toEqual([late.recipient]);

  const { text } = (await readCase(as(first.email), id)).feedback;
  await expect(openText(late.identity, text)).rejects.toThrow();
  const opened = await openText(first.identity, text);
  for (const wrong of ["没有加密的话", await sealText([first.recipient, second.recipient], opened)])
    await expect(handOver(as(first.email), id, wrong)).rejects.toMatchObject({ code: "invalid", field: "text" });
  await handOver(as(first.email), id, (await sealText(recipients, opened)).replaceAll("\n", "\r\n"));

  expect(await listUnreadable(as(late.email))).toEqual([]);
  const after = await readReaders(as(late.email), id);
  expect([after.missing, after.handovers.map(({ by }) => by)]).toEqual([[], [first.email]]);
  expect(await openText(late.identity, after.handovers[0]?.text ?? "")).toContain("较早的举报");
  expect((await readCase(as(late.email), id)).feedback.text).toBe(text);
  expect(await rows("SELECT actor FROM confidential_audit_log WHERE action = 'feedback.handed_over'")).toEqual([
    { actor: first.email },
  ]);
  await expect(env.DB.exec("DELETE FROM feedback_handovers")).rejects.toThrow("append-only");

  // Rotation: a new key in the place of an old one needs the same; feedback sealed from now on does not.
  const renewed = await generateX25519Identity();
  await addSupervisorKey(as(second.email), await identityToRecipient(renewed));
  await retireKey(as(second.email), second.recipient);
  expect(await listUnreadable(as(second.email))).toEqual([id]);
  const { id: next } = await submit(as(first.email), { kind: "denunciation", text: "后来的举报，请查一查这件事。" });
  expect(await openText(renewed, (await readCase(as(second.email), next)).feedback.text)).toContain("后来的举报");
});

test("the page says whose key does not open a case, and takes a copy that was sealed elsewhere, without a script", async () => {
  const cookie = await signInAs("supervisor");
  const [{ id } = { id: 0 }] = await rows<{ id: number }>(
    "SELECT feedback_id AS id FROM feedback_handovers ORDER BY id LIMIT 1",
  );
  const page = await (await call(`/staff/feedback/${id}`, { cookie })).text();
  expect(page).toContain("有1把打不开这件举报");
  expect(page).toContain("age -a -r age1");
  expect(await (await call("/staff/keys", { cookie })).text()).toContain(`/staff/feedback/${id}#handover`);
  const refused = await call(`/staff/feedback/${id}/handover`, { cookie, form: { text: "不是密文" } });
  expect([refused.status, (await refused.text()).includes("这不是密文")]).toEqual([422, true]);
  const { recipients } = await readReaders(as("a@example.cn"), id);
  const taken = await call(`/staff/feedback/${id}/handover`, {
    cookie,
    form: { text: await sealText(recipients, "副本") },
  });
  expect(taken.status).toBe(303);
  expect(await (await call(`/staff/feedback/${id}`, { cookie })).text()).toContain("转交的副本");
});
