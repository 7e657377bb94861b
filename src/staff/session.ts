import { hexToBytes } from "@noble/hashes/utils.js";
import { base64url } from "jose";

/** A signed-in browser during local development. `until` is an ISO time. */
export interface Session {
  id: string;
  email: string;
  until: string;
}

export const SESSION_HOURS = 8;
const SHAPE = /^([\w-]{20,600})\.([\w-]{43})$/;

/** The cookie's value: what it says, then its HMAC-SHA-256, both base64url. `key` is hex. */
export async function signSession(session: Session, key: string): Promise<string> {
  const said = base64url.encode(new TextEncoder().encode(JSON.stringify(session)));
  const mac = await crypto.subtle.sign("HMAC", await importKey(key), new TextEncoder().encode(said));
  return `${said}.${base64url.encode(new Uint8Array(mac))}`;
}

/** The session of a cookie that this key signed and that has not run out, else null. */
export async function parseSession(cookie: string, key: string, now: Date): Promise<Session | null> {
  const [, said, mac] = SHAPE.exec(cookie) ?? [];
  if (!said || !mac) return null;
  const signed = new TextEncoder().encode(said);
  if (!(await crypto.subtle.verify("HMAC", await importKey(key), base64url.decode(mac), signed))) return null;
  const session = JSON.parse(new TextDecoder().decode(base64url.decode(said))) as Session;
  return session.until > now.toISOString() ? session : null;
}

const importKey = (hex: string) =>
  crypto.subtle.importKey("raw", hexToBytes(hex), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
