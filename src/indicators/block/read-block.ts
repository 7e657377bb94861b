import type { Ctx } from "../../ctx.ts";
import { selectPointsLikeSection, selectPointsOfReports } from "../store.ts";
import { rowsByReport, rowsByYear } from "./rows.ts";

const MOST_OF_SECTION = 300;
/** Each of the reports compared states at most 400. */
const MOST_OF_REPORTS = 2000;

/** What one section of a report states, with the other years of the same bureau. */
export async function readSectionBlock(ctx: Ctx, bureau: string, year: number, section: string) {
  return rowsByYear(bureau, await selectPointsLikeSection(ctx.db, bureau, year, section, MOST_OF_SECTION));
}

/** What some reports state of the indicators of one standard section. No journey where there is no report. */
export async function readReportsBlock(ctx: Ctx, section: string, picks: readonly { bureau: string; year: number }[]) {
  if (picks.length === 0) return [];
  const found = await selectPointsOfReports(ctx.db, picks, MOST_OF_REPORTS);
  return rowsByReport(
    section,
    picks.map(({ bureau, year }) => ({
      bureau,
      year,
      points: found.flatMap((row) => (row.bureau === bureau && row.point.statedIn === year ? [row.point] : [])),
    })),
  );
}
