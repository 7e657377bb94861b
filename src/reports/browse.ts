import type { Ctx } from "../context.ts";
import { yearPath } from "../paths.ts";
import {
  countReportLines,
  type ReportFilter,
  selectBureaus,
  selectCells,
  selectCounts,
  selectFirstYears,
  selectMissing,
  selectNewestReports,
  selectNewestRevisions,
  selectReportLines,
  selectReportsOfBureau,
  selectReportsOfYear,
  selectYears,
} from "./browse-store.ts";
import { matrixRow, matrixYears, missedYears } from "./matrix.ts";
import { absent, MAX_YEARS, requireBureau } from "./read.ts";
import { words } from "./words.ts";

const MOST_MISSING = 200;

/** Readouts of the whole archive. */
export async function readCounts(ctx: Ctx) {
  const counts = await selectCounts(ctx.db);
  return (
    counts ?? { bureaus: 0, demoBureaus: 0, reports: 0, revisions: 0, oldestYear: null, newestYear: null, missed: 0 }
  );
}

type Counts = Awaited<ReturnType<typeof readCounts>>;

export const readNewest = (ctx: Ctx, limit: number) => selectNewestReports(ctx.db, limit);

/** Bureaus × the ten newest years, a page of bureaus at a time. */
export async function readMatrix(ctx: Ctx, counts: Counts, page: number, size: number) {
  const offset = (page - 1) * size;
  const bureaus = await selectBureaus(ctx.db, size, offset);
  const cells = await selectCells(ctx.db, size, offset);
  const newest = counts.newestYear ?? ctx.now().getFullYear();
  const years = matrixYears(counts.oldestYear ?? newest, newest);
  const rows = bureaus.map(({ id, ...bureau }) =>
    matrixRow(
      bureau,
      cells.filter((cell) => cell.bureauId === id),
      years,
    ),
  );
  return { years, rows };
}

/** A bureau, its reports (newest first) and the years it has missed. */
export async function readBureau(ctx: Ctx, slug: string) {
  const { id, aliases, ...bureau } = await requireBureau(ctx, slug);
  const reports = await selectReportsOfBureau(ctx.db, id, MAX_YEARS);
  const { newestYear } = await readCounts(ctx);
  const years = reports.map((report) => report.year);
  const missed = years.length === 0 ? [] : missedYears(years, newestYear ?? 0);
  return { id, bureau, aliases, reports, missed };
}

/** Every year from the newest to the oldest, those without any report included. */
export async function readYears(ctx: Ctx) {
  const known = await selectYears(ctx.db);
  const firstYears = await selectFirstYears(ctx.db);
  return known.map(({ year, published, withdrawn }) => {
    const begun = firstYears.filter(({ first }) => first <= year).reduce((sum, { bureaus }) => sum + bureaus, 0);
    return { year, published, withdrawn, missing: begun - published - withdrawn };
  });
}

/** A year's reports, a page at a time, and the bureaus that have none. Throws not_found with the years there are. */
export async function readYear(ctx: Ctx, year: number, page: number, size: number) {
  const years = await readYears(ctx);
  const index = years.findIndex((each) => each.year === year);
  const totals = years[index];
  if (!totals) {
    const ways = years.map((each) => ({ href: yearPath(each.year), label: words.goYear(each.year) }));
    throw absent(words.noReportsIn(year), ways);
  }
  const reports = await selectReportsOfYear(ctx.db, year, size, (page - 1) * size);
  const missing = await selectMissing(ctx.db, year, MOST_MISSING);
  return { totals, reports, missing, older: years[index + 1]?.year, newer: years[index - 1]?.year };
}

/** Revisions by date, newest first, for feeds. */
export const readNewestRevisions = (ctx: Ctx, limit: number, bureauId?: number) =>
  selectNewestRevisions(ctx.db, limit, bureauId);

/** A page of bureaus by slug. */
export async function readBureauList(ctx: Ctx, page: number, size: number) {
  const { bureaus: total } = await readCounts(ctx);
  return { total, bureaus: await selectBureaus(ctx.db, size, (page - 1) * size) };
}

/** A page of reports, newest year first, of one bureau or one year or all. */
export async function readReportList(ctx: Ctx, filter: ReportFilter, page: number, size: number) {
  const total = (await countReportLines(ctx.db, filter))?.count ?? 0;
  return { total, lines: await selectReportLines(ctx.db, filter, size, (page - 1) * size) };
}
