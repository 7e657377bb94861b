import { parseBase64, toBase64 } from "../log/base64.ts";
import { parseCheckpoint, parseCount } from "../log/checkpoint.ts";
import { type VerifierKey, verifyNote } from "../log/keys.ts";
import { decodeUtf8, formatSignatures, parseNote } from "../log/note.ts";
import { verifyConsistency } from "../log/proofs.ts";
import { HASH_BYTES, type Hash, sameHash } from "../log/tree.ts";
import type { Cosigner } from "./cosignature.ts";

/** The request of a log to a witness (c2sp.org/tlog-witness). */
export interface AddCheckpoint {
  /** The size of the checkpoint that the witness cosigned last. */
  old: number;
  proof: readonly Hash[];
  /** The signed checkpoint. */
  note: string;
}

const MOST_PROOF_LINES = 63;

export const formatAddCheckpoint = ({ old, proof, note }: AddCheckpoint): string =>
  `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${note}`;

/** Null if the bytes are no such request. */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint | null {
  const text = decodeUtf8(bytes);
  const cut = text?.indexOf("\n\n") ?? -1;
  if (text === null || cut < 0) return null;
  const [first = "", ...lines] = text.slice(0, cut).split("\n");
  const old = first.startsWith("old ") ? parseCount(first.slice(4)) : null;
  if (old === null || lines.length > MOST_PROOF_LINES) return null;
  const proof = lines.map(parseBase64).filter((hash) => hash?.length === HASH_BYTES);
  if (proof.length < lines.length) return null;
  return { old, proof: proof as Hash[], note: text.slice(cut + 2) };
}

/** The last checkpoint of a log that a witness cosigned. */
export interface WitnessState {
  size: number;
  root: Hash;
}

export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  type: string;
  body: string;
  /** To be kept before the answer is given. */
  state?: WitnessState & { origin: string; note: string };
}

const TEXT = "text/plain; charset=utf-8";
const refuse = (status: WitnessAnswer["status"], body: string): WitnessAnswer => ({
  status,
  type: TEXT,
  body: `${body}\n`,
});
const conflict = (size: number): WitnessAnswer => ({ status: 409, type: "text/x.tlog.size", body: `${size}\n` });

interface Witness {
  cosigner: Cosigner;
  /** Keys of the logs that it knows. */
  logs: readonly VerifierKey[];
  /** The last checkpoint of a log, by its origin; null before the first cosignature. */
  stateOf: (origin: string) => WitnessState | null;
  /** Seconds since 1970. */
  now: number;
}

/** The answer of a witness, in the order of the specification; the caller keeps the state, one request at a time. */
export async function judgeCheckpoint(
  bytes: Uint8Array,
  { cosigner, logs, stateOf, now }: Witness,
): Promise<WitnessAnswer> {
  const request = parseAddCheckpoint(bytes);
  const note = request && parseNote(new TextEncoder().encode(request.note));
  const checkpoint = note && parseCheckpoint(note);
  if (!request || !note || !checkpoint) return refuse(400, "malformed request");
  const keys = logs.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return refuse(404, "unknown log");
  if (!(await Promise.all(keys.map((key) => verifyNote(note, key)))).some(Boolean))
    return refuse(403, "no signature by a trusted key");
  const { origin, size, root } = checkpoint;
  if (request.old > size) return refuse(400, "the old size is larger than the checkpoint");
  const last = stateOf(origin);
  if (request.old !== (last?.size ?? 0)) return conflict(last?.size ?? 0);
  if (last && size === last.size && !sameHash(root, last.root)) return conflict(last.size);
  if (!continues(request, last, { size, root })) return refuse(422, "the consistency proof does not verify");
  const line = await cosigner.cosign(note.text, now);
  return { status: 200, type: TEXT, body: formatSignatures([line]), state: { origin, size, root, note: request.note } };
}

function continues({ proof }: AddCheckpoint, last: WitnessState | null, now: WitnessState): boolean {
  if (!last || last.size === 0) return proof.length === 0;
  return verifyConsistency({ older: last.size, newer: now.size, olderRoot: last.root, newerRoot: now.root }, proof);
}
