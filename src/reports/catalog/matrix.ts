import type { BureauName } from "../view.ts";

/** One bureau in one year. */
export type Cell =
  | { year: number; state: "published"; revision: number }
  | { year: number; state: "withdrawn" | "missing" | "before" };

export interface MatrixRow {
  bureau: BureauName;
  cells: Cell[];
}

interface Known {
  year: number;
  currentRevision: number;
  status: "published" | "withdrawn";
}

/** The years from a bureau's first report to the newest year of the archive in which it has none. Decision 0041. */
export function missedYears(years: readonly number[], newestYear: number) {
  const known = new Set(years);
  const first = Math.min(...years);
  const missed: number[] = [];
  for (let year = first; year <= newestYear; year += 1) if (!known.has(year)) missed.push(year);
  return missed;
}

/** A row of the matrix over `years`, from all reports of a bureau. */
export function matrixRow(bureau: BureauName, reports: readonly Known[], years: readonly number[]): MatrixRow {
  const first = Math.min(...reports.map(({ year }) => year));
  const byYear = new Map(reports.map((report) => [report.year, report]));
  const cells = years.map((year): Cell => {
    const report = byYear.get(year);
    if (report?.status === "published") return { year, state: "published", revision: report.currentRevision };
    if (report) return { year, state: "withdrawn" };
    return { year, state: year > first ? "missing" : "before" };
  });
  return { bureau, cells };
}

const MOST_YEARS = 10;
const FEWEST_YEARS = 5;

/** The years a matrix shows, oldest first: at most ten, none before the first report unless that leaves under five. */
export function matrixYears(oldest: number, newest: number) {
  const first = Math.min(newest - FEWEST_YEARS + 1, Math.max(oldest, newest - MOST_YEARS + 1));
  return Array.from({ length: newest - first + 1 }, (_, index) => first + index);
}
