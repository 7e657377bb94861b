import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { parseBase64, toBase64 } from "./base64.ts";

/** One signature line: the name of the key, its four-byte id as hex, and the signature itself. */
export interface NoteSignature {
  name: string;
  keyId: string;
  signature: Uint8Array;
}

/** A signed note (c2sp.org/signed-note): `text` ends with a line break and is what the signatures sign. */
export interface Note {
  text: string;
  signatures: NoteSignature[];
}

const LARGEST_NOTE = 1_000_000;
const MOST_SIGNATURES = 100;
const ID_BYTES = 4;

/** Names of keys, and so of logs: no spaces of any kind, no plus sign. */
export const isKeyName = (name: string) => name !== "" && name.isWellFormed() && !/[\s\p{Z}\p{Cc}\uFEFF+]/u.test(name);

/** Signature lines as they stand below the text. */
export const formatSignatures = (signatures: readonly NoteSignature[]): string =>
  signatures
    .map(({ name, keyId, signature }) => `— ${name} ${toBase64(concat(hexToBytes(keyId), signature))}\n`)
    .join("");

export const formatNote = ({ text, signatures }: Note): string => `${text}\n${formatSignatures(signatures)}`;

/** The note, or null if the bytes are not one; says nothing about whether a signature is good. */
export function parseNote(bytes: Uint8Array): Note | null {
  const whole = bytes.length <= LARGEST_NOTE ? decodeUtf8(bytes) : null;
  // oxlint-disable-next-line no-control-regex -- c2sp.org/signed-note allows no control character but the line feed
  if (whole === null || /[\u0000-\u0009\u000B-\u001F]/.test(whole)) return null;
  const cut = whole.lastIndexOf("\n\n");
  if (cut < 0 || !whole.endsWith("\n")) return null;
  const lines = whole.slice(cut + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(parseSignature);
  return signatures.every((line) => line !== null) ? { text: whole.slice(0, cut + 1), signatures } : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name = "", encoded = "", ...rest] = line.split(" ");
  const bytes = parseBase64(encoded);
  if (dash !== "—" || rest.length > 0 || !isKeyName(name) || !bytes || bytes.length <= ID_BYTES) return null;
  return { name, keyId: bytesToHex(bytes.subarray(0, ID_BYTES)), signature: bytes.subarray(ID_BYTES) };
}

/** Text of strict UTF-8, or null; a byte order mark is kept as the character it is. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
