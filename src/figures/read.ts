import type { Ctx } from "../context.ts";
import { readRevision } from "../reports/read.ts";
import type { ReportView } from "../reports/view.ts";
import type { KeptFigures } from "./kept.ts";
import { loadFigures } from "./store.ts";

export interface ReportFigures {
  view: ReportView;
  /** Undefined where the revision has not been read for figures yet. */
  figures: KeptFigures | undefined;
}

/** The figures of a revision, of the current one where none is named. Throws as `readReport` does. */
export async function readReportFigures(
  ctx: Ctx,
  bureau: string,
  year: number,
  revision: number | null = null,
): Promise<ReportFigures> {
  const { view, revisionId } = await readRevision(ctx, bureau, year, revision);
  return { view, figures: await loadFigures(ctx.db, revisionId) };
}
