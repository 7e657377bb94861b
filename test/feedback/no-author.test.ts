import { env, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { lookupByReceipt } from "../../src/feedback/author/lookup.ts";
import { LOOKUP, SUBMIT } from "../../src/feedback/guard/admission.ts";
import { toReceipt } from "../../src/feedback/private/receipt.ts";
import { call } from "../support/console.ts";
import { at, makeReport, rows, someone, submit } from "./factory.ts";

const TIME = "2026-04-01T02:00:00.000Z";

/** Every row of every table, as a copy of the database would show it. */
async function dump(): Promise<string> {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT GLOB '_cf_*'",
  );
  const all = await Promise.all(tables.map(({ name }) => rows(`SELECT * FROM "${name}"`)));
  return JSON.stringify(all);
}

test("two people's feedback, limits reached and receipts guessed leave the same database as one person's", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const send = (address: string) => submit(at(TIME), { bureau: slug }, someone({ address }));
  for (let i = 0; i < SUBMIT.limit + 2; i += 1) await send("203.0.113.77").catch(() => undefined);
  const guess = toReceipt(crypto.getRandomValues(new Uint8Array(18)));
  for (let i = 0; i < LOOKUP.limit + 2; i += 1)
    await lookupByReceipt(at(TIME), guess, "203.0.113.77").catch(() => undefined);
  expect(await rows("SELECT * FROM feedback_quotas")).toEqual([]);
  expect(await rows("SELECT * FROM feedback_salts")).toEqual([]);
  expect(await dump()).not.toContain("203.0.113");
  const stub = env.COUNTERS.get(env.COUNTERS.idFromName("all"));
  const stored = await runInDurableObject(stub, async (_, state) => [...(await state.storage.list())]);
  expect(stored).toEqual([]);
});

test("the check for the same words does not ask who sent them", async () => {
  const text = `同样的一段话，由两个人从两处提交。${crypto.randomUUID()}`;
  await submit(at(TIME), { text }, someone());
  await expect(submit(at(TIME), { text }, someone())).rejects.toMatchObject({ code: "conflict", field: "text" });
  await submit(at("2026-04-02T02:00:00.000Z"), { text }, someone());
});

test("a right receipt opens from an address that guessed too often", async () => {
  const { receipt, id } = await submit(at(TIME));
  const address = "198.51.100.99";
  const wrong = () => lookupByReceipt(at(TIME), toReceipt(crypto.getRandomValues(new Uint8Array(18))), address);
  for (let i = 0; i < LOOKUP.limit; i += 1) await expect(wrong()).rejects.toMatchObject({ code: "not_found" });
  await expect(wrong()).rejects.toMatchObject({ code: "limited" });
  expect((await lookupByReceipt(at(TIME), receipt, address)).feedback.id).toBe(id);
});

test("pages of feedback send no referrer, kept ones and errors included; others say where a reader comes from within the site", async () => {
  const policy = async (path: string, init = {}) => (await call(path, init)).headers.get("Referrer-Policy");
  for (const path of [
    "/feedback",
    "/feedback",
    "/feedback/new",
    "/feedback/status",
    "/feedback/privacy",
    "/feedback/no-such",
  ])
    expect(await policy(path), path).toBe("no-referrer");
  expect(await policy("/feedback/status", { form: { receipt: "x" } })).toBe("no-referrer");
  expect(await policy("/")).toBe("strict-origin-when-cross-origin");
});

test("the privacy notice tells of the settings in force", async () => {
  const notice = async (settings: Record<string, string>) =>
    (
      await call("/feedback/privacy", {
        env: { ENVIRONMENT: "production", SITE_ORIGIN: "http://localhost:8787", ...settings },
      })
    ).text();
  const plain = await notice({});
  expect(plain).toContain("本站目前不收联系方式");
  expect(plain).toContain("Cloudflare公司的网络上");
  expect(plain).not.toContain("Turnstile");
  const full = await notice({
    CONTACT_KEYS: `k1:${btoa("x".repeat(32))}`,
    TURNSTILE_SITE_KEY: "0x",
    TURNSTILE_SECRET: "0x",
  });
  expect(full).not.toContain("本站目前不收联系方式");
  expect(full).toContain("Turnstile");
});
