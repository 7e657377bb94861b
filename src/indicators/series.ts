import type { ListedBureau } from "../reports/catalog/directory.ts";
import type { StoredPoint } from "./reading/points.ts";

/** The state of a table's cell: one bureau and year. */
export type CellState = "stated" | "withheld" | "not-stated" | "missing" | "withdrawn" | "before";

export interface SeriesCell {
  year: number;
  state: CellState;
  /** The value that the series shows: the one of the year's own report, else of a later one. */
  point: StoredPoint | null;
  /** The other values that later reports state of the year. */
  also: StoredPoint[];
  /** True if they say another value: 待核对, no verdict. */
  differs: boolean;
}

export interface Series {
  bureau: ListedBureau;
  /** A cell a year of the table. */
  cells: SeriesCell[];
}

export interface SeriesTable {
  /** Oldest first, without gaps. */
  years: number[];
  series: Series[];
  /** Figures that name the indicator and are no point of it. */
  leftOut: { bureau: ListedBureau; point: StoredPoint }[];
}

/** An editor's decision, as readers see it. */
export interface ShownNote {
  id: string;
  act: "out" | "in";
  role: string;
  reason: string;
  at: string;
}

export interface YearRange {
  from: number | null;
  to: number | null;
}

const MOST_YEARS = 60;

/**
 * Points of one indicator by bureau and year; bureaus that never state it are left away. Every year of a range that was asked for is
 * shown, if any report of the archive is as old and as new.
 */
export function composeSeries(
  bureaus: readonly ListedBureau[],
  points: readonly StoredPoint[],
  range: YearRange = { from: null, to: null },
  archive: readonly ListedBureau[] = [],
): SeriesTable {
  const inRange = ({ year }: { year: number }) =>
    (range.from === null || year >= range.from) && (range.to === null || year <= range.to);
  const byBureau = Map.groupBy(points.filter(inRange), ({ bureauId }) => bureauId);
  const stating = bureaus.filter(({ id }) => byBureau.get(id)?.some(({ leftOut }) => leftOut === null));
  const ends = archive.flatMap(({ reports }) => [reports[0]?.year ?? [], reports.at(-1)?.year ?? []].flat());
  const [oldest, newest] = [Math.min(...ends), Math.max(...ends)];
  const asked = ends.length > 0 && stating.length > 0 ? askedYears(range, oldest, newest) : [];
  const years = yearsOf([
    ...asked,
    ...stating.flatMap(({ id, reports }) => [
      ...reports.filter(inRange).map(({ year }) => year),
      ...(byBureau.get(id) ?? []).filter(({ leftOut }) => leftOut === null).map(({ year }) => year),
    ]),
  ]);
  return {
    years,
    series: stating.map((bureau) => ({ bureau, cells: cellsOf(bureau, byBureau.get(bureau.id) ?? [], years) })),
    leftOut: bureaus.flatMap((bureau) =>
      (byBureau.get(bureau.id) ?? []).filter(({ leftOut }) => leftOut !== null).map((point) => ({ bureau, point })),
    ),
  };
}

const askedYears = ({ from, to }: YearRange, oldest: number, newest: number): number[] => [
  ...(from === null ? [] : [Math.min(Math.max(from, oldest), newest)]),
  ...(to === null ? [] : [Math.max(Math.min(to, newest), oldest)]),
];

function yearsOf(years: readonly number[]): number[] {
  if (years.length === 0) return [];
  const last = Math.max(...years);
  const first = Math.max(Math.min(...years), last - MOST_YEARS + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function cellsOf(bureau: ListedBureau, points: readonly StoredPoint[], years: readonly number[]): SeriesCell[] {
  const byYear = Map.groupBy(
    points.filter(({ leftOut }) => leftOut === null),
    ({ year }) => year,
  );
  const firstReport = bureau.reports[0]?.year ?? Infinity;
  const reports = new Map(bureau.reports.map((report) => [report.year, report.status]));
  return years.map((year): SeriesCell => {
    const stated = (byYear.get(year) ?? []).toSorted((a, b) => a.statedIn - b.statedIn);
    const [point = null, ...also] = stated;
    const differs = also.some(({ value, upTo }) => value !== point?.value || upTo !== point.upTo);
    if (point) return { year, state: point.value === null ? "withheld" : "stated", point, also, differs };
    const status = reports.get(year);
    const state =
      status === "withdrawn" ? "withdrawn" : status ? "not-stated" : year < firstReport ? "before" : "missing";
    return { year, state, point, also, differs };
  });
}
