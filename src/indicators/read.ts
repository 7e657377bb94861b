import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { readKeptFigures } from "../figures/read.ts";
import { hasTraits, type ListedBureau, readDirectory, type TraitChoice } from "../reports/catalog/directory.ts";
import { type Indicator, indicatorOf, INDICATORS } from "./indicator.ts";
import { checkAcrossYears, type Expectation, expectationsOf, type YearDoubt } from "./checks/across-years.ts";
import { type OtherSeries, otherSeries, figurePlace } from "./reading/other-series.ts";
import { composeSeries, type SeriesTable, type ShownNote, type YearRange } from "./series.ts";
import type { StoredPoint } from "./reading/points.ts";
import { selectBureauPoints, selectPointCounts, selectPoints, selectPointsOfReports, selectStated } from "./store.ts";

/** 500 bureaus in 50 years, with what they left out. */
export const MOST_POINTS = 50_000;

export interface IndicatorQuery {
  /** Slugs; none: all. */
  bureaus: readonly string[];
  traits: TraitChoice;
  range: YearRange;
}

export interface IndicatorSeries extends SeriesTable {
  indicator: Indicator;
  /** Editors' decisions about its points, by the id that a point names. */
  notes: ReadonlyMap<string, ShownNote>;
  /** Every bureau, to choose from. */
  bureaus: ListedBureau[];
}

export const EVERY_SERIES: IndicatorQuery = { bureaus: [], traits: {}, range: { from: null, to: null } };

/** Throws `not_found`. */
export const requireIndicator = (slug: string): Indicator => {
  const indicator = indicatorOf(slug);
  if (!indicator) throw new AppError("not_found", "没有这项指标。请到指标页面选择。");
  return indicator;
};

/** One indicator across bureaus and years. Rows read: its points and one for fifty bureaus. Throws `not_found`. */
export async function readIndicator(
  ctx: Ctx,
  slug: string,
  query: IndicatorQuery = EVERY_SERIES,
): Promise<IndicatorSeries> {
  const indicator = requireIndicator(slug);
  const [bureaus, found] = await Promise.all([
    readDirectory(ctx),
    selectPoints(ctx.db, slug, MOST_POINTS, query.bureaus),
  ]);
  const points = found.map(({ point }) => point);
  const notes = new Map(found.flatMap(({ note }) => (note ? [[note.id, note]] : [])));
  const chosen = bureaus.filter(
    (bureau) =>
      (query.bureaus.length === 0 || query.bureaus.includes(bureau.name.slug)) && hasTraits(bureau, query.traits),
  );
  return { indicator, notes, bureaus, ...composeSeries(chosen, points, query.range, bureaus) };
}

export interface BureauIndicators {
  bureau: ListedBureau;
  indicators: IndicatorSeries[];
  /** Statements of its reports with which another of its reports does not agree. */
  doubts: YearDoubt[];
  expectations: Expectation[];
  /** Series of figures that are no indicator. */
  others: OtherSeries[];
}

/** The page of each indicator has them. */
const NO_SHOWN_NOTES: ReadonlyMap<string, ShownNote> = new Map();

/** So many of its reports, the latest, are looked through for series of other figures. */
const MOST_REPORTS = 15;

/** Every series of a bureau. Throws `not_found`. */
export async function readBureauIndicators(ctx: Ctx, slug: string): Promise<BureauIndicators> {
  const bureaus = await readDirectory(ctx);
  const bureau = bureaus.find(({ name }) => name.slug === slug);
  if (!bureau) throw new AppError("not_found", "没有这个单位。请检查网址，或到单位页面选择。");
  const reports = bureau.reports.filter(({ status }) => status === "published").slice(-MOST_REPORTS);
  const [points, figures] = await Promise.all([
    selectBureauPoints(ctx.db, bureau.id, MOST_POINTS),
    readKeptFigures(
      ctx,
      reports.map(({ revisionId }) => revisionId),
    ),
  ]);
  const byIndicator = Map.groupBy(points, ({ indicator }) => indicator);
  const indicators = INDICATORS.flatMap((indicator) => {
    const table = composeSeries([bureau], byIndicator.get(indicator.slug) ?? []);
    return table.series.length > 0 ? [{ indicator, notes: NO_SHOWN_NOTES, bureaus, ...table }] : [];
  });
  const taken = new Set(points.map(({ statedIn, anchor, start }) => figurePlace({ year: statedIn, anchor, start })));
  const read = reports.flatMap(({ year, currentRevision, revisionId }) => {
    const kept = figures.get(revisionId);
    return kept ? [{ bureauId: bureau.id, year, revision: currentRevision, figures: kept }] : [];
  });
  return {
    bureau,
    indicators,
    doubts: checkAcrossYears(points),
    expectations: expectationsOf(points),
    others: otherSeries(read, taken),
  };
}

/** The points of a year's report, which an editor sees beside the next year's. Rows read: one a point of the bureau. */
export async function readPointsOfYear(ctx: Ctx, slug: string, year: number): Promise<StoredPoint[]> {
  const found = await selectPointsOfReports(ctx.db, [{ bureau: slug, year }], MOST_POINTS);
  return found.map(({ point }) => point);
}

/** Slugs of the indicators that any of these reports states. */
export const readStatedIn = (ctx: Ctx, reports: readonly { bureauId: number; year: number }[]): Promise<string[]> =>
  selectStated(
    ctx.db,
    reports.map(({ bureauId, year }) => ({ bureauId, year })),
  );

export interface ListedIndicator {
  indicator: Indicator;
  points: number;
  /** Oldest first; years without a value between them are left away. */
  byYear: { year: number; points: number }[];
}

/** Every indicator with how many values the archive has of it. One row. */
export async function listIndicators(ctx: Ctx): Promise<ListedIndicator[]> {
  const { points, byYear } = await selectPointCounts(ctx.db);
  return INDICATORS.map((indicator) => ({
    indicator,
    points: points[indicator.slug] ?? 0,
    byYear: Object.entries(byYear[indicator.slug] ?? {})
      .map(([year, count]) => ({ year: Number(year), points: count }))
      .filter((each) => each.points > 0)
      .toSorted((a, b) => a.year - b.year),
  }));
}
