import { bytesToHex } from "@noble/hashes/utils.js";
import { createChallenge, verifySolution } from "altcha-lib/v1";
import type { Ctx } from "../../ctx.ts";
import { sha256Hex } from "../../sha256.ts";
import { countUse } from "./admission-store.ts";
import { LimitedError, type Quota } from "./limited.ts";
import { installationSecret } from "./secret.ts";
import { parseToken, signToken } from "./signed-token.ts";

export interface Limit {
  bucket: string;
  limit: number;
  /** Seconds. */
  length: number;
}

/** Generous, because a whole village may share one address. Above `SUBMIT` work or waiting is asked, above the others no. */
export const SUBMIT: Limit = { bucket: "submit", limit: 20, length: 600 };
const SUBMIT_EVERYONE: Limit = { bucket: "submit-everyone", limit: 300, length: 600 };
const SUBMIT_DAY: Limit = { bucket: "submit-day", limit: 200, length: 86_400 };
export const LOOKUP: Limit = { bucket: "lookup", limit: 30, length: 600 };
export const SUPPORT: Limit = { bucket: "support", limit: 60, length: 600 };
export const AUTHOR: Limit = { bucket: "author", limit: 30, length: 600 };

const SAME: Limit = { bucket: "same", limit: 1, length: 86_400 };

const PROOF_NUMBERS = 100_000;
const PROOF_SECONDS = 1200;
const WAIT_SECONDS = 60;
const WAIT_VALID_MS = 3_600_000;

const seconds = (ctx: Ctx) => Math.floor(ctx.now().getTime() / 1000);

const add = (ctx: Ctx, { bucket, length }: Limit, visitor: string, by: 0 | 1) => {
  const now = seconds(ctx);
  const from = now - (now % length);
  return ctx.counters.add(`${bucket} ${from} ${visitor}`, by, from + length, now);
};

/** Counts one use in the window that runs now. */
async function use(ctx: Ctx, limit: Limit, visitor: string): Promise<{ quota: Quota; over: boolean }> {
  const used = await add(ctx, limit, visitor, 1);
  const reset = limit.length - (seconds(ctx) % limit.length);
  return { quota: { limit: limit.limit, remaining: Math.max(0, limit.limit - used), reset }, over: used > limit.limit };
}

const tooOften = (quota: Quota) => new LimitedError(`操作太频繁，请过${Math.ceil(quota.reset / 60)}分钟再试。`, quota);

/** Counts one use; throws `limited` above the limit. */
export async function admit(ctx: Ctx, limit: Limit, visitor: string): Promise<Quota> {
  const { quota, over } = await use(ctx, limit, visitor);
  if (over) throw tooOften(quota);
  return quota;
}

/** Whether the same was stored before on the same day, whoever sent it. */
export const isRepeatedToday = async (ctx: Ctx, same: string): Promise<boolean> => (await add(ctx, SAME, same, 0)) > 0;
export const rememberToday = (ctx: Ctx, same: string) => add(ctx, SAME, same, 1);

/**
 * The proofs that a visitor above the threshold may show: solved work, a Turnstile token, or the token of a wait that is over.
 */
export interface Pass {
  proof?: string | undefined;
  turnstile?: string | undefined;
  waited?: string | undefined;
}

/**
 * Lets a submission through: freely below the threshold, above it with a pass, which counts once. Throws `limited` with a
 * challenge and a wait token otherwise, and without them above the day's limit. `what` is counted apart from the rest. Decision 0052.
 */
export async function admitSubmission(ctx: Ctx, visitor: string, pass: Pass, what = "submit"): Promise<Quota> {
  const of = (limit: Limit) => ({ ...limit, bucket: limit.bucket.replace("submit", what) });
  const day = await use(ctx, of(SUBMIT_DAY), visitor);
  if (day.over) throw tooOften(day.quota);
  const own = await use(ctx, of(SUBMIT), visitor);
  const everyone = await use(ctx, of(SUBMIT_EVERYONE), "");
  if (!own.over && !everyone.over) return own.quota;
  const secret = await installationSecret(ctx, "signing");
  if (await isGood(ctx, secret, pass)) return own.quota;
  throw new LimitedError("现在提交的人太多，需要验证一下才能继续。您写的内容都在，不会丢失。", own.quota, {
    ...(ctx.turnstile ? { siteKey: ctx.turnstile.siteKey } : { challenge: await challengeOf(ctx, secret) }),
    waitToken: signToken(secret, "wait", ctx.now().getTime() + WAIT_SECONDS * 1000, bytesToHex(ctx.random(16))),
    retryAfter: WAIT_SECONDS,
  });
}

const challengeOf = (ctx: Ctx, secret: string) =>
  createChallenge({
    hmacKey: secret,
    maxNumber: PROOF_NUMBERS,
    expires: new Date(ctx.now().getTime() + PROOF_SECONDS * 1000),
    salt: bytesToHex(ctx.random(12)),
  });

async function isGood(ctx: Ctx, secret: string, { proof, turnstile, waited }: Pass): Promise<boolean> {
  if (ctx.turnstile) {
    if (turnstile && (await ctx.turnstile.verify(turnstile))) return true;
  } else if (proof && proof.length < 2000 && (await isSolved(proof, secret))) return isFirstUse(ctx, "proof", proof);
  if (!waited) return false;
  const token = parseToken(secret, "wait", waited);
  const now = ctx.now().getTime();
  return (
    token !== null && token.time <= now && now < token.time + WAIT_VALID_MS && isFirstUse(ctx, "wait", token.nonce)
  );
}

/** altcha-lib throws on JSON that is no payload. */
const isSolved = (proof: string, secret: string) => verifySolution(proof, secret).catch(() => false);

/** Whether a signed form is used for the first time; the kept row says nothing of who used it. */
export const isFirstSupport = (ctx: Ctx, nonce: string) => isFirstUse(ctx, "support", nonce);

async function isFirstUse(ctx: Ctx, bucket: "proof" | "wait" | "support", of: string): Promise<boolean> {
  const visitor = sha256Hex(canonical(bucket, of));
  return (
    (await countUse(ctx.db, { bucket, visitor, window: 0, length: seconds(ctx) + 2 * (WAIT_VALID_MS / 1000) })) === 1
  );
}

/** The signed part of a proof: other spellings of the same solution are the same use. */
function canonical(bucket: string, of: string): string {
  if (bucket !== "proof") return of;
  const { challenge } = JSON.parse(atob(of)) as { challenge: string };
  return challenge;
}
