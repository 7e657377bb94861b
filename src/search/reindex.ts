import type { Ctx } from "../context.ts";
import { AppError } from "../errors.ts";
import { requireRole } from "../staff/permission.ts";
import * as store from "./reindex-store.ts";
import { tidyIndex } from "./tidy-index.ts";

export interface ReindexStep {
  /** Pass it to the next step; null when the new index is in use. */
  cursor: string | null;
  /** Revisions indexed so far, and how many there are. */
  done: number;
  total: number;
}

/** Revisions a step: each is read whole and written in a batch of its own. */
const A_STEP = 10;
const CURSOR = /^(?<startedAt>\d{4}-\d\d-\d\dT[\d:.]+Z)\/(?<after>\d+)\/(?<done>\d+)$/;

/**
 * One step of rebuilding the index from the tables, beside the one in use, which answers until the last step swaps them.
 * Begin with `cursor` null. Throws `invalid` for a cursor that is none, `unauthorized` or `forbidden`.
 */
export async function reindexStep(ctx: Ctx, cursor: string | null): Promise<ReindexStep> {
  requireRole(ctx, "admin");
  const { db } = ctx;
  const total = await store.countRevisions(db);
  if (cursor === null) {
    await store.createNext(db);
    return { cursor: `${ctx.now().toISOString()}/0/0`, done: 0, total };
  }
  const { startedAt = "", after = "", done = "" } = CURSOR.exec(cursor)?.groups ?? {};
  if (startedAt === "") throw new AppError("invalid", "重建检索的进度标记不对。请从头开始重建。", "cursor");
  const revisions = await store.revisionsAfter(db, Number(after), A_STEP);
  for (const revision of revisions) {
    await store.emptyNext(db, revision.reportId);
    for (const each of await store.revisionsOf(db, revision.reportId)) await store.fillNext(db, each);
  }
  const last = revisions.at(-1);
  const counted = Number(done) + revisions.length;
  if (last) return { cursor: `${startedAt}/${last.id}/${counted}`, done: counted, total };
  await finish(ctx, startedAt);
  return { cursor: null, done: total, total };
}

const TRIES = 5;

/** Takes in what changed meanwhile, then swaps; again, when something was published between the two. */
async function finish(ctx: Ctx, startedAt: string): Promise<void> {
  const { db } = ctx;
  for (let attempt = 1; ; attempt++) {
    const version = await store.archiveVersion(db);
    for (const { id } of await store.reportsChangedSince(db, startedAt)) {
      await store.emptyNext(db, id);
      for (const revision of await store.revisionsOf(db, id)) await store.fillNext(db, revision);
    }
    try {
      await store.swapNext(db, version);
      return await tidyIndex(ctx);
    } catch (error) {
      if (attempt >= TRIES || (await store.archiveVersion(db)) === version) throw error;
    }
  }
}
