import { capacityOf } from "../../db/capacity.ts";
import type { Heartbeats } from "../../heartbeat/heartbeat.ts";
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
  "clock_late",
  "backup_late",
  "backup_incomplete",
  "doctor_found",
] as const;
export type HealthReason = (typeof REASONS)[number];

/** The facts from which the reasons follow. */
export interface System {
  indexing: IndexingState;
  deadLetters: number;
  databaseBytes: number;
  heartbeats: Heartbeats;
  /** Readers use it; on a machine of development nobody makes backups. */
  inUse: boolean;
}

/** Longer than a sweep and its first retries take. */
const LONGEST_LAG_MS = 20 * 60_000;
/** The clock comes every five minutes; a backup every night. */
const CLOCK_MS = 20 * 60_000;
const BACKUP_MS = 36 * 3_600_000;

/** The points that somebody should look at; none if all is well. */
export function reasonsOf(
  { indexing, deadLetters, databaseBytes, heartbeats, inUse }: System,
  now: Date,
): HealthReason[] {
  const { circuit, outside } = indexing;
  const age = (at: string | null) => (at === null ? 0 : now.getTime() - Date.parse(at));
  const { clock, backup, doctor } = heartbeats;
  const isLate = (at: string | undefined | null, most: number) => inUse && (at == null || age(at) > most);
  const isTrue: Record<HealthReason, boolean> = {
    engine_unreachable: outside?.failedAt != null && outside.failedAt > (outside.checkedAt ?? ""),
    engine_misconfigured: outside?.isSet === false,
    engine_left_alone: circuit !== "closed" && outside?.isSet !== false,
    index_not_built: outside?.isBuilt === false && outside.isSet,
    index_behind: age(outside?.behindSince ?? null) > LONGEST_LAG_MS,
    rebuild_failed: outside?.rebuild.phase === "failed",
    dead_letters: deadLetters > 0,
    database_nearly_full: capacityOf(databaseBytes).warns,
    clock_late: isLate(clock, CLOCK_MS),
    backup_late: isLate(backup?.at, BACKUP_MS),
    backup_incomplete: (backup?.missing ?? 0) > 0,
    doctor_found: (doctor?.found ?? 0) > 0,
  };
  return REASONS.filter((reason) => isTrue[reason]);
}
