import { concat, type Note, type NoteSignature } from "../log/note.ts";
import { parseCosigningKey, type VerifierKey, verifyBytes } from "../log/keys.ts";

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** A witness that signs: c2sp.org/tlog-cosignature, Ed25519 with a time. */
export interface Cosigner extends VerifierKey {
  /** `text`: the body of a checkpoint; `seconds` since 1970. */
  cosign: (text: string, seconds: number) => Promise<NoteSignature>;
}

const messageOf = (text: string, seconds: number) =>
  Uint8Array.from(new TextEncoder().encode(`cosignature/v1\ntime ${seconds}\n${text}`));

export async function parseCosigner(text: string): Promise<Cosigner | null> {
  const parsed = await parseCosigningKey(text);
  if (!parsed) return null;
  const { name, keyId, publicKey, signBytes } = parsed;
  const cosign = async (body: string, seconds: number) => {
    const time = new Uint8Array(TIME_BYTES);
    new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
    return { name, keyId, signature: concat(time, await signBytes(messageOf(body, seconds))) };
  };
  return { name, keyId, publicKey, cosign };
}

/** When this witness cosigned the note, in seconds since 1970: the newest of its good lines; null if it has none. */
export async function cosignedAt(note: Note, key: VerifierKey): Promise<number | null> {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  const times = await Promise.all(own.map(({ signature }) => timeOf(note.text, signature, key)));
  const good = times.filter((time) => time !== null);
  return good.length > 0 ? Math.max(...good) : null;
}

async function timeOf(text: string, signature: Uint8Array, key: VerifierKey): Promise<number | null> {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const time = new DataView(concat(signature).buffer).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const seconds = Number(time);
  return (await verifyBytes(key, signature.subarray(TIME_BYTES), messageOf(text, seconds))) ? seconds : null;
}
