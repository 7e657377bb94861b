import { hexToBytes } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { type ContactKey, parseContactKeys, sealContact, type SealedContact } from "./contact.ts";
import { installationSecret } from "../guard/secret.ts";

const LOCAL_ID = "local";

/** The keys in force, the newest first: from the setting, or in development one made for this installation. */
export async function contactKeys(ctx: Ctx): Promise<ContactKey[]> {
  if (ctx.contactKeys) return parseContactKeys(ctx.contactKeys);
  if (ctx.environment !== "development") return [];
  return [{ id: LOCAL_ID, bytes: new Uint8Array(hexToBytes(await installationSecret(ctx, "contact"))) }];
}

/** Whether the form may ask for contact data at all. */
export const takesContact = (ctx: Ctx) => Boolean(ctx.contactKeys) || ctx.environment === "development";

/** The data that a box is bound to: facts of the feedback that never change. */
export const boundTo = (feedback: { submittedAt: string; textDigest: string }) =>
  `${feedback.submittedAt} ${feedback.textDigest}`;

/** Throws `invalid` if no key is set: contact data is never stored in clear. */
export async function sealNewContact(ctx: Ctx, contact: string, bound: string): Promise<SealedContact> {
  const [newest] = await contactKeys(ctx);
  if (!newest)
    throw new AppError(
      "invalid",
      "本站还没有设置加密联系方式的密钥，暂时不能留联系方式。请删去联系方式再提交，凭查询码一样能看到答复。",
      "contact",
    );
  return sealContact(newest, contact, bound, ctx.random(12));
}
