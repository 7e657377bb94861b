import type { Ctx } from "../../ctx.ts";
import { databaseSize } from "../../db/size.ts";
import { readHeartbeats } from "../../heartbeat/heartbeat.ts";
import { countDeadLetters } from "../../outbox/dead-letters.ts";
import { readIndexing } from "../../search/indexing/read-state.ts";
import { readFullTextFrom } from "../../search/fts5/reindex.ts";
import { reasonsOf, type HealthReason, type System } from "./health.ts";
import { requireRole } from "../../staff/permission.ts";

export interface Health extends System {
  reasons: HealthReason[];
}

/** How the site does, for an admin. */
export async function readSystem(ctx: Ctx): Promise<Health & { fullTextFrom: number }> {
  requireRole(ctx, "admin");
  return { ...(await readHealth(ctx)), fullTextFrom: await readFullTextFrom(ctx) };
}

/** For everybody only whether there are reasons to look is told. */
export async function readHealth(ctx: Ctx): Promise<Health> {
  const [indexing, deadLetters, databaseBytes, heartbeats] = await Promise.all([
    readIndexing(ctx),
    countDeadLetters(ctx),
    databaseSize(ctx.db),
    readHeartbeats(ctx),
  ]);
  const system = { indexing, deadLetters, databaseBytes, heartbeats, inUse: ctx.environment !== "development" };
  return { ...system, reasons: reasonsOf(system, ctx.now()) };
}
