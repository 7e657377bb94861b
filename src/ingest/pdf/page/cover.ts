import { looksLike, readColour } from "../../ink/colour.ts";
import { apply, type Transform } from "./matrix.ts";

/** A box on the page; y grows downwards. */
export interface Box {
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
const MOST_COMPARED = 3_000_000;
const SMALLEST = 4;

const SQUARES = 1_000;
/** Numbers of colours in the map of a page: 0 is bare paper, the last one a pattern, or one colour too many. */
const UNKNOWN = 255;
const PAPER = "#ffffff";

/** How a character stands out: seen, in the colour of the paint behind it, or in that of bare paper. */
export type CharacterLook = "seen" | "lost" | "white";

/** The filled shapes of a page: behind its characters, so that they can be read, or over them, so that they cannot. */
export class Cover {
  #map: Uint8Array | null = null;
  readonly #colours: string[] = [PAPER];
  readonly #bands = new Map<number, Placed[]>();
  #compared = 0;
  #known = 0;

  /** A filled shape; "" for a colour that is not known. `covers`: it is a box of solid ink over earlier paint. */
  fill(box: Box, colour: string, covers: boolean, painted: readonly Placed[]): void {
    if (covers && box.right - box.left >= SMALLEST && box.bottom - box.top >= SMALLEST) this.#hide(box, painted);
    this.#paint(box, this.#numberOf(colour));
  }

  lookOf(glyph: Placed, inks: readonly string[]): CharacterLook {
    const [x, y] = centre(glyph);
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    const isOnMap = column >= 0 && column < SQUARES && row >= 0 && row < SQUARES;
    const number = isOnMap ? (this.#map?.[row * SQUARES + column] ?? 0) : 0;
    if (number === UNKNOWN || inks.some((ink) => !isAlike(ink, this.#colours[number] ?? PAPER))) return "seen";
    return number === 0 || isAlike(PAPER, this.#colours[number] ?? "") ? "white" : "lost";
  }

  #numberOf(colour: string): number {
    if (colour === "") return UNKNOWN;
    const known = this.#colours.indexOf(colour, 1);
    if (known > 0) return known;
    return this.#colours.length < UNKNOWN ? this.#colours.push(colour) - 1 : UNKNOWN;
  }

  #paint({ left, top, right, bottom }: Box, number: number): void {
    const [from, to] = [Math.max(0, Math.floor(left / CELL)), Math.min(SQUARES - 1, Math.floor(right / CELL))];
    if (to < from) return;
    this.#map ??= new Uint8Array(SQUARES * SQUARES);
    const last = Math.min(SQUARES - 1, Math.floor(bottom / CELL));
    for (let row = Math.max(0, Math.floor(top / CELL)); row <= last; row++)
      this.#map.fill(number, row * SQUARES + from, row * SQUARES + to + 1);
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

function isAlike(one: string, other: string): boolean {
  if (one === "" || other === "") return false;
  const [a, b] = [readColour(one), readColour(other)];
  return a !== null && b !== null && looksLike(a, b);
}

const centre = ({ x, y, width, size }: Placed): [number, number] => [x + width / 2, y - size * 0.35];

/** The box of a path on the page; `bounds` as PDF.js gives them: left, bottom, right, top. */
export function boxOf(bounds: unknown, ctm: Transform): Box | null {
  const [a, b, c, d] = Object.values((bounds ?? {}) as Record<string, number>);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const corners = [apply(ctm, a, b), apply(ctm, c, d), apply(ctm, a, d), apply(ctm, c, b)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
