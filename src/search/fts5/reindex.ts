import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { readArchiveVersion } from "../../db/archive-version.ts";
import { AppError } from "../../errors.ts";
import { searchPath } from "../../paths.ts";
import { requireRole } from "../../staff/permission.ts";
import * as store from "./reindex-store.ts";
import { tidyIndex } from "./tidy-index.ts";

export interface ReindexStep {
  /** Pass it to the next step; null when the new index is in use. */
  cursor: string | null;
  /** Revisions indexed so far, and how many there are. */
  done: number;
  total: number;
  /** Reports of this year and later are in the new index whole, earlier ones by their headings only. 0: all are whole. */
  fullTextFrom: number;
}

/** Revisions a step: each is read whole and written in a batch of its own. */
const A_STEP = 10;
const CURSOR = /^(?<startedAt>\d{4}-\d\d-\d\dT[\d:.]+Z)\/(?<after>\d+)\/(?<done>\d+)$/;

/**
 * Begins to build the index anew beside the one in use, as wide as that, or from `fullTextFrom` on. An unfinished one is thrown
 * away. Throws `unauthorized` or `forbidden`. The index outside the database has a rebuilder of its own (decision 0400).
 */
export async function beginReindex(ctx: Ctx, fullTextFrom: number | null = null): Promise<ReindexStep> {
  requireRole(ctx, "admin");
  const startedAt = ctx.now().toISOString();
  await store.createNext(ctx.db, startedAt, fullTextFrom);
  const [total, { next }] = [await store.countRevisions(ctx.db), await store.readWidths(ctx.db)];
  return { cursor: `${startedAt}/0/0`, done: 0, total, fullTextFrom: next ?? 0 };
}

/**
 * One step of building the index anew from the tables, beside the one in use, which answers until the last step swaps them.
 * Throws `invalid` for a cursor that is none, `conflict` if another rebuild was begun, `unauthorized` or `forbidden`.
 */
export async function continueReindex(ctx: Ctx, cursor: string): Promise<ReindexStep> {
  const actor = requireRole(ctx, "admin");
  const { db } = ctx;
  const { startedAt = "", after = "", done = "" } = CURSOR.exec(cursor)?.groups ?? {};
  if (startedAt === "") throw new AppError("invalid", "重建搜索索引的进度标记不对。请从头开始重建。", "cursor");
  const widths = await store.readWidths(db);
  if (widths.startedAt !== startedAt) throw replaced();
  const fullTextFrom = widths.next ?? 0;
  const total = await store.countRevisions(db);
  const revisions = await store.revisionsAfter(db, Number(after), A_STEP);
  for (const revision of revisions) {
    await store.emptyNext(db, revision.reportId);
    for (const each of await store.revisionsOf(db, revision.reportId)) await store.fillNext(db, each);
  }
  const last = revisions.at(-1);
  const counted = Number(done) + revisions.length;
  if (last) return { cursor: `${startedAt}/${last.id}/${counted}`, done: counted, total, fullTextFrom };
  await finish(ctx, actor, startedAt, widths);
  return { cursor: null, done: total, total, fullTextFrom };
}

/** From which year on the index in use holds reports whole; 0: all. */
export const readFullTextFrom = async (ctx: Ctx): Promise<number> => (await store.readWidths(ctx.db)).now;

const replaced = () => new AppError("conflict", "这次重建已经结束，或者有人另外开始了一次。需要的话，请从头开始重建。");

const TRIES = 5;

/** Takes in what changed meanwhile, then swaps; again, when something was published between the two. */
async function finish(ctx: Ctx, actor: string, startedAt: string, widths: store.Widths): Promise<void> {
  const { db } = ctx;
  for (let attempt = 1; ; attempt++) {
    const version = await readArchiveVersion(db);
    for (const { id } of await store.reportsChangedSince(db, startedAt)) {
      await store.emptyNext(db, id);
      for (const revision of await store.revisionsOf(db, id)) await store.fillNext(db, revision);
    }
    try {
      await store.swapNext(db, version, startedAt, auditOf(ctx, actor, widths));
      break;
    } catch (error) {
      if ((await store.readWidths(db)).startedAt !== startedAt) throw replaced();
      if (attempt >= TRIES || (await readArchiveVersion(db)) === version) throw error;
    }
  }
  await tidyIndex(ctx);
}

/** The audit row of a change in width; a rebuild that changes nothing leaves no row. */
const auditOf = (ctx: Ctx, actor: string, { now, next }: store.Widths) => {
  const entry = { at: ctx.now().toISOString(), actor, action: "search.width_changed", subject: searchPath() };
  return now === next ? [] : [auditEntry(ctx.db, { ...entry, detail: { full_text_from: next, before: now } })];
};
