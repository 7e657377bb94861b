import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { DAY_MS } from "../../day.ts";
import type { StandingPromise } from "../../reports/promise/promise.ts";
import { readPromise } from "../../reports/promise/promises.ts";
import { installationSecret } from "../guard/secret.ts";
import { parseToken, signToken } from "../guard/signed-token.ts";
import type { FieldError } from "../submission.ts";
import type { FeedbackTarget } from "../target/target.ts";
import { feedbackWords } from "../words.ts";

/** No person reads and fills the form in less; a faster answer is held until then, so that nobody is sent back. */
const LEAST_MS = 3000;
const MOST_MS = DAY_MS;

/** A token for a fresh form: when it was given out, and the key under which it counts once. */
export async function formToken(ctx: Ctx): Promise<string> {
  const secret = await installationSecret(ctx, "signing");
  return signToken(secret, "form", ctx.now().getTime(), bytesToHex(ctx.random(16)));
}

/** `early`: milliseconds by which the form came faster than a person reads it. */
export type TokenCheck = { ok: true; key: string; early: number } | { ok: false; error: FieldError };

/** Refuses a form older than a day. */
export async function checkToken(ctx: Ctx, token: string): Promise<TokenCheck> {
  const read = parseToken(await installationSecret(ctx, "signing"), "form", token);
  const age = read ? ctx.now().getTime() - read.time : Infinity;
  if (!read || age > MOST_MS || age < 0) return { ok: false, error: { field: "", message: feedbackWords.expired } };
  return { ok: true, key: `form-${read.nonce}`, early: Math.max(0, (ctx.formReadingMs ?? LEAST_MS) - age) };
}

/** The promise of the report that a form is about; undefined if it is about none, or nobody has looked for one yet. */
export async function promiseOf(ctx: Ctx, target: FeedbackTarget): Promise<StandingPromise | null | undefined> {
  if (target.reportId === null || target.revision === null) return undefined;
  return readPromise(ctx, target.reportId, target.revision);
}
