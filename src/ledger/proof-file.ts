import { parseBase64, toBase64 } from "./log/base64.ts";
import { parseCount } from "./log/checkpoint.ts";
import { decodeUtf8 } from "./log/note.ts";
import { HASH_BYTES, type Hash } from "./log/tree.ts";

/** A proof that one entry is in the log (c2sp.org/tlog-proof@v1). `entry` travels in its `extra` line. */
export interface ProofFile {
  entry: Uint8Array;
  index: number;
  path: Hash[];
  /** The signed checkpoint, as the log wrote it. */
  checkpoint: string;
}

const FIRST_LINE = "c2sp.org/tlog-proof@v1";

export function formatProof({ entry, index, path, checkpoint }: ProofFile): string {
  const lines = [FIRST_LINE, `extra ${toBase64(entry)}`, `index ${index}`, ...path.map(toBase64), "", checkpoint];
  return lines.join("\n");
}

/** The proof, or null if the bytes are not one that carries its entry. */
export function parseProof(bytes: Uint8Array): ProofFile | null {
  const text = decodeUtf8(bytes);
  const cut = text?.indexOf("\n\n") ?? -1;
  if (text === null || cut < 0) return null;
  const [first, extra = "", position = "", ...hashes] = text.slice(0, cut).split("\n");
  const entry = extra.startsWith("extra ") ? parseBase64(extra.slice(6)) : null;
  const index = position.startsWith("index ") ? parseCount(position.slice(6)) : null;
  const path = hashes.map(parseBase64);
  if (first !== FIRST_LINE || !entry || index === null) return null;
  if (!path.every((hash) => hash?.length === HASH_BYTES)) return null;
  return { entry, index, path: path.filter((hash) => hash !== null), checkpoint: text.slice(cut + 2) };
}
