import { bytesToHex } from "@noble/hashes/utils.js";

/** First 128 bits of SHA-256 in hex: names these bytes and no others. */
export async function digest(bytes: Uint8Array<ArrayBuffer>) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return bytesToHex(hash.subarray(0, 16));
}
