import type { Stroke } from "./page-marks.ts";

interface Placed {
  x: number;
  y: number;
  width: number;
  size: number;
  isSpace: boolean;
  angle: number;
  struck: "" | "within" | "start" | "end" | "alone";
}

const BAND = 8;
const MOST_COMPARED = 2_000_000;
/** A line through characters lies so far above their foot, in their size: lower is below them, higher is a rule of a table. */
const [LOWEST, HIGHEST] = [0.16, 0.5];
/** It begins and ends with them. */
const BEYOND = 0.8;

/** Marks characters through which a line is drawn that is no longer than they are. */
export function markStruckGlyphs(painted: readonly Placed[], strokes: readonly Stroke[]): void {
  const level = strokes.filter(({ y1, y2, x1, x2 }) => y2 - y1 <= 1 && x2 - x1 > 2);
  if (level.length === 0) return;
  const bands = Map.groupBy(
    painted.filter(({ isSpace, angle }) => !isSpace && angle === 0),
    ({ y }) => Math.floor(y / BAND),
  );
  let compared = 0;
  for (const stroke of level) {
    const found: Placed[] = [];
    for (let band = Math.floor(stroke.y1 / BAND); band <= Math.floor(stroke.y1 / BAND) + 3; band++)
      for (const glyph of bands.get(band) ?? []) {
        if (++compared > MOST_COMPARED) return;
        if (isThrough(stroke, glyph)) found.push(glyph);
      }
    if (found.length > 0) markRow(stroke, found);
  }
}

function isThrough({ x1, x2, y1 }: Stroke, { x, y, width, size }: Placed): boolean {
  const centre = x + width / 2;
  const above = (y - y1) / size;
  return centre > x1 && centre < x2 && above >= LOWEST && above <= HIGHEST;
}

function markRow({ x1, x2 }: Stroke, found: Placed[]): void {
  const row = found.toSorted((a, b) => a.x - b.x);
  const [first, last] = [row[0] as Placed, row.at(-1) as Placed];
  const beyond = first.size * BEYOND;
  if (x1 < first.x - beyond || x2 > last.x + last.width + beyond) return;
  if (row.some(({ struck }) => struck !== "")) return;
  for (const glyph of row) glyph.struck = "within";
  if (first === last) first.struck = "alone";
  else [first.struck, last.struck] = ["start", "end"];
}
