import type { PdfPassage } from "./paragraphs.ts";
import { shareColumns } from "./paragraphs.ts";
import type { TextRow } from "./rows.ts";

/** Rows under each other in the same columns, as a table without lines. */
export function alignedRuns(passages: PdfPassage[]): PdfPassage[][] {
  const runs: PdfPassage[][] = [];
  for (const passage of passages) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const goesOn =
      last?.isAligned &&
      passage.isAligned &&
      last.page === passage.page &&
      shareColumns(last.rows[0] as TextRow, passage.rows[0] as TextRow);
    if (run && goesOn) run.push(passage);
    else runs.push([passage]);
  }
  return runs;
}

/** The cells of such rows; null if they do not fall into columns. */
export function alignedCells(rows: TextRow[]): string[][] | null {
  const size = rows[0]?.size ?? 10;
  const columns: { left: number; right: number }[] = [];
  for (const { segments } of rows)
    for (const { left, right } of segments) {
      const own = columns.filter((column) => left < column.right + size * 0.1 && right > column.left - size * 0.1);
      const [first] = own;
      if (!first) {
        columns.push({ left, right });
        continue;
      }
      first.left = Math.min(left, ...own.map((column) => column.left));
      first.right = Math.max(right, ...own.map((column) => column.right));
      for (const other of own.slice(1)) columns.splice(columns.indexOf(other), 1);
    }
  columns.sort((a, b) => a.left - b.left);
  if (columns.length < 2) return null;
  const table = rows.map(({ segments }) =>
    columns.map(({ left, right }) =>
      segments
        .filter((one) => one.left >= left - 0.1 && one.right <= right + 0.1)
        .map((one) => one.text)
        .join(" "),
    ),
  );
  const placed = table.every((cells, i) => cells.filter((cell) => cell !== "").length === rows[i]?.segments.length);
  return placed ? table : null;
}
