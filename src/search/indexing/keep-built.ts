import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { checkEngine, lookAtIndex, indexTarget } from "./look.ts";
import { beginRebuild, advanceRebuild } from "./rebuild.ts";
import { isUnderWay } from "./rebuild-phase.ts";
import { readRebuild } from "./rebuild-store.ts";
import { noteUnfollowed, readIndexState } from "./state-store.ts";

const SYSTEM = "system";
const STEPS_A_TRIGGER = 15;
const TRY_AGAIN_MS = 3_600_000;

/**
 * For the trigger: looks whether the engine answers, starts building an index if none is whole, and moves a rebuild on. True if
 * the outbox may be swept for it.
 */
export async function keepIndexBuilt(ctx: Ctx): Promise<boolean> {
  const target = indexTarget(ctx);
  if (!target) {
    if (!ctx.index) await commit(ctx.db, [noteUnfollowed(ctx.db)]);
    return !ctx.index;
  }
  const sight = await lookAtIndex(ctx, target);
  if (sight === "unreachable") return false;
  await checkEngine(ctx, target);
  const [{ built }, rebuild] = await Promise.all([readIndexState(ctx.db), readRebuild(ctx.db)]);
  const rested = rebuild.phase === "idle" || ctx.now().getTime() - Date.parse(rebuild.movedAt ?? "") > TRY_AGAIN_MS;
  if (built !== target.name && !isUnderWay(rebuild.phase) && rested) await beginRebuild(ctx, SYSTEM);
  if (await advanceRebuild(ctx, target, STEPS_A_TRIGGER)) await ctx.queue?.send({ rebuild: true });
  return true;
}
