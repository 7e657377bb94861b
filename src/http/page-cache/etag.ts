import { bytesToHex } from "@noble/hashes/utils.js";

/** First 128 bits of SHA-256 in hex: names these bytes and no others. */
export async function digest(bytes: Uint8Array<ArrayBuffer>) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return bytesToHex(hash.subarray(0, 16));
}

/** Weak comparison, as RFC 9110 asks of If-None-Match. */
export function matchesEtag(ifNoneMatch: string | undefined, etags: readonly string[]) {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.split(",").some((given) => etags.includes(given.trim().replace(/^W\//, "")));
}
