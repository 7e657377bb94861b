import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { bech32 } from "@scure/base";
import { armor, Decrypter, Encrypter, identityToRecipient } from "age-encryption";

/** Lengths are rounded up to this, so that a length does not tell which words may stand in a text. */
const STEP = 1024;
const FIRST_LINE = "-----BEGIN AGE ENCRYPTED FILE-----";
const KEY_BYTES = 32;

/** Decision 0131. */
export const isSealed = (text: string) => text.startsWith(FIRST_LINE);
export const isRecipient = (text: string) => /^age1[02-9ac-hj-np-z]{58}$/.test(text);

/** Sealed to each of the recipients, in age's format (https://age-encryption.org/v1). */
export async function sealBytes(recipients: readonly string[], bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (recipients.length === 0) throw new Error("nobody to seal to");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(bytes));
}

/** As text that the `age` command opens; padded with line breaks at its end. */
export async function sealText(recipients: readonly string[], text: string): Promise<string> {
  const bytes = utf8ToBytes(text);
  const padded = new Uint8Array(Math.ceil((bytes.length + 1) / STEP) * STEP).fill(0x0a);
  padded.set(bytes);
  return armor.encode(await sealBytes(recipients, padded));
}

/** Throws if the identity is none of those it was sealed to, or it was altered. */
export async function openText(identity: string, sealed: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return (await decrypter.decrypt(armor.decode(sealed), "text")).trimEnd();
}

/** The author's key pair, which follows from the receipt alone: text sealed to it opens with the receipt. */
export async function authorKeys(receipt: string): Promise<{ identity: string; recipient: string }> {
  const bytes = hkdf(sha256, utf8ToBytes(receipt), undefined, utf8ToBytes("gongshi author key 1"), KEY_BYTES);
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-", bytes).toUpperCase();
  return { identity, recipient: await identityToRecipient(identity) };
}
