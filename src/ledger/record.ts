import type { Ctx } from "../ctx.ts";
import type { Statement } from "../db/client.ts";
import { commitSurely } from "../db/commit-surely.ts";
import { leafData, type LeafDraft } from "./leaf.ts";
import { sealAfterCommit } from "./seal.ts";
import { requireSigners } from "./log/signer.ts";
import { insertEntry, isLedgerRace, insertNodes, loadEntries, loadHead } from "./store.ts";
import { appendLeaf, leafHash } from "./log/tree.ts";

export interface PlannedEntries {
  /** Index of each leaf in the log, counted from 0. */
  positions: number[];
  statements: Statement[];
}

/**
 * Statements that add these leaves to the log as it stands now, for the batch of the writes that they record. If another writer
 * adds first, the batch fails (`isLedgerRace`) and nothing of it happened: plan again. Throws `unavailable` without key.
 */
export async function planLedgerEntries(ctx: Ctx, leaves: readonly LeafDraft[]): Promise<PlannedEntries> {
  await requireSigners(ctx);
  let { size, frontier } = await loadHead(ctx.db);
  const planned: PlannedEntries = { positions: [], statements: [] };
  for (const leaf of leaves) {
    const data = leafData(leaf);
    const grown = appendLeaf(size, frontier, leafHash(data));
    planned.positions.push(size);
    planned.statements.push(insertEntry(ctx.db, size, new TextDecoder().decode(data)), insertNodes(grown.nodes));
    [size, frontier] = [size + 1, grown.frontier];
  }
  return planned;
}

const TRIES = 64;
const LONGEST_PAUSE = 20;

/**
 * Commits the writes and the leaves that record them in one batch, planning the leaves again for as long as other
 * writers come first, then signs the log. The answer is the index of each leaf. Other failures are passed on at once.
 */
export async function commitWithLedger(
  ctx: Ctx,
  leaves: readonly LeafDraft[],
  writes: readonly Statement[],
): Promise<number[]> {
  for (let attempt = 1; ; attempt += 1) {
    const { positions, statements } = await planLedgerEntries(ctx, leaves);
    const last = leaves.at(-1);
    const recorded = async () => {
      const position = positions.at(-1) ?? 0;
      const [entry] = await loadEntries(ctx.db, position, position + 1);
      return last !== undefined && entry?.data === new TextDecoder().decode(leafData(last));
    };
    try {
      await commitSurely(ctx, [...writes, ...statements], recorded);
      await sealAfterCommit(ctx);
      return positions;
    } catch (error) {
      if (attempt >= TRIES || !isLedgerRace(error)) throw error;
      await ctx.pause(((ctx.random(1)[0] ?? 0) * LONGEST_PAUSE) / 256);
    }
  }
}
