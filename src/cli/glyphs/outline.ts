import type { Contour } from "../../reports/card/glyph-block.ts";
import { EM } from "../../reports/card/glyph-block.ts";

/** One step of an outline, as the library of fonts tells it. */
export interface PathCommand {
  command: string;
  args: readonly number[];
}

/** How far a curve may be from the lines that stand for it, in units. */
const TOLERANCE = 0.6;

/** The outline of a glyph in whole units to our em: curves as lines, and no point that adds nothing. */
export function toContours(commands: readonly PathCommand[], unitsPerEm: number): Contour[] {
  const scale = EM / unitsPerEm;
  const contours: number[][] = [];
  let [x, y] = [0, 0];
  for (const { command, args } of commands) {
    const scaled = args.map((value) => value * scale);
    if (command === "closePath") continue;
    if (command === "moveTo") contours.push([...scaled]);
    else if (command === "lineTo") contours.at(-1)?.push(...scaled);
    else if (command === "quadraticCurveTo") contours.at(-1)?.push(...flatten([x, y], scaled));
    else throw new Error(`An outline has ${command}, which this command does not know.`);
    [x = 0, y = 0] = scaled.slice(-2);
  }
  return contours.map((contour) => thin(contour.map(Math.round))).filter(({ length }) => length >= 6);
}

function flatten([x, y]: readonly [number, number], [cx = 0, cy = 0, ex = 0, ey = 0]: readonly number[]): number[] {
  const bulge = Math.hypot(x - 2 * cx + ex, y - 2 * cy + ey) / 4;
  const pieces = Math.max(1, Math.ceil(Math.sqrt(bulge / TOLERANCE)));
  const at = (t: number, from: number, control: number, to: number) =>
    (1 - t) * (1 - t) * from + 2 * t * (1 - t) * control + t * t * to;
  return Array.from({ length: pieces }, (_, n) => (n + 1) / pieces).flatMap((t) => [
    at(t, x, cx, ex),
    at(t, y, cy, ey),
  ]);
}

/** Without points that stand on another or on the straight line between their neighbours. */
function thin(contour: readonly number[]): number[] {
  const points = contour
    .filter((_, at) => at % 2 === 0)
    .map((x, n) => [x, contour[2 * n + 1] ?? 0] as const)
    .filter(([x, y], n, all) => {
      const before = all.at(n - 1) ?? [0, 0];
      return x !== before[0] || y !== before[1];
    });
  return points
    .filter(([x, y], n) => {
      const [px, py] = points.at(n - 1) ?? [0, 0];
      const [nx, ny] = points[(n + 1) % points.length] ?? [0, 0];
      return (x - px) * (ny - y) !== (y - py) * (nx - x);
    })
    .flat();
}
