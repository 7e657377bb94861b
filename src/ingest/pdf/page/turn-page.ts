import { STRUCK_END, STRUCK_START } from "../../ink/struck-marks.ts";
import { medianWidth } from "./measure.ts";
import type { Glyph, PageMarks, Stroke } from "./page-marks.ts";
import type { PaintedGlyph } from "./page-painter.ts";

const SLACK = 4;
const QUARTERS = [0, 90, 180, 270] as const;

/** Turns a page so that most of its text reads from left to right; what lies at another angle, or is no content, is set aside. */
export function turnPage(
  painted: PaintedGlyph[],
  strokes: Stroke[],
  size: { width: number; height: number },
  hasPictures = false,
): PageMarks {
  const seen = painted.filter((glyph) => isOnPage(glyph, size));
  const beside = painted.filter((glyph) => !isOnPage(glyph, size) && !glyph.isSpace);
  const isUnseen = unseenOn(seen, hasPictures);
  const hidden = textOf([...seen.filter((glyph) => isUnseen(glyph)), ...beside]);
  const artifacts = seen.filter((glyph) => glyph.artifact && !isUnseen(glyph));
  const content = seen.filter((glyph) => !glyph.artifact && !isUnseen(glyph));
  const turned = mainAngle(content);
  const straight = content.filter((glyph) => isNear(readingAngle(glyph), turned));
  const place = turner(turned, size);
  return {
    ...place.size,
    glyphs: straight.map((glyph) => place.glyph(glyph)),
    strokes: strokes.map((stroke) => place.stroke(stroke)),
    artifacts: textOf(artifacts),
    hidden,
    slanted: textOf(content.filter((glyph) => !straight.includes(glyph))),
    struck: textOf(straight.filter((glyph) => glyph.struck !== "")),
    strokesThrough: straight.filter(({ struck }) => struck === "start" || struck === "alone").length,
    white: textOf(straight.filter((glyph) => glyph.white)),
    filled: textOf(straight.filter((glyph) => glyph.filled)),
    inkless: straight.filter((glyph) => glyph.inkless && !glyph.isSpace).length,
    turned,
  };
}

const TINY = 1.5;

/**
 * On hidden layers, without ink, white on white, covered or too small. If most of a page is without ink, a scan lies over its
 * text; white text may stand on a picture.
 */
function unseenOn(glyphs: PaintedGlyph[], hasPictures: boolean): (glyph: PaintedGlyph) => boolean {
  const inked = glyphs.filter((glyph) => !glyph.isSpace);
  const isScan = inked.filter((glyph) => glyph.inkless).length * 2 > inked.length;
  return ({ hidden, inkless, covered, white, size, isSpace }) =>
    hidden || (!isSpace && (covered || (white && !hasPictures) || size < TINY || (inkless && !isScan)));
}

/** Vertical writing runs down: read like a page turned by a quarter. */
const readingAngle = ({ angle, isVertical }: PaintedGlyph) => (angle + (isVertical ? 90 : 0) + 720) % 360;
const isNear = (angle: number, to: number) => Math.min(Math.abs(angle - to), 360 - Math.abs(angle - to)) <= SLACK;

function isOnPage({ x, y }: PaintedGlyph, { width, height }: { width: number; height: number }): boolean {
  return x >= -2 && y >= -2 && x <= width + 2 && y <= height + 2;
}

function mainAngle(glyphs: PaintedGlyph[]): number {
  const counts = QUARTERS.map((angle) => glyphs.filter((glyph) => isNear(readingAngle(glyph), angle)).length);
  return QUARTERS[counts.indexOf(Math.max(...counts))] ?? 0;
}

/** Marks around what a line is drawn through. */
function withStroke(text: string, struck: PaintedGlyph["struck"]): string {
  const before = struck === "start" || struck === "alone" ? STRUCK_START : "";
  return before + text + (struck === "end" || struck === "alone" ? STRUCK_END : "");
}

function turner(angle: number, { width, height }: { width: number; height: number }) {
  const point = (x: number, y: number): [number, number] => {
    if (angle === 90) return [y, width - x];
    if (angle === 180) return [width - x, height - y];
    return angle === 270 ? [height - y, x] : [x, y];
  };
  return {
    size: angle % 180 === 0 ? { width, height } : { width: height, height: width },
    glyph: (one: PaintedGlyph): Glyph => {
      const [x, y] = point(one.x, one.y);
      const { text, width: wide, size, bold, isSpace, mark } = one;
      return { text: withStroke(text, one.struck), x, y, width: wide, size, bold, isSpace, mark };
    },
    stroke: ({ x1, y1, x2, y2 }: Stroke): Stroke => {
      const [[a, b], [c, d]] = [point(x1, y1), point(x2, y2)];
      return { x1: Math.min(a, c), y1: Math.min(b, d), x2: Math.max(a, c), y2: Math.max(b, d) };
    },
  };
}

/** In the order of painting, a line break at each jump of the text. */
function textOf(glyphs: PaintedGlyph[]): string {
  const size = medianWidth(glyphs.map((glyph) => glyph.size)) || 1;
  let last: PaintedGlyph | null = null;
  const text: string[] = [];
  for (const glyph of glyphs) {
    if (last && Math.hypot(glyph.x - last.x, glyph.y - last.y) > size * 3) text.push("\n");
    text.push(glyph.text);
    last = glyph;
  }
  return text
    .join("")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}
