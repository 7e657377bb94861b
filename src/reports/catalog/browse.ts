import type { Ctx } from "../../ctx.ts";
import { yearPath } from "../../paths.ts";
import {
  selectCounts,
  selectLines,
  selectNewestReports,
  selectNewestRevisions,
  selectNewestSections,
  selectReportsOfBureau,
  selectYears,
  type YearCounts,
} from "./browse-store.ts";
import {
  countTraits,
  hasTraits,
  type ListedBureau,
  type ListedReport,
  readDirectory,
  type TraitChoice,
} from "./directory.ts";
import { forEachTrait } from "../traits.ts";
import { matrixRow, matrixYears, missedYears } from "./matrix.ts";
import type { ReportLine } from "../view.ts";
import { absent, MAX_YEARS, requireBureau } from "../read.ts";
import { reportWords } from "../words.ts";

const MOST_MISSING = 200;

/** How many bureaus there are, and how many of them are invented. One row read. */
export const readBureauCounts = async (ctx: Ctx) =>
  (await selectCounts(ctx.db)) ?? { bureaus: 0, demoBureaus: 0, revisions: 0 };

/** Readouts of the whole archive. Rows read: 1 and one a year. */
export async function readCounts(ctx: Ctx) {
  const [counts, years] = await Promise.all([readBureauCounts(ctx), selectYears(ctx.db)]);
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

/** The bureaus with the chosen traits, and the other choices. */
export async function readChosenBureaus(ctx: Ctx, chosen: TraitChoice) {
  const directory = await readDirectory(ctx);
  const bureaus = directory.filter((bureau) => hasTraits(bureau, chosen));
  return { bureaus, traits: countTraits(bureaus) };
}

/** Bureaus × the ten newest years, a page of bureaus at a time. */
export function matrixOf(ctx: Ctx, all: readonly ListedBureau[], counts: Counts, page: number, size: number) {
  const bureaus = pageOf(all, page, size);
  const newest = counts.newestYear ?? ctx.now().getFullYear();
  const years = matrixYears(counts.oldestYear ?? newest, newest);
  return { years, rows: bureaus.map(({ name, reports }) => matrixRow(name, reports, years)) };
}

const pageOf = <T>(all: readonly T[], page: number, size: number) => all.slice((page - 1) * size, page * size);

/** A bureau, its reports (newest first) and the years it has missed. */
export async function readBureau(ctx: Ctx, slug: string) {
  const [found, reports, { newestYear }] = await Promise.all([
    requireBureau(ctx, slug),
    selectReportsOfBureau(ctx.db, slug, MAX_YEARS),
    readCounts(ctx),
  ]);
  const { id, aliases, name, shortName, demo } = found;
  const bureau = { slug: found.slug, name, shortName, demo };
  const traits = forEachTrait((trait) => found[trait]);
  const years = reports.map((report) => report.year);
  const missed = years.length === 0 ? [] : missedYears(years, newestYear ?? 0);
  return { id, bureau, aliases, traits, reports, missed };
}

/** Every year from the newest to the oldest, those without any report included. */
export async function readYears(ctx: Ctx) {
  const known = await selectYears(ctx.db);
  return known.map(({ year, published, withdrawn }, at) => {
    const begun = sum(known.slice(at), (counts) => counts.begun);
    return { year, published, withdrawn, missing: begun - published - withdrawn };
  });
}

/** A page of a year's reports (`pageAsked` says which, of so many) and the bureaus that have none. Throws `not_found` with the years there are. */
export async function readYear(
  ctx: Ctx,
  year: number,
  size: number,
  pageAsked: (all: number) => number,
  chosen: TraitChoice = {},
) {
  const [years, { bureaus: directory, traits }] = await Promise.all([readYears(ctx), readChosenBureaus(ctx, chosen)]);
  const index = years.findIndex((each) => each.year === year);
  const whole = years[index];
  if (!whole) {
    const ways = years.map((each) => ({ href: yearPath(each.year), label: reportWords.goYear(each.year) }));
    throw absent(reportWords.noReportsIn(year), ways);
  }
  const all = directory.flatMap(({ reports }) => reports.filter((report) => report.year === year));
  const missing = directory
    .filter(({ reports }) => (reports[0]?.year ?? year) < year && !reports.some((report) => report.year === year))
    .slice(0, MOST_MISSING)
    .map(({ name }) => name);
  const published = all.filter(({ status }) => status === "published").length;
  const totals = { ...whole, published, withdrawn: all.length - published };
  const page = pageAsked(all.length);
  const reports = await readLines(ctx, pageOf(all, page, size));
  return {
    totals,
    traits,
    chosen,
    page,
    reports,
    missing,
    older: years[index + 1]?.year,
    newer: years[index - 1]?.year,
  };
}

/** The entries of these reports in lists, in the same order. Rows read: three each. */
export async function readLines(ctx: Ctx, reports: readonly ListedReport[]): Promise<ReportLine[]> {
  const ids = reports.map(({ revisionId }) => revisionId);
  const lines = new Map((await selectLines(ctx.db, ids)).map(({ revisionId, ...line }) => [revisionId, line]));
  return reports.map(({ revisionId, ...report }) => ({ ...report, ...lines.get(revisionId)! }));
}

/** Revisions by date, newest first, for feeds. */
export const readNewestRevisions = (ctx: Ctx, limit: number, bureauId?: number) =>
  selectNewestRevisions(ctx.db, limit, bureauId);

/** The newest revisions that have a standard section, with its place in each. */
export const readNewestSections = (ctx: Ctx, standard: string, limit: number) =>
  selectNewestSections(ctx.db, standard, limit);

/** A page of bureaus by slug. */
export async function readBureauList(ctx: Ctx, chosen: TraitChoice, page: number, size: number) {
  const { bureaus } = await readChosenBureaus(ctx, chosen);
  return {
    total: bureaus.length,
    bureaus: pageOf(bureaus, page, size).map(({ name, traits }) => ({ ...name, ...traits })),
  };
}

export interface ReportFilter {
  bureau?: string | undefined;
  year?: number | undefined;
}

/** A page of reports, newest year first, of one bureau or one year or all. */
export async function readReportList(ctx: Ctx, { bureau, year }: ReportFilter, page: number, size: number) {
  const all = (await readDirectory(ctx))
    .flatMap(({ reports }) => reports)
    .filter((report) => bureau === undefined || report.bureau.slug === bureau)
    .filter((report) => year === undefined || report.year === year)
    .toSorted((a, b) => b.year - a.year);
  return { total: all.length, lines: await readLines(ctx, pageOf(all, page, size)) };
}
