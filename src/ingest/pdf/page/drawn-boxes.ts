import type { Box } from "./cover.ts";
import type { Stroke } from "./page-marks.ts";

interface Placed {
  x: number;
  y: number;
  width: number;
  size: number;
  isSpace: boolean;
}

/** Thinner boxes are drawn lines. */
const THINNEST = 3;
const BAND = 8;
/** Between a character within a box and one beside it, in characters: less than the room that a cell leaves. */
const CLOSE = 0.45;

/** Boxes filled without a line around them: cells of a table, or a pen drawn over words of a running text. */
export class DrawnBoxes {
  readonly #boxes: { box: Box; edges: Stroke[] }[] = [];

  add(box: Box, edges: Stroke[]): void {
    this.#boxes.push({ box, edges });
  }

  /** The edges of those that are no highlighted words. */
  edges(painted: readonly Placed[]): Stroke[] {
    const isThick = ({ left, top, right, bottom }: Box) => Math.min(right - left, bottom - top) > THINNEST;
    if (!this.#boxes.some(({ box }) => isThick(box))) return this.#boxes.flatMap(({ edges }) => edges);
    const bands = Map.groupBy(
      painted.filter((glyph) => !glyph.isSpace),
      (glyph) => Math.floor(middle(glyph) / BAND),
    );
    return this.#boxes.flatMap(({ box, edges }) => (isThick(box) && isPen(box, bands) ? [] : edges));
  }
}

const middle = ({ y, size }: Placed) => y - size * 0.35;
const MOST_ROWS = 3;

/** As high as its text, which goes on beside it without a gap. */
function isPen({ left, top, right, bottom }: Box, bands: ReadonlyMap<number, Placed[]>): boolean {
  const near: Placed[] = [];
  for (let band = Math.floor(top / BAND); band <= Math.floor(bottom / BAND); band++) {
    if (band > top / BAND + MOST_ROWS * 5) return false;
    for (const glyph of bands.get(band) ?? []) if (middle(glyph) > top && middle(glyph) < bottom) near.push(glyph);
  }
  const centre = ({ x, width }: Placed) => x + width / 2;
  const within = near.filter((glyph) => centre(glyph) > left && centre(glyph) < right);
  const size = Math.max(0, ...within.map((glyph) => glyph.size));
  if (within.length === 0 || bottom - top > size * 2.2) return false;
  const first = Math.min(...within.map((glyph) => glyph.x));
  const last = Math.max(...within.map((glyph) => glyph.x + glyph.width));
  return near.some(
    (glyph) =>
      !within.includes(glyph) &&
      (Math.abs(glyph.x + glyph.width - first) <= size * CLOSE || Math.abs(glyph.x - last) <= size * CLOSE),
  );
}
