import { type Checkpoint, openCheckpoint } from "../../ledger/log/checkpoint.ts";
import type { VerifierKey } from "../../ledger/log/keys.ts";
import { parseNote } from "../../ledger/log/note.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash, sameHash } from "../../ledger/log/tree.ts";
import { cosignedAt } from "../../ledger/witness/cosignature.ts";
import { parseLeaf } from "../../ledger/leaf.ts";
import type { Findings } from "./findings.ts";
import type { LogSource } from "./log-source.ts";

/** Whose cosignatures count, and how many are wanted. */
export interface Quorum {
  witnesses: readonly VerifierKey[];
  wanted: number;
}

/** Names of the witnesses that cosigned this note. */
async function cosignersOf(bytes: Uint8Array, witnesses: readonly VerifierKey[]) {
  const note = parseNote(bytes);
  const times = await Promise.all(witnesses.map(async (key) => ({ key, at: note && (await cosignedAt(note, key)) })));
  return times.flatMap(({ key, at }) => (at === null ? [] : [{ name: key.name, at }]));
}

const told = (cosigners: readonly { name: string; at: number }[]) =>
  cosigners.map(({ name, at }) => `${name}（${new Date(at * 1000).toISOString()}）`).join("、") || "没有";

/** Whether enough witnesses cosigned the checkpoint of a proof. */
export async function checkQuorum(checkpoint: Uint8Array, { witnesses, wanted }: Quorum, found: Findings) {
  const cosigners = await cosignersOf(checkpoint, witnesses);
  if (cosigners.length >= wanted) found.good(`检查点有 ${cosigners.length} 位见证人联署：${told(cosigners)}`);
  else found.fault(`检查点要有 ${wanted} 位见证人联署，只有 ${cosigners.length} 位：${told(cosigners)}`);
}

interface CheckedLog {
  checkpoint: Checkpoint;
  note: Uint8Array;
  entries: readonly Uint8Array[];
}

/** A site asks its witnesses every five minutes. What waits longer than this was not shown to them, or they refused it. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * The same for a log: if its newest checkpoint is not cosigned yet, the newest that is must be the beginning of the log that was
 * checked, and what comes after it new. `read`: the time at which a site showed the log; null for a copy, whose age nobody knows.
 */
export async function checkLogQuorum(
  source: LogSource,
  key: VerifierKey,
  log: CheckedLog,
  quorum: Quorum,
  read: Date | null,
  found: Findings,
) {
  const { witnesses, wanted } = quorum;
  const newest = await cosignersOf(log.note, witnesses);
  if (newest.length >= wanted) return checkQuorum(log.note, quorum, found);
  const bytes = await source.read("cosigned");
  const opened = bytes && (await openCheckpoint(bytes, key));
  const cosigners = bytes ? await cosignersOf(bytes, witnesses) : [];
  if (!bytes || !opened?.ok || cosigners.length < wanted)
    return found.fault(
      `要有 ${wanted} 位见证人联署，只有 ${Math.max(newest.length, cosigners.length)} 位：${told(cosigners)}`,
    );
  const { size, root } = opened.checkpoint;
  if (size > log.checkpoint.size || !sameHash(rootOf(log.entries.slice(0, size)), root))
    return found.fault(`见证人联署的是另一本日志（${size} 条）：给您看的与给见证人看的不一样。`);
  found.good(`前 ${size} 条有 ${cosigners.length} 位见证人联署：${told(cosigners)}`);
  if (size === log.checkpoint.size) return;
  const waiting = `最新的 ${log.checkpoint.size - size} 条还没有人联署`;
  const since = parseLeaf(log.entries[size] ?? new Uint8Array())?.at;
  if (!read || (since !== undefined && read.getTime() - new Date(since).getTime() < LONGEST_WAIT_MS))
    return found.note(waiting);
  found.fault(
    `${waiting}，其中最早的一条记于 ${since}：见证人没有看到这些记录，或者拒绝联署，您看到的可能是另一本日志。`,
  );
}

function rootOf(entries: readonly Uint8Array[]): Hash {
  let frontier: Hash[] = [];
  for (const [size, entry] of entries.entries()) frontier = appendLeaf(size, frontier, leafHash(entry)).frontier;
  return joinSubtrees(frontier);
}
