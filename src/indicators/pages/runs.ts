import type { SeriesCell } from "../series.ts";

/** Runs of years that follow each other, each with a value. */
export function valueRuns(cells: readonly SeriesCell[]): SeriesCell[][] {
  const runs: SeriesCell[][] = [];
  let open: SeriesCell[] | null = null;
  for (const cell of cells) {
    if (cell.point?.value == null) {
      open = null;
      continue;
    }
    if (!open) runs.push((open = []));
    open.push(cell);
  }
  return runs;
}
