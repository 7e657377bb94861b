import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { reportPath } from "../../paths.ts";
import { requirePublisher, requireRole } from "../../staff/permission.ts";
import { findPromise, type PromiseVerdict, type StandingPromise, toStanding } from "./promise.ts";
import * as store from "./promise-store.ts";
import { selectSections } from "../read-store.ts";

export type { ListedPromise } from "./promise-store.ts";

const MOST_LISTED = 100;
const MOST_READ = 10;

/** A revision's promise as the public sees it: null if it makes none, undefined if nobody has looked yet. Decision 0053. */
export async function readPromise(
  ctx: Ctx,
  reportId: number,
  revision: number,
): Promise<StandingPromise | null | undefined> {
  return toStanding(await store.loadPromise(ctx.db, reportId, revision));
}

/** Promises of current revisions: those that wait for a decision, and the latest decisions. */
export async function listPromises(ctx: Ctx) {
  requireRole(ctx, "publisher", "admin");
  const [undecided, decided] = await Promise.all([
    store.listUndecided(ctx.db, MOST_LISTED),
    store.listDecided(ctx.db, MOST_LISTED),
  ]);
  return { undecided, decided };
}

/** Says whether the quoted words are the report's promise; may be changed later. Throws `forbidden`, `not_found`. */
export async function decidePromise(
  ctx: Ctx,
  of: { bureau: string; year: number; revision: number },
  verdict: PromiseVerdict,
): Promise<void> {
  const actor = requirePublisher(ctx, of.bureau);
  const promise = await store.loadListed(ctx.db, of.bureau, of.year, of.revision);
  if (!promise)
    throw new AppError("not_found", "这份报告的现行版没有待确认的承诺。报告可能刚刚修订或撤回，请刷新后再看。");
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    store.setVerdict(ctx.db, promise, verdict, actor, at),
    bumpArchiveVersion(ctx.db),
    auditEntry(ctx.db, {
      at,
      actor,
      action: `report.promise_${verdict}`,
      subject: reportPath(promise.bureau, promise.year, promise.revision),
      detail: { anchor: promise.anchor, before: promise.status },
    }),
  ]);
}

/** Scheduled. Looks through current revisions that were published before promises were kept; answers how many. */
export async function findMissingPromises(ctx: Ctx): Promise<number> {
  const unread = await store.listUnreadPromises(ctx.db, MOST_READ);
  for (const place of unread) {
    const found = findPromise(await selectSections(ctx.db, place.revisionId));
    await commit(ctx.db, [store.insertPromise(place, found), bumpArchiveVersion(ctx.db)]);
  }
  return unread.length;
}
