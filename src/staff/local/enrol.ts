import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { findStaff } from "../people-store.ts";
import { requireRole } from "../permission.ts";
import { endInvitation, findInvitation, forgetEverySpent, putAccount, putInvitation } from "./accounts-store.ts";
import {
  codeDigest,
  INVITATION_MS,
  newInvitationCode,
  newRecoveryCodes,
  newSecret,
  authenticatorStep,
} from "./codes.ts";
import { hashPassword, passwordFault, SALT_BYTES } from "./password.ts";

/** Lets somebody who works here set up an account, or set it up anew; answers the code, which is shown once. */
export async function inviteToAccount(ctx: Ctx, typed: string): Promise<{ email: string; code: string }> {
  const actor = requireRole(ctx, "admin");
  const email = typed.trim().toLowerCase();
  const person = await findStaff(ctx.db, email);
  if (!person) throw new AppError("not_found", "名单里没有这个邮箱，请先登记。");
  if (!person.active) throw new AppError("conflict", "这个人已停用，请先改回在用。");
  const code = newInvitationCode(ctx.random);
  const now = ctx.now();
  const row = {
    email,
    codeSha256: codeDigest(code),
    secret: newSecret(ctx.random),
    until: new Date(now.getTime() + INVITATION_MS).toISOString(),
    madeBy: actor,
  };
  await commit(ctx.db, [
    putInvitation(ctx.db, row),
    auditEntry(ctx.db, { at: now.toISOString(), actor, action: "account.invited", subject: email, detail: {} }),
  ]);
  return { email, code };
}

export interface EnrolInput {
  email: string;
  invitation: string;
  password: string;
  code: string;
}

/** The authenticator's secret of an invitation that is in force; 120 bits need no count of tries. Throws `forbidden`. */
export async function openInvitation(ctx: Ctx, input: Pick<EnrolInput, "email" | "invitation">) {
  const email = input.email.trim().toLowerCase();
  const row = await findInvitation(ctx.db, email);
  if (!row || row.codeSha256 !== codeDigest(input.invitation) || row.until <= ctx.now().toISOString())
    throw new AppError(
      "forbidden",
      "邮箱或登记码不对，或登记码已用过、已过期（三天）。请核对，或请管理员再发一个。",
      "invitation",
    );
  return { email, secret: row.secret };
}

/**
 * Sets up the account; answers the recovery codes, which are shown once. Sessions from before it end. Throws `invalid` naming the
 * field, and what `openInvitation` throws.
 */
export async function enrolAccount(ctx: Ctx, input: EnrolInput): Promise<readonly string[]> {
  const { email, secret } = await openInvitation(ctx, input);
  const fault = passwordFault(input.password, email);
  if (fault) throw new AppError("invalid", fault, "password");
  if (authenticatorStep(secret, input.code.replace(/\s/g, ""), ctx.now()) === null)
    throw new AppError("invalid", "验证码不对。请看验证器现在显示的六位数字，并核对手机的时间。", "code");
  const codes = newRecoveryCodes(ctx.random);
  const at = ctx.now().toISOString();
  const password = await hashPassword(input.password, ctx.random(SALT_BYTES));
  await commit(ctx.db, [
    putAccount(ctx.db, { email, password, secret, recovery: codes.map(codeDigest), enrolledAt: at }),
    endInvitation(ctx.db, email),
    forgetEverySpent(ctx.db, email),
    auditEntry(ctx.db, { at, actor: email, action: "account.enrolled", subject: email, detail: {} }),
  ]);
  return codes;
}
