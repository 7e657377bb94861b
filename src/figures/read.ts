import type { Ctx } from "../ctx.ts";
import { readReportText, readRevision } from "../reports/read.ts";
import type { ReportView } from "../reports/view.ts";
import { composeFigures, type KeptFigures } from "./kept.ts";
import { loadFigures, loadFiguresOf } from "./store.ts";

export interface ReportFigures {
  view: ReportView;
  bureauId: number;
  figures: KeptFigures;
}

/** The figures of a revision, or of the current one if none is named. Throws as `readReport` does. */
export async function readReportFigures(
  ctx: Ctx,
  bureau: string,
  year: number,
  revision: number | null = null,
): Promise<ReportFigures> {
  const { view, revisionId, bureauId } = await readRevision(ctx, bureau, year, revision);
  const kept = await loadFigures(ctx.db, revisionId);
  if (kept) return { view, bureauId, figures: kept };
  const { sections } = await readReportText(ctx, bureau, year, view.revision.number);
  return { view, bureauId, figures: composeFigures(sections) };
}

/** The figures of some revisions, by id, without those that nobody has read for figures. A row each. */
export const readKeptFigures = (ctx: Ctx, revisionIds: readonly number[]): Promise<Map<number, KeptFigures>> =>
  loadFiguresOf(ctx.db, revisionIds);
