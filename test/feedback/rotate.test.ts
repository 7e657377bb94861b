import { expect, test } from "vitest";
import { makeToken } from "../factories.ts";
import { call } from "../support/console.ts";
import { at, makeReport, rows, submit } from "./factory.ts";

const key = (id: string, fill: number) => `${id}:${btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)))}`;
const ADDRESS = "/api/v1/feedback/contact-keys/rotate";

async function rotate(keys: string, role: "admin" | "publisher" | null) {
  const headers = role === null ? {} : { Authorization: `Bearer ${await makeToken({ role })}` };
  return call(ADDRESS, { method: "POST", headers, env: { CONTACT_KEYS: keys } });
}

test("an administrator's call seals contact data anew under the newest key, with an audit row, until nothing is left", async () => {
  const { slug } = await makeReport();
  const ctx = { ...at("2026-03-02T02:00:00.000Z"), contactKeys: key("k1", 1) };
  for (let n = 0; n < 52; n += 1) await submit(ctx, { bureau: slug, contact: "13912345678" });
  const both = `${key("k2", 2)},${key("k1", 1)}`;
  expect((await rotate(both, null)).status).toBe(401);
  expect((await rotate(both, "publisher")).status).toBe(403);
  const step = async (keys: string) => (await rotate(keys, "admin")).json();
  const known = { newest: "k2", older: ["k1"] };
  const left = [{ key: "k1", boxes: 22, known: true }];
  expect(await step(both)).toEqual({ resealed: 30, ...known, otherwise: left });
  expect(await step(both)).toEqual({ resealed: 22, ...known, otherwise: [] });
  expect(await step(both)).toEqual({ resealed: 0, ...known, otherwise: [] });
  expect(await rows("SELECT DISTINCT contact_key FROM feedback")).toEqual([{ contact_key: "k2" }]);
  const audit = await rows("SELECT DISTINCT actor FROM audit_log WHERE action = 'feedback.contacts_resealed'");
  expect(audit).toEqual([{ actor: "测试 admin" }]);
  const otherwise = [{ key: "k2", boxes: 52, known: false }];
  expect(await step(key("k3", 3))).toEqual({ resealed: 0, newest: "k3", older: [], otherwise });
});

test("without a key the answer says so, and what is sealed stays counted", async () => {
  const headers = { Authorization: `Bearer ${await makeToken({ role: "admin" })}` };
  const answer = await call(ADDRESS, { method: "POST", headers, env: { ENVIRONMENT: "production" } });
  const otherwise = [{ key: "k2", boxes: 52, known: false }];
  expect(await answer.json()).toEqual({ resealed: 0, newest: null, older: [], otherwise });
});
