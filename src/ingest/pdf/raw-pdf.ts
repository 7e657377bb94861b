import { SamePlace } from "./page/same-place.ts";

/** A character and its place on the page. */
interface PaintedCharacter {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  isSpace: boolean;
}

/** Between the texts of two pages. */
export const PAGE_END = "\n\f\n";
const SAME = 0.15;

/**
 * Every character of a page in the order of painting, a line break before one that stands elsewhere. A character painted twice in
 * one place counts once.
 */
export function rawPage(painted: readonly PaintedCharacter[]): string {
  const known = new SamePlace();
  // Joined at the end: a text that grows by one character at a time keeps a node of 32 bytes for each.
  const text: string[] = [];
  let last: PaintedCharacter | null = null;
  for (const glyph of painted) {
    if (!glyph.isSpace && known.has(glyph, glyph.size * SAME)) continue;
    if (last && !follows(last, glyph)) text.push("\n");
    text.push(glyph.text);
    last = glyph;
  }
  return text.join("");
}

function follows(last: PaintedCharacter, next: PaintedCharacter): boolean {
  const size = Math.max(last.size, next.size);
  const gap = Math.hypot(next.x - last.x, next.y - last.y) - last.width;
  return Math.abs(next.y - last.y) <= 0.2 * size && Math.abs(gap) <= 0.35 * size && next.size > 0.87 * last.size;
}
