import type { Ctx } from "../ctx.ts";
import { AppError, FormerSlug } from "../errors.ts";
import { readDirectory } from "../reports/catalog/directory.ts";
import { readReportText } from "../reports/read.ts";
import { subtree } from "../reports/formats/reading.ts";
import type { Section } from "../reports/report.ts";
import type { ReportText } from "../reports/view.ts";
import { selectHaving } from "./store.ts";

export interface ComparedPick {
  bureau: string;
  year: number;
}

/** Side by side; more are a table. */
export const MOST_COLUMNS = 4;
/** Each is three queries. */
export const MOST_COMPARED = 10;

/** One report in a comparison: its text of the section, or why there is none. */
export type ComparedColumn =
  | { pick: ComparedPick; state: "text"; view: ReportText; sections: Section[] }
  | { pick: ComparedPick; state: "without"; view: ReportText }
  | { pick: ComparedPick; state: "withdrawn" | "absent"; message: string };

export const readColumns = (ctx: Ctx, standard: string, picks: readonly ComparedPick[]): Promise<ComparedColumn[]> =>
  Promise.all(picks.slice(0, MOST_COMPARED).map((pick) => readColumn(ctx, standard, pick)));

async function readColumn(ctx: Ctx, standard: string, pick: ComparedPick): Promise<ComparedColumn> {
  try {
    const view = await readPresent(ctx, pick);
    const section = view.sections.find((each) => each.standard === standard);
    if (!section) return { pick, state: "without", view };
    return { pick, state: "text", view, sections: subtree(view.sections, section.position) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { pick, state: error.code === "gone" ? "withdrawn" : "absent", message: error.message };
  }
}

/** Under its present slug if the bureau was renamed. */
async function readPresent(ctx: Ctx, { bureau, year }: ComparedPick) {
  try {
    return await readReportText(ctx, bureau, year);
  } catch (error) {
    if (!(error instanceof FormerSlug)) throw error;
    return readReportText(ctx, error.to, year);
  }
}

/**
 * The reports that bureaus and years name together: each bureau in each year. If one of the two is left open, the newest reports
 * that have the section. Decision 0082.
 */
export async function expandPicks(
  ctx: Ctx,
  standard: string,
  bureaus: readonly string[],
  years: readonly number[],
): Promise<ComparedPick[]> {
  if (bureaus.length > 0 && years.length > 0) {
    return bureaus.flatMap((bureau) => years.map((year) => ({ bureau, year }))).slice(0, MOST_COMPARED);
  }
  const fits = (named: readonly (string | number)[], one: string | number) => named.length === 0 || named.includes(one);
  const candidates = (await readDirectory(ctx))
    .flatMap(({ reports }) => reports)
    .filter(({ bureau, year, status }) => status === "published" && fits(bureaus, bureau.slug) && fits(years, year))
    .toSorted((a, b) => b.year - a.year);
  const ids = candidates.map(({ revisionId }) => revisionId);
  const having = await selectHaving(ctx.db, standard, ids, MOST_COLUMNS);
  return candidates.flatMap(({ bureau, year, revisionId }) =>
    having.includes(revisionId) ? { bureau: bureau.slug, year } : [],
  );
}
