import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { parseBase64, toBase64 } from "./base64.ts";
import { concat, isKeyName, type Note, type NoteSignature } from "./note.ts";

/** Signature types of c2sp.org/signed-note: of a log, and of a cosigner (c2sp.org/tlog-cosignature). */
const ED25519 = 1;
const COSIGNATURE = 4;
type KeyType = typeof ED25519 | typeof COSIGNATURE;
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

const keyIdOf = (name: string, publicKey: Uint8Array, type: KeyType) =>
  bytesToHex(sha256(concat(new TextEncoder().encode(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4));

const formatPublic = ({ name, keyId, publicKey }: VerifierKey, type: KeyType) =>
  `${name}+${keyId}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;

export const formatVerifierKey = (key: VerifierKey) => formatPublic(key, ED25519);
/** The verifier key of a cosigner, as vkeys of type 0x04 are written. */
export const formatCosignerKey = (key: VerifierKey) => formatPublic(key, COSIGNATURE);

/** The key, or null if the text is not an Ed25519 verifier key with its own id. */
export const parseVerifierKey = (text: string): VerifierKey | null => parsePublic(text, ED25519);
export const parseCosignerKey = (text: string): VerifierKey | null => parsePublic(text, COSIGNATURE);

function parsePublic(text: string, type: KeyType): VerifierKey | null {
  const parts = keyParts(text.trim(), type);
  if (!parts || keyIdOf(parts.name, parts.key, type) !== parts.keyId) return null;
  return { name: parts.name, keyId: parts.keyId, publicKey: parts.key };
}

function keyParts(text: string, type: KeyType) {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text);
  const [, name = "", keyId = "", encoded = ""] = match ?? [];
  const bytes = parseBase64(encoded);
  if (!isKeyName(name) || bytes?.length !== KEY_BYTES + 1 || bytes[0] !== type) return null;
  return { name, keyId, key: bytes.slice(1) };
}

/** True if the note has a good signature of this key, and none by it that is bad. */
export async function verifyNote(note: Note, key: VerifierKey): Promise<boolean> {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  const text = new TextEncoder().encode(note.text);
  const good = await Promise.all(own.map(({ signature }) => verifyBytes(key, signature, text)));
  return good.length > 0 && good.every(Boolean);
}

/** Whether the key made this Ed25519 signature over these bytes. */
export async function verifyBytes(key: VerifierKey, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", concat(key.publicKey), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, concat(signature), concat(bytes));
}

/** A new signing key as text: `PRIVATE+KEY+name+id+base64`. `seed` is 32 secret random bytes. */
export const formatSigningKey = (name: string, seed: Uint8Array): Promise<string> => formatPrivate(name, seed, ED25519);
export const formatCosigningKey = (name: string, seed: Uint8Array): Promise<string> =>
  formatPrivate(name, seed, COSIGNATURE);

async function formatPrivate(name: string, seed: Uint8Array, type: KeyType): Promise<string> {
  const { publicKey } = await importSeed(seed);
  return `PRIVATE+KEY+${name}+${keyIdOf(name, publicKey, type)}+${toBase64(concat(Uint8Array.of(type), seed))}`;
}

/** The signer, or null if the text is not an Ed25519 signing key with its own id. */
export async function parseSigningKey(text: string): Promise<Signer | null> {
  const parsed = await parsePrivate(text, ED25519);
  if (!parsed) return null;
  const { name, keyId, publicKey, signBytes } = parsed;
  const sign = async (note: string) => ({
    name,
    keyId,
    signature: await signBytes(Uint8Array.from(new TextEncoder().encode(note))),
  });
  return { name, keyId, publicKey, sign };
}

/** The same of a cosigner's key (type 0x04). */
export const parseCosigningKey = (text: string) => parsePrivate(text, COSIGNATURE);

async function parsePrivate(text: string, type: KeyType) {
  const [, rest = ""] = /^PRIVATE\+KEY\+(.+)$/.exec(text.trim()) ?? [];
  const parts = keyParts(rest, type);
  if (!parts) return null;
  const { key, publicKey } = await importSeed(parts.key);
  const { name, keyId } = parts;
  if (keyIdOf(name, publicKey, type) !== keyId) return null;
  const signBytes = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.sign("Ed25519", key, bytes));
  return { name, keyId, publicKey, signBytes };
}

async function importSeed(seed: Uint8Array): Promise<{ key: CryptoKey; publicKey: Uint8Array }> {
  const key = await crypto.subtle.importKey("pkcs8", concat(PKCS8_PREFIX, seed), "Ed25519", true, ["sign"]);
  const jwk = (await crypto.subtle.exportKey("jwk", key)) as JsonWebKey;
  const publicKey = parseBase64(`${(jwk.x ?? "").replaceAll("-", "+").replaceAll("_", "/")}=`);
  if (!publicKey) throw new Error("the public half of the key could not be read");
  return { key, publicKey };
}
