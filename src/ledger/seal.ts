import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { type Checkpoint, checkpointText, parseCheckpoint } from "./log/checkpoint.ts";
import { formatNote, parseNote } from "./log/note.ts";
import { consistencyRanges, nodesOf, rangeHash, verifyConsistency } from "./log/proofs.ts";
import { requireSigners } from "./log/signer.ts";
import { insertCheckpoint, latestCheckpoint, loadHead, loadNodes } from "./store.ts";
import { joinSubtrees } from "./log/tree.ts";

export interface SealedCheckpoint extends Checkpoint {
  /** The signed checkpoint as served. */
  note: string;
  signedAt: string;
}

/**
 * The signed checkpoint of the log as it stands; signs the entries committed since the last one. The key signs committed entries
 * only. If the last checkpoint is not the beginning of the tree, it throws. Decision 0070.
 */
export async function sealLedger(ctx: Ctx): Promise<SealedCheckpoint> {
  const last = await lastCheckpoint(ctx);
  const head = await loadHead(ctx.db);
  const root = joinSubtrees(head.frontier);
  if (last) await requireContinuation(ctx, last, { size: head.size, root });
  if (last?.size === head.size) return withEverySigner(ctx, last);
  const signers = await requireSigners(ctx);
  const origin = signers[0].name;
  if (last && last.origin !== origin) throw brokenLedger("the signing key is named for another log");
  const text = checkpointText({ origin, size: head.size, root });
  const note = formatNote({ text, signatures: await Promise.all(signers.map((signer) => signer.sign(text))) });
  const signedAt = ctx.now().toISOString();
  await commit(ctx.db, [insertCheckpoint({ size: head.size, note, signedAt })]);
  return { origin, size: head.size, root, note, signedAt };
}

/**
 * While a key is replaced, the last checkpoint must hold under either key at once, not from the next entry on. Ed25519 signs the
 * same text the same way, so the added line needs no row. A key that is missing or badly set leaves the checkpoint as it was
 * signed.
 */
async function withEverySigner(ctx: Ctx, last: SealedCheckpoint): Promise<SealedCheckpoint> {
  const note = parseNote(new TextEncoder().encode(last.note));
  const signers = await requireSigners(ctx).catch((error: unknown) => {
    if (error instanceof AppError) return [];
    throw error;
  });
  const missing = signers.filter(
    ({ name, keyId }) => name === last.origin && !note?.signatures.some((line) => line.keyId === keyId),
  );
  if (!note || missing.length === 0) return last;
  const added = await Promise.all(missing.map((signer) => signer.sign(note.text)));
  return { ...last, note: formatNote({ text: note.text, signatures: [...added, ...note.signatures] }) };
}

async function requireContinuation(ctx: Ctx, last: Checkpoint, head: Omit<Checkpoint, "origin">) {
  const facts = { older: last.size, newer: head.size, olderRoot: last.root, newerRoot: head.root };
  const ranges = last.size < head.size ? consistencyRanges(last.size, head.size) : [];
  const read = ranges.length > 0 ? await loadNodes(ctx.db, nodesOf(ranges)) : null;
  const path = read ? ranges.map((range) => rangeHash(range, read)) : [];
  if (!verifyConsistency(facts, path)) throw brokenLedger("the stored log does not continue its last checkpoint");
}

/** The newest checkpoint signed so far, which may be behind the log. */
export async function lastCheckpoint(ctx: Ctx): Promise<SealedCheckpoint | null> {
  const stored = await latestCheckpoint(ctx.db);
  if (!stored) return null;
  const note = parseNote(new TextEncoder().encode(stored.note));
  const checkpoint = note && parseCheckpoint(note);
  if (checkpoint?.size !== stored.size) throw brokenLedger("a stored checkpoint cannot be read");
  return { ...checkpoint, note: stored.note, signedAt: stored.signedAt };
}

function brokenLedger(reason: string) {
  const error = new AppError(
    "unavailable",
    "公示日志与已签名的检查点不符，已停止签名。请管理员立即核查（npm run doctor）。",
  );
  error.cause = new Error(reason);
  return error;
}

/** Signs the entries just committed. A failure here undoes nothing: the next reader of the log signs it. */
export async function sealAfterCommit(ctx: Ctx): Promise<void> {
  try {
    await sealLedger(ctx);
  } catch (error) {
    log("ledger.unsealed", { error: error instanceof AppError ? error.code : (error as Error).name });
  }
}
