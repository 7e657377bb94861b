import type { Ctx } from "../../ctx.ts";
import { checkToken, type TokenCheck } from "./new-form.ts";
import type { FieldError } from "../submission.ts";
import { feedbackWords } from "../words.ts";
import type { Pass } from "../guard/admission.ts";

/** The fields of `FormToken` and `GuardFields`. */
export const GUARD_FIELDS = ["token", "website", "proof", "waited", "cf-turnstile-response"];

/** The result of reading them: the error, the pass above the threshold, and the key under which the form counts once. */
export type GuardResult = { errors: FieldError[]; pass: Pass } & ({ ok: true; key: string } | { ok: false });

/** Waits until a person could have sent the form. */
export const holdEarly = (ctx: Pick<Ctx, "pause">, token: TokenCheck) =>
  token.ok && token.early > 0 ? ctx.pause(token.early) : undefined;

/** Reads the fields, after the form has been held. */
export async function readGuard(ctx: Ctx, text: (name: string) => string): Promise<GuardResult> {
  const token = await checkToken(ctx, text("token"));
  await holdEarly(ctx, token);
  return guardOf(token, text);
}

function guardOf(token: TokenCheck, text: (name: string) => string): GuardResult {
  const pass = { proof: text("proof"), waited: text("waited"), turnstile: text("cf-turnstile-response") };
  const trapped = text("website") ? [{ field: "website", message: feedbackWords.trapped }] : [];
  if (!token.ok) return { ok: false, errors: [token.error, ...trapped], pass };
  return { ok: true, errors: trapped, pass, key: token.key };
}
