import type { Ctx } from "../../ctx.ts";
import { loadPinnedSection, type TargetSection } from "./target-store.ts";

/** The whole section that a feedback points to, in the revision its author saw; null if it points to none. */
export async function readPinnedSection(
  ctx: Ctx,
  { reportId, revision, section }: { reportId: number | null; revision: number | null; section: string | null },
): Promise<TargetSection | null> {
  if (reportId === null || revision === null || section === null) return null;
  return (await loadPinnedSection(ctx.db, reportId, revision, section)) ?? null;
}
