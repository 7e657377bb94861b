import { apply, type Transform } from "./matrix.ts";

/** A box on the page; y grows downwards. */
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Placed {
  x: number;
  y: number;
  width: number;
  size: number;
  covered: boolean;
}

const CELL = 6;
const BAND = 8;
/** A page with more than this is believed to be as it looks. */
const MOST_CELLS = 3_000_000;
const MOST_COMPARED = 3_000_000;
const SMALLEST = 4;

/** The filled shapes of a page: behind its characters, so that white ones can be read, or over them, so that they cannot. */
export class Cover {
  readonly #backed = new Set<number>();
  readonly #bands = new Map<number, Placed[]>();
  #cells = 0;
  #compared = 0;
  #known = 0;

  /** A filled shape. `covers`: it is a box of solid ink over earlier paint. */
  fill(box: Box, isWhite: boolean, covers: boolean, painted: readonly Placed[]): void {
    if (covers && box.right - box.left >= SMALLEST && box.bottom - box.top >= SMALLEST) this.#hide(box, painted);
    if (!isWhite) this.#back(box);
  }

  /** Whether something that is not white was painted in its place, as far as this was examined. */
  isBacked(glyph: Placed): boolean {
    const [x, y] = centre(glyph);
    return this.#cells > MOST_CELLS || this.#backed.has(key(Math.floor(x / CELL), Math.floor(y / CELL)));
  }

  #back({ left, top, right, bottom }: Box): void {
    const [from, to] = [Math.max(0, Math.floor(left / CELL)), Math.min(999, Math.floor(right / CELL))];
    for (let row = Math.max(0, Math.floor(top / CELL)); row <= Math.min(999, Math.floor(bottom / CELL)); row++)
      for (let column = from; column <= to && this.#cells <= MOST_CELLS; column++, this.#cells++)
        this.#backed.add(key(column, row));
  }

  #hide(box: Box, painted: readonly Placed[]): void {
    for (; this.#known < painted.length; this.#known++) {
      const glyph = painted[this.#known] as Placed;
      const band = Math.floor(centre(glyph)[1] / BAND);
      const held = this.#bands.get(band);
      if (held) held.push(glyph);
      else this.#bands.set(band, [glyph]);
    }
    const [from, to] = [Math.floor(Math.max(box.top, -99) / BAND), Math.floor(Math.min(box.bottom, 9_999) / BAND)];
    for (let band = from; band <= to; band++)
      for (const glyph of this.#bands.get(band) ?? []) {
        if (++this.#compared > MOST_COMPARED) return;
        const [x, y] = centre(glyph);
        if (x > box.left && x < box.right && y > box.top && y < box.bottom) glyph.covered = true;
      }
  }
}

const key = (column: number, row: number) => row * 1_000 + column;
const centre = ({ x, y, width, size }: Placed): [number, number] => [x + width / 2, y - size * 0.35];

/** The box of a path on the page; `bounds` as PDF.js gives them: left, bottom, right, top. */
export function boxOf(bounds: unknown, ctm: Transform): Box | null {
  const [a, b, c, d] = Object.values((bounds ?? {}) as Record<string, number>);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const corners = [apply(ctm, a, b), apply(ctm, c, d), apply(ctm, a, d), apply(ctm, c, b)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
