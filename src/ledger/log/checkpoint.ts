import { parseBase64, toBase64 } from "./base64.ts";
import { type Note, parseNote } from "./note.ts";
import { type VerifierKey, verifyNote } from "./keys.ts";
import { HASH_BYTES, type Hash } from "./tree.ts";

/** The head of the log at one size (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Hash;
}

export const checkpointText = ({ origin, size, root }: Checkpoint) => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads the body of a checkpoint; null if it is not one. Extension lines are refused: this log writes none. */
export function parseCheckpoint(note: Note): Checkpoint | null {
  const [origin = "", number = "", encoded = "", ...rest] = note.text.split("\n");
  const size = parseCount(number);
  const root = parseBase64(encoded);
  if (origin === "" || size === null || root?.length !== HASH_BYTES || rest.join("\n") !== "") return null;
  return { origin, size, root };
}

/** A whole number as the formats write it: no sign, no leading zero. */
export function parseCount(text: string): number | null {
  const value = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

export type OpenedCheckpoint =
  | { ok: true; checkpoint: Checkpoint }
  | { ok: false; fault: "not-a-note" | "not-a-checkpoint" | "other-origin" | "unsigned" };

/** The checkpoint in these bytes, if the key signed it and it is of the log the key is named for. */
export async function openCheckpoint(bytes: Uint8Array, key: VerifierKey): Promise<OpenedCheckpoint> {
  const note = parseNote(bytes);
  if (!note) return { ok: false, fault: "not-a-note" };
  const checkpoint = parseCheckpoint(note);
  if (!checkpoint) return { ok: false, fault: "not-a-checkpoint" };
  if (checkpoint.origin !== key.name) return { ok: false, fault: "other-origin" };
  return (await verifyNote(note, key)) ? { ok: true, checkpoint } : { ok: false, fault: "unsigned" };
}
