import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { keyedHex } from "../../feedback/guard/digest.ts";
import { installationSecret } from "../../feedback/guard/secret.ts";
import { type ContactKey, openSealed, sealContact } from "../../feedback/private/contact.ts";
import { contactKeys } from "../../feedback/private/contact-keys.ts";
import { sha256Hex } from "../../sha256.ts";

/** The content of a subscription's box. */
export interface SubscriptionSecrets {
  address: string;
  /** Confirms and leaves; in no table and no log. */
  token: string;
}

export interface SealedSubscription {
  tokenSha256: string;
  addressKey: string;
  addressBox: string;
}

const TOKEN_BYTES = 16;
export const TOKEN = /^[0-9a-f]{32}$/;

export const newSubscriptionToken = (ctx: Ctx) => bytesToHex(ctx.random(TOKEN_BYTES));

const boundTo = (tokenSha256: string) => `subscription ${tokenSha256}`;

/** Seals under the newest key, bound to its row. */
export async function sealSubscription(ctx: Ctx, sealed: SubscriptionSecrets): Promise<SealedSubscription> {
  const [newest] = await contactKeys(ctx);
  if (!newest) throw new AppError("unavailable", "本站还没有设置加密邮箱的密钥，暂时不能用邮件订阅。");
  return sealWith(ctx, newest, sealed);
}

export async function sealWith(ctx: Ctx, key: ContactKey, sealed: SubscriptionSecrets): Promise<SealedSubscription> {
  const tokenSha256 = sha256Hex(sealed.token);
  const { keyId, box } = await sealContact(key, JSON.stringify(sealed), boundTo(tokenSha256), ctx.random(12));
  return { tokenSha256, addressKey: keyId, addressBox: box };
}

/** Throws if the key is gone or the box was moved. */
export async function openBox(keys: readonly ContactKey[], row: SealedSubscription): Promise<SubscriptionSecrets> {
  const text = await openSealed(keys, { keyId: row.addressKey, box: row.addressBox }, boundTo(row.tokenSha256));
  return JSON.parse(text) as SubscriptionSecrets;
}

/** Says only whether two addresses are the same, and only to this installation. */
export const digestOf = async (ctx: Ctx, address: string) =>
  keyedHex(await installationSecret(ctx, "signing"), "address", address.toLowerCase());
