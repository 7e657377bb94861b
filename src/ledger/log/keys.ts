import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { parseBase64, toBase64 } from "./base64.ts";
import { concat, isKeyName, type Note, type NoteSignature } from "./note.ts";

/** Signature type 0x01 of c2sp.org/signed-note. */
const ED25519 = 1;
const KEY_BYTES = 32;
/** RFC 8410: what comes before the 32 bytes of an Ed25519 private key in PKCS #8. */
const PKCS8_PREFIX = hexToBytes("302e020100300506032b657004220420");

/** A verifier key: written `name+id+base64`, as golang.org/x/mod/sumdb/note writes it. */
export interface VerifierKey {
  name: string;
  keyId: string;
  publicKey: Uint8Array;
}

export interface Signer extends VerifierKey {
  sign: (text: string) => Promise<NoteSignature>;
}

const keyIdOf = (name: string, publicKey: Uint8Array) =>
  bytesToHex(sha256(concat(new TextEncoder().encode(`${name}\n`), Uint8Array.of(ED25519), publicKey)).subarray(0, 4));

export const formatVerifierKey = ({ name, keyId, publicKey }: VerifierKey) =>
  `${name}+${keyId}+${toBase64(concat(Uint8Array.of(ED25519), publicKey))}`;

/** The key, or null where the text is not an Ed25519 verifier key with its own id. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const parts = keyParts(text.trim());
  if (!parts || keyIdOf(parts.name, parts.key) !== parts.keyId) return null;
  return { name: parts.name, keyId: parts.keyId, publicKey: parts.key };
}

function keyParts(text: string) {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text);
  const [, name = "", keyId = "", encoded = ""] = match ?? [];
  const bytes = parseBase64(encoded);
  if (!isKeyName(name) || bytes?.length !== KEY_BYTES + 1 || bytes[0] !== ED25519) return null;
  return { name, keyId, key: bytes.slice(1) };
}

/** True if the note has a good signature of this key, and none by it that is bad. */
export async function verifyNote(note: Note, key: VerifierKey): Promise<boolean> {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  const imported = await crypto.subtle.importKey("raw", concat(key.publicKey), "Ed25519", false, ["verify"]);
  const text = new TextEncoder().encode(note.text);
  const good = await Promise.all(own.map(({ signature }) => verifyOne(imported, signature, text)));
  return good.length > 0 && good.every(Boolean);
}

const verifyOne = (key: CryptoKey, signature: Uint8Array, text: Uint8Array) =>
  crypto.subtle.verify("Ed25519", key, concat(signature), concat(text));

/** A new signing key as text: `PRIVATE+KEY+name+id+base64`. `seed` is 32 secret random bytes. */
export async function formatSigningKey(name: string, seed: Uint8Array): Promise<string> {
  const { publicKey } = await importSeed(seed);
  return `PRIVATE+KEY+${name}+${keyIdOf(name, publicKey)}+${toBase64(concat(Uint8Array.of(ED25519), seed))}`;
}

/** The signer, or null where the text is not an Ed25519 signing key with its own id. */
export async function parseSigningKey(text: string): Promise<Signer | null> {
  const [, rest = ""] = /^PRIVATE\+KEY\+(.+)$/.exec(text.trim()) ?? [];
  const parts = keyParts(rest);
  if (!parts) return null;
  const { key, publicKey } = await importSeed(parts.key);
  const { name, keyId } = parts;
  if (keyIdOf(name, publicKey) !== keyId) return null;
  const sign = async (note: string) => {
    const signature = await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(note));
    return { name, keyId, signature: new Uint8Array(signature) };
  };
  return { name, keyId, publicKey, sign };
}

async function importSeed(seed: Uint8Array): Promise<{ key: CryptoKey; publicKey: Uint8Array }> {
  const key = await crypto.subtle.importKey("pkcs8", concat(PKCS8_PREFIX, seed), "Ed25519", true, ["sign"]);
  const jwk = (await crypto.subtle.exportKey("jwk", key)) as JsonWebKey;
  const publicKey = parseBase64(`${(jwk.x ?? "").replaceAll("-", "+").replaceAll("_", "/")}=`);
  if (!publicKey) throw new Error("the public half of the key could not be read");
  return { key, publicKey };
}
