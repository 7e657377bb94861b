import { sha256Hex } from "../../sha256.ts";

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 28;
const GROUP = 4;

/** 28 characters of 5 bits. */
export const RECEIPT_BYTES = (LENGTH * 5 + 7) >> 3;

/** A receipt of 140 bits from at least 18 random bytes: 7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5JFG. */
export function toReceipt(bytes: Uint8Array): string {
  if (bytes.length < RECEIPT_BYTES) throw new RangeError("a receipt takes 18 bytes");
  let value = 0;
  let bits = 0;
  let text = "";
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5 && text.length < LENGTH) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
  }
  return groups(text).join("-");
}

/** The seven groups of a receipt in its plain form. */
export const groups = (receipt: string): string[] =>
  receipt.replaceAll("-", "").match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [];

const LOOKALIKES: Record<string, string> = { I: "1", L: "1", O: "0" };

/**
 * What a person typed, as a receipt: full-width letters, lower case, any spaces and dashes, I, L and O forgiven. Null where
 * it cannot be one.
 */
export function parseReceipt(typed: string): string | null {
  if (typed.length > 200) return null;
  const plain = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}_.·、，,]+/gu, "")
    .replace(/[ILO]/g, (letter) => LOOKALIKES[letter] ?? letter);
  if (plain.length !== LENGTH) return null;
  for (const letter of plain) if (!ALPHABET.includes(letter)) return null;
  return groups(plain).join("-");
}

/** What is stored: SHA-256, hex. 140 random bits need no salt and no slow hash. */
export const receiptSha256 = (receipt: string): string => sha256Hex(receipt);

/** Compares two hex digests in a time that depends on their length alone. */
export function sameDigest(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
