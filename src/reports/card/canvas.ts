import { EM, type Contour, type GlyphOutline } from "./glyph-block.ts";

/** Lines across a row of pixels; along a line the cover is exact. */
const SCANS = 4;

/** How much of each pixel is covered, 0 to 1, by one colour. */
export interface Canvas {
  width: number;
  height: number;
  cover: Float32Array;
}

export const newCanvas = (width: number, height: number): Canvas => ({
  width,
  height,
  cover: new Float32Array(width * height),
});

/** From one point of the canvas to another, y downwards; `turn` is 1 if it goes down, -1 if it goes up. */
interface Edge {
  top: number;
  bottom: number;
  x: number;
  slope: number;
  turn: number;
}

/** Fills outlines whose baseline begins at x, y. Contours of one character may overlap: what winds around a point fills it. */
export function fillGlyph(
  canvas: Canvas,
  { contours }: GlyphOutline,
  { x, y, size }: { x: number; y: number; size: number },
) {
  const scale = size / EM;
  fillContours(
    canvas,
    contours.map((contour) => contour.map((value, at) => (at % 2 === 0 ? x + value * scale : y - value * scale))),
  );
}

/** Fills closed lines that stand in pixels of the canvas. */
export function fillContours(canvas: Canvas, contours: readonly Contour[]) {
  const edges = contours.flatMap(edgesOf);
  const first = Math.max(0, Math.floor(Math.min(...edges.map(({ top }) => top))));
  const last = Math.min(canvas.height, Math.ceil(Math.max(...edges.map(({ bottom }) => bottom))));
  for (let row = first; row < last; row += 1)
    for (let scan = 0; scan < SCANS; scan += 1) fillScan(canvas, edges, row, row + (scan + 0.5) / SCANS);
}

function edgesOf(contour: Contour): Edge[] {
  const edges: Edge[] = [];
  for (let at = 0; at < contour.length; at += 2) {
    const [x0 = 0, y0 = 0] = contour.slice(at, at + 2);
    const next = (at + 2) % contour.length;
    const [x1 = 0, y1 = 0] = contour.slice(next, next + 2);
    if (y0 === y1) continue;
    const slope = (x1 - x0) / (y1 - y0);
    edges.push(
      y0 < y1 ? { top: y0, bottom: y1, x: x0, slope, turn: 1 } : { top: y1, bottom: y0, x: x1, slope, turn: -1 },
    );
  }
  return edges;
}

function fillScan({ width, cover }: Canvas, edges: readonly Edge[], row: number, y: number) {
  const crossings: { x: number; turn: number }[] = [];
  for (const { top, bottom, x, slope, turn } of edges)
    if (top <= y && y < bottom) crossings.push({ x: x + (y - top) * slope, turn });
  crossings.sort((a, b) => a.x - b.x);
  let winding = 0;
  let from = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) from = x;
    winding += turn;
    if (winding === 0) fillSpan(cover, row * width, Math.max(0, from), Math.min(width, x));
  }
}

function fillSpan(cover: Float32Array, offset: number, from: number, to: number) {
  for (let pixel = Math.floor(from); pixel < to; pixel += 1)
    cover[offset + pixel]! += (Math.min(to, pixel + 1) - Math.max(from, pixel)) / SCANS;
}
