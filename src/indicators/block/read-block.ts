import type { Ctx } from "../../ctx.ts";
import { STANDARD_OUTLINE } from "../../ingest/signs/standard-outline.ts";
import type { Indicator } from "../indicator.ts";
import { indicatorsNamed } from "../named.ts";
import { selectNamedPoints, selectPointsLikeSection, selectPointsOfReports } from "../store.ts";
import { rowsByBureau, rowsByReport, rowsByYear } from "./rows.ts";
import type { GridRow } from "./value-grid.tsx";

const MOST_OF_SECTION = 300;
/** Each of the reports compared states at most 400. */
const MOST_OF_REPORTS = 2000;

/** The values of one section of a report, with the other years of the same bureau. */
export async function readSectionBlock(ctx: Ctx, bureau: string, year: number, section: string) {
  return rowsByYear(bureau, await selectPointsLikeSection(ctx.db, bureau, year, section, MOST_OF_SECTION));
}

/**
 * The values that some reports state of the indicators of a standard section and of those below it. No journey if there is no
 * report.
 */
export async function readReportsBlock(ctx: Ctx, section: string, picks: readonly { bureau: string; year: number }[]) {
  if (picks.length === 0) return [];
  const found = await selectPointsOfReports(ctx.db, picks, MOST_OF_REPORTS);
  return rowsByReport(
    withBelow(section),
    picks.map(({ bureau, year }) => ({
      bureau,
      year,
      points: found.flatMap((row) => (row.bureau === bureau && row.point.statedIn === year ? [row.point] : [])),
    })),
  );
}

const withBelow = (slug: string): string[] => [
  slug,
  ...STANDARD_OUTLINE.filter(({ parent }) => parent === slug).flatMap((each) => withBelow(each.slug)),
];

/** Five bureaus of a dozen years, or so. */
const MOST_NAMED_POINTS = 60;

export interface NamedBlock {
  indicator: Indicator;
  years: number[];
  /** A bureau each. */
  rows: GridRow[];
}

/** The values of the indicators that a question names, in some bureaus (slugs; none: any). No journey if it names none. */
export const readNamedBlocks = (ctx: Ctx, question: string, bureaus: readonly string[]): Promise<NamedBlock[]> =>
  Promise.all(
    indicatorsNamed(question).map(async (indicator) => {
      const found = await selectNamedPoints(ctx.db, indicator.slug, bureaus, MOST_NAMED_POINTS);
      return { indicator, ...rowsByBureau(indicator, found) };
    }),
  );
