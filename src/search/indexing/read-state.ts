import type { Ctx } from "../../ctx.ts";
import { readProgress, type RebuildProgress } from "./rebuild.ts";
import { readBehind } from "./report-store.ts";
import { readIndexState } from "./state-store.ts";

export interface IndexingState {
  /** The engine that answers searches, and whether this isolate asks it. */
  engine: string;
  circuit: "closed" | "open" | "probing";
  /** Null if the archive is searched in the database. */
  outside: OutsideState | null;
}

export interface OutsideState {
  /** False if the settings do not name an engine that could be asked. */
  isSet: boolean;
  version: string | null;
  checkedAt: string | null;
  /** True if an index was built whole and followed every change since. */
  isBuilt: boolean;
  /** Reports whose last change is not known to be in the index, and since when the oldest waits. */
  behind: number;
  behindSince: string | null;
  confirmedTask: number | null;
  confirmedAt: string | null;
  lastError: string | null;
  failedAt: string | null;
  rebuild: RebuildProgress;
}

export async function readIndexing(ctx: Ctx): Promise<IndexingState> {
  const engine = { engine: ctx.search.name, circuit: ctx.search.circuit?.() ?? ("closed" as const) };
  if (!ctx.index) return { ...engine, outside: null };
  const { db } = ctx;
  const [state, behind, rebuild] = await Promise.all([readIndexState(db), readBehind(db), readProgress(ctx)]);
  return {
    ...engine,
    outside: {
      isSet: ctx.index.name !== "",
      version: state.version,
      checkedAt: state.checkedAt,
      isBuilt: state.built === ctx.index.name,
      behind: behind.reports,
      behindSince: behind.since,
      confirmedTask: state.confirmedTask,
      confirmedAt: state.confirmedAt,
      lastError: state.lastError,
      failedAt: state.failedAt,
      rebuild,
    },
  };
}
