import type { BureauName } from "./view.ts";

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

/** The years from a bureau's first report to the newest year of the archive in which it has none. */
export function missedYears(years: readonly number[], newestYear: number) {
  const known = new Set(years);
  const first = Math.min(...years);
  const missed: number[] = [];
  for (let year = first; year <= newestYear; year += 1) if (!known.has(year)) missed.push(year);
  return missed;
}

/** A row of the matrix over `years`, from what a bureau has in all years. */
export function matrixRow(bureau: BureauName, reports: readonly Known[], years: readonly number[]): MatrixRow {
  const byYear = new Map(reports.map((report) => [report.year, report]));
  const first = Math.min(...byYear.keys());
  const cells = years.map((year): Cell => {
    const report = byYear.get(year);
    if (report?.status === "published") return { year, state: "published", revision: report.currentRevision };
    if (report) return { year, state: "withdrawn" };
    return { year, state: year > first ? "missing" : "before" };
  });
  return { bureau, cells };
}

/** The last `count` years up to the newest, oldest first. */
export const lastYears = (newestYear: number, count: number) =>
  Array.from({ length: count }, (_, index) => newestYear - count + 1 + index);
