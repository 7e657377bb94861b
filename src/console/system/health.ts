import { capacityOf } from "../../db/capacity.ts";
import type { IndexingState } from "../../search/indexing/read-state.ts";

export const REASONS = [
  "engine_misconfigured",
  "engine_unreachable",
  "engine_left_alone",
  "index_not_built",
  "index_behind",
  "rebuild_failed",
  "dead_letters",
  "database_nearly_full",
] as const;
export type HealthReason = (typeof REASONS)[number];

/** What the reasons follow from. */
export interface System {
  indexing: IndexingState;
  deadLetters: number;
  databaseBytes: number;
}

/** Longer than a sweep and its first retries take. */
const LONGEST_LAG_MS = 20 * 60_000;

/** What somebody should look at; nothing where all is well. */
export function reasonsOf({ indexing, deadLetters, databaseBytes }: System, now: Date): HealthReason[] {
  const { circuit, outside } = indexing;
  const age = (at: string | null) => (at === null ? 0 : now.getTime() - Date.parse(at));
  const isTrue: Record<HealthReason, boolean> = {
    engine_unreachable: outside?.failedAt != null && outside.failedAt > (outside.checkedAt ?? ""),
    engine_misconfigured: outside?.isSet === false,
    engine_left_alone: circuit !== "closed" && outside?.isSet !== false,
    index_not_built: outside?.isBuilt === false && outside.isSet,
    index_behind: age(outside?.behindSince ?? null) > LONGEST_LAG_MS,
    rebuild_failed: outside?.rebuild.phase === "failed",
    dead_letters: deadLetters > 0,
    database_nearly_full: capacityOf(databaseBytes).warns,
  };
  return REASONS.filter((reason) => isTrue[reason]);
}
