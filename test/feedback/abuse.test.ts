import { solveChallenge } from "altcha-lib/v1";
import { describe, expect, it } from "vitest";
import type { Ctx } from "../../src/ctx.ts";
import { LOOKUP, type Pass, SUBMIT } from "../../src/feedback/guard/admission.ts";
import { LimitedError } from "../../src/feedback/guard/limited.ts";
import { lookupByReceipt } from "../../src/feedback/author/lookup.ts";
import { toReceipt } from "../../src/feedback/private/receipt.ts";
import { at, someone, submit } from "./factory.ts";

const now = "2026-05-06T02:00:00.000Z";

const limitedBy = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) => (error instanceof LimitedError ? error : Promise.reject(error)),
  );

async function exhaust(address: string, time = now) {
  const tries = Array.from({ length: SUBMIT.limit + 10 }, () => limitedBy(submit(at(time), {}, someone({ address }))));
  return (await Promise.all(tries)).filter((error) => error !== null);
}

describe("quotas", () => {
  it("hold under a burst from one address, and say when to come back", async () => {
    const refused = await exhaust("198.51.100.1");
    expect(refused).toHaveLength(10);
    expect(refused[0]?.quota).toMatchObject({ limit: SUBMIT.limit, remaining: 0 });
    expect(refused[0]?.retryAfter).toBe(60);
    expect(await limitedBy(submit(at(now), {}, someone()))).toBeNull();
  });

  it("let solved work through, once", async () => {
    const address = "198.51.100.2";
    // altcha-lib compares the expiry with the clock of the machine.
    const time = new Date().toISOString();
    const [refusal] = await exhaust(address, time);
    const challenge = refusal?.challenge as {
      challenge: string;
      salt: string;
      algorithm: string;
      maxnumber: number;
      signature: string;
    };
    const solution = await solveChallenge(challenge.challenge, challenge.salt, challenge.algorithm, challenge.maxnumber)
      .promise;
    const proof = btoa(JSON.stringify({ ...challenge, maxnumber: undefined, number: solution?.number }));
    expect(await limitedBy(submit(at(time), {}, someone({ address, proof })))).toBeNull();
    expect(await limitedBy(submit(at(time), {}, someone({ address, proof })))).not.toBeNull();
    const forged = btoa(JSON.stringify({ ...challenge, number: 1, signature: "00" }));
    for (const bad of [forged, "x", btoa("null"), btoa("{}")])
      expect(await limitedBy(submit(at(time), {}, someone({ address, proof: bad })))).not.toBeNull();
  });

  it("let a wait through without a script, once, and not before its time", async () => {
    const address = "198.51.100.3";
    const [refusal] = await exhaust(address, "2026-05-08T02:00:00.000Z");
    const waited = refusal?.waitToken ?? "";
    const send = (time: string) => limitedBy(submit(at(time), {}, someone({ address, waited })));
    expect(await send("2026-05-08T02:00:59.000Z")).not.toBeNull();
    expect(await send("2026-05-08T02:01:00.000Z")).toBeNull();
    expect(await send("2026-05-08T02:01:01.000Z")).not.toBeNull();
  });

  it("take a Turnstile token in place of work where Turnstile is set up, and still the wait without a script", async () => {
    const address = "198.51.100.6";
    const time = "2026-05-09T02:00:00.000Z";
    const solved: string[] = [];
    const verify = async (token: string) => solved.push(token) > 0 && token === "good";
    const guarded = (moment: string): Ctx => ({ ...at(moment), turnstile: { siteKey: "0x-site", verify } });
    await exhaust(address, time);
    const send = (moment: string, pass: Pass) => limitedBy(submit(guarded(moment), {}, someone({ address, ...pass })));
    const refusal = await send(time, { proof: "x" });
    expect(refusal).toMatchObject({ siteKey: "0x-site", challenge: null });
    expect(await send(time, { turnstile: "bad" })).not.toBeNull();
    expect(await send(time, { turnstile: "good" })).toBeNull();
    expect(solved).toEqual(["bad", "good"]);
    expect(await send("2026-05-09T02:01:00.000Z", { waited: refusal?.waitToken ?? "" })).toBeNull();
  });

  it("stop a thousand wrong receipts after thirty", async () => {
    const address = "198.51.100.4";
    const codes = new Map<string, number>();
    for (let batch = 0; batch < 10; batch += 1) {
      const tries = Array.from({ length: 100 }, () =>
        lookupByReceipt(at(now), toReceipt(crypto.getRandomValues(new Uint8Array(18))), address).catch(
          (error) => error.code,
        ),
      );
      for (const code of await Promise.all(tries)) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(Object.fromEntries(codes)).toEqual({ not_found: LOOKUP.limit, limited: 1000 - LOOKUP.limit });
  });

  it("do not count a receipt that fits", async () => {
    const { receipt } = await submit(at(now));
    for (let i = 0; i < LOOKUP.limit + 5; i += 1) {
      const view = await lookupByReceipt(at(now), receipt, "198.51.100.5");
      expect(view.feedback.status).toBe("submitted");
    }
  });
});
