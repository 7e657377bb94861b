import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** HMAC-SHA-256 of parts that are kept apart; the key is any string. */
export const keyedBytes = (key: string, ...parts: string[]): Uint8Array =>
  hmac(sha256, utf8ToBytes(key), utf8ToBytes(JSON.stringify(parts)));

export const keyedHex = (key: string, ...parts: string[]): string => bytesToHex(keyedBytes(key, ...parts));

/** Compares two hex digests in a time that depends on their length alone. */
export function sameDigest(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
