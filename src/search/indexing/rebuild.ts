import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { requireRole } from "../../staff/permission.ts";
import type { IndexTarget } from "./index-one-report.ts";
import { indexTarget } from "./look.ts";
import { isUnderWay, type RebuildPhase } from "./rebuild-phase.ts";
import { takeStep } from "./rebuild-step.ts";
import { insertRebuild, countReports, readRebuild } from "./rebuild-store.ts";

export interface RebuildProgress {
  phase: RebuildPhase;
  /** Reports in the new index, and reports there are. */
  done: number;
  total: number;
  startedAt: string | null;
  movedAt: string | null;
  finishedAt: string | null;
  error: string | null;
}

/** Starts building a second index from the tables; the one in use answers until the two are exchanged. */
export async function startRebuild(ctx: Ctx): Promise<RebuildProgress> {
  const actor = requireRole(ctx, "admin");
  requireTarget(ctx);
  await beginRebuild(ctx, actor);
  await ctx.queue?.send({ rebuild: true });
  return readProgress(ctx);
}

/** Takes up to `most` steps of the rebuild under way, and says how far it is. */
export async function continueRebuild(ctx: Ctx, most: number): Promise<RebuildProgress> {
  requireRole(ctx, "admin");
  // Why a step failed is kept with the rebuild, and told with its progress.
  await advanceRebuild(ctx, requireTarget(ctx), most).catch(() => false);
  return readProgress(ctx);
}

/** Throws `conflict` while somebody takes a step of another rebuild. */
export async function beginRebuild(ctx: Ctx, by: string): Promise<void> {
  const at = ctx.now().toISOString();
  const [begun] = await commit(ctx.db, [
    insertRebuild(ctx.db, by, at),
    auditEntry(ctx.db, { at, actor: by, action: "search.rebuild_started", subject: "search index", detail: {} }),
  ]);
  if (begun?.meta.changes !== 1) throw new AppError("conflict", "正在重建，这一步还没有结束。请过两分钟再试。");
}

/** True while another step can follow at once. */
export async function advanceRebuild(ctx: Ctx, target: IndexTarget, most: number): Promise<boolean> {
  for (let step = 0; step < most; step += 1) if ((await takeStep(ctx, target)) !== "moved") return false;
  return isUnderWay((await readRebuild(ctx.db)).phase);
}

export async function readProgress(ctx: Ctx): Promise<RebuildProgress> {
  const [rebuild, total] = await Promise.all([readRebuild(ctx.db), countReports(ctx.db)]);
  const { phase, reports, startedAt, movedAt, finishedAt, error } = rebuild;
  return { phase, done: Math.min(reports, total), total, startedAt, movedAt, finishedAt, error };
}

function requireTarget(ctx: Ctx): IndexTarget {
  const target = indexTarget(ctx);
  if (target) return target;
  throw new AppError(
    "invalid",
    "这里没有启用库外的搜索引擎：请设置 SEARCH_ENGINE=meilisearch、MEILI_URL 和 MEILI_INDEX_KEY。",
  );
}
