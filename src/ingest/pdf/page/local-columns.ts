import type { TextRow } from "../lines/rows.ts";

/** Part of a page that is set in two columns, by its rows, and the strip between them. */
export interface LocalColumns {
  from: number;
  to: number;
  gutter: { left: number; right: number };
}

type Segment = TextRow["segments"][number];
const FEWEST = 3;

/** Stretches in which running text stands beside running text, on a page that is not set in columns as a whole. */
export function localColumns(rows: readonly TextRow[]): LocalColumns[] {
  const segments = rows.flatMap((row) => row.segments);
  if (segments.length < FEWEST * 2) return [];
  const left = Math.min(...segments.map((one) => one.left));
  const right = Math.max(...segments.map((one) => one.right));
  const middle = (left + right) / 2;
  const found: LocalColumns[] = [];
  for (let from = 0; from < rows.length; from++) {
    let to = from;
    while (to < rows.length && !crosses(rows[to] as TextRow, middle) && (to === from || isNear(rows, to))) to++;
    if (to === from) continue;
    const columns = columnsIn(rows, from, to, middle, right - left);
    if (columns) found.push(columns);
    from = to - 1;
  }
  return found;
}

/** No gap above it as before a signature or a heading. */
const isNear = (rows: readonly TextRow[], at: number) =>
  (rows[at]?.y ?? 0) - (rows[at - 1]?.y ?? 0) <= (rows[at]?.size ?? 0) * 2.5;

const crosses = ({ segments }: TextRow, x: number) => segments.some((one) => one.left < x - 1 && one.right > x + 1);

function columnsIn(
  rows: readonly TextRow[],
  from: number,
  to: number,
  middle: number,
  width: number,
): LocalColumns | null {
  const run = rows.slice(from, to);
  const isRight = (one: Segment) => one.left >= middle - 1;
  const hasRight = run.map((row) => row.segments.some(isRight));
  if (!hasRight.includes(true)) return null;
  const first = hasRight.indexOf(true);
  const last = endOfLeft(run, hasRight.lastIndexOf(true), middle);
  const segments = run.slice(first, last + 1).flatMap((row) => row.segments);
  const sides = [segments.filter((one) => !isRight(one)), segments.filter(isRight)];
  const size = run[first]?.size ?? 10;
  const gutter = {
    left: Math.max(...(sides[0] ?? []).map((one) => one.right)),
    right: Math.min(...(sides[1] ?? []).map((one) => one.left)),
  };
  if (!sides.every((side) => isRunning(side, width)) || gutter.right - gutter.left < size * 1.2) return null;
  return { from: from + first, to: from + last, gutter };
}

/** The left column may go on below the end of the right one: rows as near and as large as those above, behind a full one. */
function endOfLeft(run: readonly TextRow[], last: number, middle: number): number {
  const lefts = run.map((row) => row.segments.filter((one) => one.right <= middle + 1).at(0) ?? null);
  const width = Math.max(0, ...lefts.slice(0, last + 1).map((one) => (one ? one.right - one.left : 0)));
  let end = last;
  let above = lefts.findLastIndex((one, at) => one !== null && at <= last);
  while (end + 1 < run.length && above >= 0) {
    const [before, row, text] = [run[above] as TextRow, run[end + 1] as TextRow, lefts[above]];
    const isNext = row.y - before.y <= before.size * 2.5 && Math.abs(row.size - before.size) <= before.size * 0.05;
    if (!isNext || !text || text.right - text.left < width * 0.85) break;
    above = ++end;
  }
  return end;
}

/** Rows nearly as long as each other, with the signs of sentences. */
function isRunning(side: readonly Segment[], width: number): boolean {
  if (side.length < FEWEST) return false;
  const widest = Math.max(...side.map((one) => one.right - one.left));
  const long = side.filter((one) => one.right - one.left >= widest * 0.75);
  const spoken = side.filter((one) => /[，。；、]/.test(one.text));
  return widest >= width * 0.3 && long.length * 3 >= side.length * 2 && spoken.length * 3 >= side.length;
}
