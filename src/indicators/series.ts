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

/** Points of one indicator by bureau and year; bureaus that never state it are left away. */
export function composeSeries(
  bureaus: readonly ListedBureau[],
  points: readonly StoredPoint[],
  range: YearRange = { from: null, to: null },
): SeriesTable {
  const inRange = ({ year }: { year: number }) =>
    (range.from === null || year >= range.from) && (range.to === null || year <= range.to);
  const byBureau = Map.groupBy(points.filter(inRange), ({ bureauId }) => bureauId);
  const stating = bureaus.filter(({ id }) => byBureau.get(id)?.some(({ leftOut }) => leftOut === null));
  const years = yearsOf(
    stating.flatMap(({ id, reports }) => [
      ...reports.filter(inRange).map(({ year }) => year),
      ...(byBureau.get(id) ?? []).filter(({ leftOut }) => leftOut === null).map(({ year }) => year),
    ]),
  );
  return {
    years,
    series: stating.map((bureau) => ({ bureau, cells: cellsOf(bureau, byBureau.get(bureau.id) ?? [], years) })),
    leftOut: bureaus.flatMap((bureau) =>
      (byBureau.get(bureau.id) ?? []).filter(({ leftOut }) => leftOut !== null).map((point) => ({ bureau, point })),
    ),
  };
}

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
