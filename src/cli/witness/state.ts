import { mkdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { parseCheckpoint } from "../../ledger/log/checkpoint.ts";
import { parseNote } from "../../ledger/log/note.ts";
import type { WitnessState } from "../../ledger/witness/add-checkpoint.ts";
import { sha256Hex } from "../../sha256.ts";

/** The last checkpoint that was cosigned of each log, a file each. It is on the disk before anybody is told. */
export interface WitnessStates {
  of: (origin: string) => WitnessState | null;
  keep: (origin: string, note: string) => Promise<void>;
}

/** Throws if a file is there and cannot be read: a witness that forgot would cosign a second history. */
export function openStates(folder: string): WitnessStates {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (origin: string) => join(folder, `${sha256Hex(origin)}.checkpoint`);
  const of = (origin: string) => {
    const bytes = readUnlessMissing(fileOf(origin));
    if (!bytes) return null;
    const note = parseNote(bytes);
    const checkpoint = note && parseCheckpoint(note);
    if (checkpoint?.origin !== origin)
      throw new Error(`${fileOf(origin)} 已损坏。请从备份恢复，不要删除：没有它就认不出改过的日志。`);
    return { size: checkpoint.size, root: checkpoint.root };
  };
  const keep = async (origin: string, note: string) => {
    const file = fileOf(origin);
    const handle = await open(`${file}.new`, "w", 0o600);
    try {
      await handle.writeFile(note);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
    const place = await open(folder, "r");
    await place.sync().finally(() => place.close());
  };
  return { of, keep };
}

function readUnlessMissing(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
