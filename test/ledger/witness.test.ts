import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { formatCosigningKey, parseVerifierKey } from "../../src/ledger/log/keys.ts";
import { openCheckpoint } from "../../src/ledger/log/checkpoint.ts";
import { parseNote } from "../../src/ledger/log/note.ts";
import { judgeCheckpoint, type WitnessState } from "../../src/ledger/witness/add-checkpoint.ts";
import { cosignedAt, type Cosigner, parseCosigner } from "../../src/ledger/witness/cosignature.ts";
import { cosignLedger, type Send } from "../../src/ledger/witness/cosign.ts";
import type { ListedWitness } from "../../src/ledger/witness/witnesses.ts";
import { ask, text } from "../support/site.ts";
import { grow, makeCtx, utf8 } from "./log.ts";

const DAY = 86_400_000;
let now = new Date("2026-11-21T02:00:00.000Z");
const ctx = () => makeCtx({ now: () => now });
const names = ["one", "two"];
let cosigners: Cosigner[] = [];
let witnesses: ListedWitness[] = [];
const states = new Map<string, WitnessState>();
const asked: string[] = [];

/** Two witnesses as the protocol has them, without a network. */
const send: Send = async (url, { body }) => {
  asked.push(url);
  const cosigner = cosigners[names.findIndex((name) => url === `https://${name}.example/add-checkpoint`)]!;
  const key = parseVerifierKey((await text("/ledger/key")).trim())!;
  const answer = await judgeCheckpoint(utf8(body as string), {
    cosigner,
    logs: [key],
    stateOf: () => states.get(cosigner.name) ?? null,
    now: Math.floor(now.getTime() / 1000),
  });
  if (answer.state) states.set(cosigner.name, answer.state);
  return new Response(answer.body, { status: answer.status, headers: { "Content-Type": answer.type } });
};

beforeAll(async () => {
  cosigners = await Promise.all(
    names.map(
      async (name, n) =>
        (await parseCosigner(await formatCosigningKey(`${name}.example`, new Uint8Array(32).fill(n + 1))))!,
    ),
  );
  witnesses = cosigners.map((key) => ({ key, url: `https://${key.name}` }));
});

const outcomes = async () =>
  (
    await env.DB.prepare("SELECT outcome FROM ledger_witnesses ORDER BY witness").all<{ outcome: string }>()
  ).results.map(({ outcome }) => outcome);

test("an empty log and a site without witnesses ask nobody", async () => {
  expect(await cosignLedger(ctx(), witnesses, send)).toBe(0);
  await grow(3);
  expect(await cosignLedger(ctx(), [], send)).toBe(0);
  expect(asked).toEqual([]);
  expect((await ask("/ledger/cosigned")).status).toBe(404);
  expect(await text("/ledger")).toContain("还没有见证人。");
});

test("each witness is asked once for a checkpoint, and what it signs stands in the checkpoint, proofs and on the page", async () => {
  expect(await cosignLedger(ctx(), witnesses, send)).toBe(2);
  expect(await cosignLedger(ctx(), witnesses, send)).toBe(0);
  expect(asked).toHaveLength(2);
  const served = utf8(await text("/ledger/checkpoint"));
  const key = parseVerifierKey((await text("/ledger/key")).trim())!;
  expect(await openCheckpoint(served, key)).toMatchObject({ ok: true, checkpoint: { size: 3 } });
  for (const cosigner of cosigners)
    expect(await cosignedAt(parseNote(served)!, cosigner)).toBe(Math.floor(now.getTime() / 1000));
  expect(await text("/ledger/entries/0/proof")).toContain("— two.example ");
  expect(await text("/ledger/cosigned")).toBe(await text("/ledger/checkpoint"));
  const page = await text("/ledger");
  for (const part of ["one.example", "two.example", "已联署", "到第3条，即最新", "2026-11-21 10:00"])
    expect(page).toContain(part);
});

test("a longer log is cosigned by its proof; one that was restored elsewhere, from the size that the witness says", async () => {
  await grow(20);
  expect(await text("/ledger/checkpoint")).not.toContain("— one.example");
  expect(await text("/ledger/cosigned")).toContain("\n3\n");
  expect(await text("/ledger")).toContain("到第3条，之后还有20条");
  await env.DB.prepare("DELETE FROM ledger_witnesses WHERE witness = 'two.example'").run();
  asked.length = 0;
  expect(await cosignLedger(ctx(), witnesses, send)).toBe(2);
  // The second was asked from 0 and answered 409 with its size.
  expect(asked.filter((url) => url.includes("two"))).toHaveLength(2);
  expect(await text("/ledger/cosigned")).toContain("\n23\n");
});

test("after a day the same checkpoint is cosigned anew; a witness that does not answer keeps nobody from the others", async () => {
  now = new Date(now.getTime() + DAY);
  const flaky: Send = (url, init) => (url.includes("one") ? Promise.reject(new Error("down")) : send(url, init));
  expect(await cosignLedger(ctx(), witnesses, flaky)).toBe(1);
  expect(await outcomes()).toEqual(["unreachable", "cosigned"]);
  expect(await text("/ledger")).toContain("这次没有联系上");
  expect(await cosignedAt(parseNote(utf8(await text("/ledger/checkpoint")))!, cosigners[1]!)).toBe(
    now.getTime() / 1000,
  );
  expect(await cosignLedger(ctx(), witnesses, send)).toBe(1);
});

test.each<[string, Send, string]>([
  ["500", async () => new Response("", { status: 500 }), "unreachable"],
  ["404", async () => new Response("", { status: 404 }), "refused"],
  ["a redirect", async () => new Response("", { status: 307, headers: { Location: "https://x.example" } }), "refused"],
  ["garbage", async () => new Response("— one.example AAAA\n"), "refused"],
  ["a signature of nobody", async () => new Response(`— one.example ${btoa("x".repeat(76))}\n`), "refused"],
  ["a megabyte", async () => new Response("x".repeat(1_000_000)), "refused"],
  ["422", async () => new Response("", { status: 422 }), "disagrees"],
  ["a larger tree", async () => new Response("999\n", { status: 409 }), "disagrees"],
  ["409 for ever", async () => new Response("5\n", { status: 409 }), "disagrees"],
  ["409 without a size", async () => new Response("no", { status: 409 }), "disagrees"],
])("a witness that answers %s cosigns nothing: %s", async (_name, answer, outcome) => {
  now = new Date(now.getTime() + DAY);
  const before = await text("/ledger/checkpoint");
  expect(await cosignLedger(ctx(), witnesses.slice(0, 1), answer)).toBe(0);
  expect((await outcomes())[0]).toBe(outcome);
  expect(await text("/ledger/checkpoint")).toBe(before);
});
