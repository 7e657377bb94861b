import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { breaks } from "../../db/broken-constraint.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { spentCodes } from "../schema.ts";
import { signInAs } from "../sign-in.ts";
import { countSpentForGood, findAccount, FOR_GOOD, forgetSpent, spendCode } from "./accounts-store.ts";
import { codeDigest, RECOVERY_CODES, authenticatorStep } from "./codes.ts";
import { isPassword, NO_PASSWORD } from "./password.ts";
import { requireTry } from "./tries.ts";

/** A step is over after a minute and a half. */
const SPENT_MS = 600_000;
const WRONG = "邮箱、密码或验证码不对。验证码每个只能用一次；用过的请等下一个。";

export interface SignInInput {
  email: string;
  password: string;
  /** Six digits of the authenticator, or a recovery code. */
  code: string;
}

/**
 * Signs in by password and code, which counts once; answers the cookie's value, and how many recovery codes are left if one was
 * used. `mayEnter` says whether the person works here. Throws `forbidden` in the same words whatever was wrong, and `limited`.
 */
export async function signInLocally(
  ctx: Ctx,
  input: SignInInput,
  from: string,
  mayEnter: (email: string) => Promise<boolean>,
): Promise<{ session: string; recoveryLeft: number | null }> {
  const email = input.email.trim().toLowerCase();
  await requireTry(ctx, email, from);
  const account = await findAccount(ctx.db, email);
  const isRight = await isPassword(input.password, account?.password ?? NO_PASSWORD);
  const code = input.code.trim();
  const now = ctx.now();
  const step = account ? authenticatorStep(account.secret, code.replace(/\s/g, ""), now) : null;
  const isRecovery = step === null && account !== undefined && account.recovery.includes(codeDigest(code));
  if (!account || !isRight || (step === null && !isRecovery) || !(await mayEnter(email))) {
    if (account) await noteFailure(ctx, email);
    throw new AppError("forbidden", WRONG);
  }
  const until = isRecovery ? FOR_GOOD : new Date(now.getTime() + SPENT_MS).toISOString();
  try {
    await commit(ctx.db, [
      forgetSpent(ctx.db, email, now.toISOString()),
      spendCode(ctx.db, { email, code: isRecovery ? codeDigest(code) : `${step}`, until }),
      ...(isRecovery
        ? [
            auditEntry(ctx.db, {
              at: now.toISOString(),
              actor: email,
              action: "account.recovered",
              subject: email,
              detail: {},
            }),
          ]
        : []),
    ]);
  } catch (error) {
    if (!breaks(error, "UNIQUE", spentCodes.email)) throw error;
    await noteFailure(ctx, email);
    throw new AppError("forbidden", WRONG);
  }
  const recoveryLeft = isRecovery ? RECOVERY_CODES - (await countSpentForGood(ctx.db, email)) : null;
  return { session: await signInAs(ctx, email), recoveryLeft };
}

/** Strangers cannot fill the log: `requireTry` bounds how often. */
const noteFailure = (ctx: Ctx, email: string) =>
  commit(ctx.db, [
    auditEntry(ctx.db, {
      at: ctx.now().toISOString(),
      actor: "visitor",
      action: "account.refused",
      subject: email,
      detail: {},
    }),
  ]);
