import { keyedHex, sameDigest } from "./digest.ts";

const MAC_LENGTH = 32;

/** A time and a nonce that this installation signed for a purpose: `1764000000000.9f…e1.a0…`. */
export function signToken(secret: string, purpose: string, time: number, nonce: string): string {
  const body = `${time}.${nonce}`;
  return `${body}.${keyedHex(secret, purpose, body).slice(0, MAC_LENGTH)}`;
}

/** The signed time (milliseconds) and nonce; null for anything this installation did not sign for the purpose. */
export function parseToken(secret: string, purpose: string, token: string): { time: number; nonce: string } | null {
  const match = /^((\d{10,15})\.([0-9a-f]{16,64}))\.([0-9a-f]{32})$/.exec(token);
  if (!match?.[1] || !match[2] || !match[3] || !match[4]) return null;
  if (!sameDigest(keyedHex(secret, purpose, match[1]).slice(0, MAC_LENGTH), match[4])) return null;
  return { time: Number(match[2]), nonce: match[3] };
}
