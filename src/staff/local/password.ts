import { scryptAsync } from "@noble/hashes/scrypt.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

const SHORTEST = 12;
const LONGEST = 200;
const FEWEST_DIFFERENT = 6;
/** 16 MB and some 0.2 s: what OWASP asks of scrypt, in the memory that a Worker has. */
const COST = { N: 2 ** 14, r: 8, p: 5, dkLen: 32 };
export const SALT_BYTES = 16;

/** What is wrong with a new password; null if nothing. */
export function passwordFault(password: string, email: string): string | null {
  if (password.length < SHORTEST) return `密码至少${SHORTEST}个字符；几个不相干的词连起来，好记也难猜。`;
  if (password.length > LONGEST) return `密码最多${LONGEST}个字符。`;
  if (new Set(password).size < FEWEST_DIFFERENT) return `密码里至少要有${FEWEST_DIFFERENT}个不同的字符。`;
  const name = email.split("@")[0] ?? "";
  if (name.length > 2 && password.toLowerCase().includes(name)) return "密码里不要有自己的邮箱。";
  return null;
}

export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  return `${bytesToHex(salt)}.${bytesToHex(await scryptAsync(password.normalize("NFKC"), salt, COST))}`;
}

/** An account that is not there costs the same time as one whose password is wrong. */
export const NO_PASSWORD = `${"00".repeat(SALT_BYTES)}.${"00".repeat(COST.dkLen)}`;

export async function isPassword(password: string, kept: string): Promise<boolean> {
  if (password.length > LONGEST) return false;
  const hashed = await hashPassword(password, hexToBytes(kept.slice(0, SALT_BYTES * 2)));
  return isSameText(hashed, kept);
}

/** Takes the same time wherever the two differ. */
function isSameText(one: string, other: string): boolean {
  let differs = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) differs |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return differs === 0;
}
