import type { Ctx } from "../context.ts";
import { yearPath } from "../paths.ts";
import {
  countReportsOf,
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
  type YearCounts,
} from "./browse-store.ts";
import { matrixRow, matrixYears, missedYears } from "./matrix.ts";
import { absent, MAX_YEARS, requireBureau } from "./read.ts";
import { words } from "./words.ts";

const MOST_MISSING = 200;

/** How many bureaus there are, and how many of them are invented. One row read. */
export const readBureauCounts = async (ctx: Ctx) =>
  (await selectCounts(ctx.db)) ?? { bureaus: 0, demoBureaus: 0, revisions: 0 };

/** Readouts of the whole archive. Rows read: 1 and one a year. */
export async function readCounts(ctx: Ctx) {
  const counts = await readBureauCounts(ctx);
  const years = await selectYears(ctx.db);
  const newestYear = years[0]?.year ?? null;
  return {
    ...counts,
    reports: sum(years, ({ published }) => published),
    newestYear,
    oldestYear: years.at(-1)?.year ?? null,
    missed: sum(years, ({ year, begun }) => begun * ((newestYear ?? 0) - year + 1)) - sum(years, inAll),
  };
}

const sum = (years: readonly YearCounts[], of: (counts: YearCounts) => number) =>
  years.reduce((total, counts) => total + of(counts), 0);
const inAll = ({ published, withdrawn }: YearCounts) => published + withdrawn;

type Counts = Awaited<ReturnType<typeof readCounts>>;

export const readNewest = (ctx: Ctx, limit: number) => selectNewestReports(ctx.db, limit);

/** Bureaus × the ten newest years, a page of bureaus at a time. */
export async function readMatrix(ctx: Ctx, counts: Counts, page: number, size: number) {
  const offset = (page - 1) * size;
  const bureaus = await selectBureaus(ctx.db, size, offset);
  const newest = counts.newestYear ?? ctx.now().getFullYear();
  const years = matrixYears(counts.oldestYear ?? newest, newest);
  const cells = await selectCells(ctx.db, years[0] ?? newest, size, offset);
  const firsts = await selectFirstYears(ctx.db, size, offset);
  const rows = bureaus.map(({ id, ...bureau }) =>
    matrixRow(
      bureau,
      cells.filter((cell) => cell.bureauId === id),
      years,
      firsts.find(({ bureauId }) => bureauId === id)?.first ?? Infinity,
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
  return known.map(({ year, published, withdrawn }, at) => {
    const begun = sum(known.slice(at), (counts) => counts.begun);
    return { year, published, withdrawn, missing: begun - published - withdrawn };
  });
}

/** A year's reports, the page that `pageOf` all of them is asked for, and the bureaus that have none. Throws not_found with the years there are. */
export async function readYear(ctx: Ctx, year: number, size: number, pageOf: (all: number) => number) {
  const years = await readYears(ctx);
  const index = years.findIndex((each) => each.year === year);
  const totals = years[index];
  if (!totals) {
    const ways = years.map((each) => ({ href: yearPath(each.year), label: words.goYear(each.year) }));
    throw absent(words.noReportsIn(year), ways);
  }
  const page = pageOf(totals.published + totals.withdrawn);
  const reports = await selectReportsOfYear(ctx.db, year, size, (page - 1) * size);
  const missing = totals.missing === 0 ? [] : await selectMissing(ctx.db, year, MOST_MISSING);
  return { totals, page, reports, missing, older: years[index + 1]?.year, newer: years[index - 1]?.year };
}

/** Revisions by date, newest first, for feeds. */
export const readNewestRevisions = (ctx: Ctx, limit: number, bureauId?: number) =>
  selectNewestRevisions(ctx.db, limit, bureauId);

/** A page of bureaus by slug. */
export async function readBureauList(ctx: Ctx, page: number, size: number) {
  const { bureaus: total } = await readBureauCounts(ctx);
  return { total, bureaus: await selectBureaus(ctx.db, size, (page - 1) * size) };
}

/** A page of reports, newest year first, of one bureau or one year or all. */
export async function readReportList(ctx: Ctx, filter: ReportFilter, page: number, size: number) {
  const offset = (page - 1) * size;
  const { bureau, year } = filter;
  if (bureau !== undefined) {
    const total = (await countReportsOf(ctx.db, bureau, year))?.count ?? 0;
    return { total, lines: await selectReportLines(ctx.db, filter, size, offset) };
  }
  const years = (await selectYears(ctx.db)).filter((each) => year === undefined || each.year === year);
  const { newest, skipped } = yearAt(years, offset);
  return {
    total: sum(years, inAll),
    lines: await selectReportLines(ctx.db, { ...filter, newest }, size, offset - skipped),
  };
}

/** The year in which a list of all reports has come `offset` reports far, so that no page steps over more than one year. */
function yearAt(years: readonly YearCounts[], offset: number) {
  let skipped = 0;
  for (const counts of years) {
    if (skipped + inAll(counts) > offset) return { newest: counts.year, skipped };
    skipped += inAll(counts);
  }
  return { newest: 0, skipped };
}
