import { bytesToHex } from "@noble/hashes/utils.js";
import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { DAY_MS } from "../../day.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { feedbackPath } from "../../paths.ts";
import { admit, isFirstSupport, SUPPORT } from "../guard/admission.ts";
import { installationSecret } from "../guard/secret.ts";
import { parseToken, signToken } from "../guard/signed-token.ts";
import { networkOf } from "../guard/visitor.ts";
import { addSupport } from "../register/register-store.ts";
import { readPublicFeedback } from "../register/register.ts";

const purpose = (id: number) => `support-${id}`;

/** For one press of the button: pressed twice, it counts once. */
export async function supportToken(ctx: Ctx, id: number): Promise<string> {
  const secret = await installationSecret(ctx, "signing");
  return signToken(secret, purpose(id), ctx.now().getTime(), bytesToHex(ctx.random(16)));
}

/**
 * Counts one more who met the same. Of who pressed nothing is kept: the digest of the form's own random number, for a day.
 * Throws `not_found`, `gone`, `limited`, `invalid` (a form of yesterday).
 */
export async function supportFeedback(ctx: Ctx, id: number, token: string, address: string | null): Promise<void> {
  await readPublicFeedback(ctx, id);
  const read = parseToken(await installationSecret(ctx, "signing"), purpose(id), token);
  const age = read ? ctx.now().getTime() - read.time : Infinity;
  if (!read || age > DAY_MS || age < 0) throw new AppError("invalid", "页面已超时，请刷新后再点一次。", "token");
  await admit(ctx, SUPPORT, networkOf(address));
  if (!(await isFirstSupport(ctx, read.nonce))) return;
  await commit(ctx.db, [
    addSupport(ctx.db, id),
    bumpArchiveVersion(ctx.db),
    auditEntry(ctx.db, {
      at: ctx.now().toISOString(),
      actor: "public",
      action: "feedback.supported",
      subject: feedbackPath(id),
      detail: {},
    }),
  ]);
}
