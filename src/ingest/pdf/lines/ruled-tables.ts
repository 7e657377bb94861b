import { joinCut } from "../../signs/closing.ts";
import type { Glyph, PageMarks, Stroke } from "../page/page-marks.ts";
import { toRows } from "./rows.ts";

/** A table whose cells are drawn, with its place on the page. */
export interface RuledTable {
  rows: string[][];
  /** The borders of its columns, from left to right. */
  columns: number[];
  top: number;
  bottom: number;
  merged: string[];
}

const NEAR = 3;
const MOST_LINES = 400;
const MOST_CELLS = 20_000;
/** Between text and line of a cell, in characters. */
const CELL_MARGIN = 1.4;

/** Finds the tables that lines are drawn around, and what of the page's text is not in one. */
export function takeRuledTables(page: PageMarks): { tables: RuledTable[]; rest: Glyph[] } {
  const tables: RuledTable[] = [];
  const taken = new Set<Glyph>();
  for (const group of groups(page.strokes)) {
    const columns = places(group.filter(isUpright).map((stroke) => stroke.x1));
    const lines = places(group.filter((stroke) => !isUpright(stroke)).map((stroke) => stroke.y1));
    if (columns.length < 3 || lines.length < 2 || lines.length > MOST_LINES) continue;
    if (columns.length * lines.length > MOST_CELLS) continue;
    const inside = page.glyphs.filter((glyph) => !taken.has(glyph) && isInside(glyph, columns, lines));
    const table = readGrid(group, columns, lines, inside);
    if (table.rows.length === 0) continue;
    tables.push(table);
    for (const glyph of inside) taken.add(glyph);
  }
  return { tables, rest: page.glyphs.filter((glyph) => !taken.has(glyph)) };
}

const isUpright = (stroke: Stroke) => stroke.x2 - stroke.x1 < stroke.y2 - stroke.y1;
const middle = (glyph: Glyph): [number, number] => [glyph.x + glyph.width / 2, glyph.y - glyph.size * 0.35];

function isInside(glyph: Glyph, columns: number[], lines: number[]): boolean {
  const [x, y] = middle(glyph);
  const within = (value: number, all: number[]) => value >= (all[0] ?? 0) && value <= (all.at(-1) ?? 0);
  return within(x, columns) && within(y, lines);
}

/** Strokes that touch each other; each is compared with those of its own part of the page alone. */
function groups(strokes: Stroke[]): Stroke[][] {
  const all = strokes.length > MOST_LINES * 20 ? [] : strokes;
  const parents = all.map((_, i) => i);
  const rootOf = (of: number): number => {
    let root = of;
    while (parents[root] !== root) root = parents[root] as number;
    for (let at = of; at !== root;) [at, parents[at]] = [parents[at] as number, root];
    return root;
  };
  const squares = new Map<number, number[]>();
  for (const [i, stroke] of all.entries())
    for (const square of squaresOf(stroke)) {
      const near = squares.get(square);
      if (!near) squares.set(square, [i]);
      else {
        for (const other of near)
          if (rootOf(other) !== rootOf(i) && touch(stroke, all[other] as Stroke)) parents[rootOf(other)] = rootOf(i);
        near.push(i);
      }
    }
  return [...Map.groupBy(all, (_, i) => rootOf(i)).values()];
}

const SQUARE = 24;

function* squaresOf({ x1, y1, x2, y2 }: Stroke): Generator<number> {
  const at = (value: number) => Math.floor(Math.min(Math.max(value, -5_000), 50_000) / SQUARE);
  for (let x = at(x1 - NEAR); x <= at(x2 + NEAR); x++)
    for (let y = at(y1 - NEAR); y <= at(y2 + NEAR); y++) yield x * 65_536 + y;
}

function touch(a: Stroke, b: Stroke): boolean {
  return a.x1 - NEAR <= b.x2 && b.x1 - NEAR <= a.x2 && a.y1 - NEAR <= b.y2 && b.y1 - NEAR <= a.y2;
}

function places(values: number[]): number[] {
  const out: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) if (value - (out.at(-1) ?? -Infinity) > NEAR) out.push(value);
  return out;
}

function readGrid(strokes: Stroke[], columns: number[], lines: number[], glyphs: Glyph[]): RuledTable {
  const uprights = strokes.filter(isUpright);
  const levels = strokes.filter((stroke) => !isUpright(stroke));
  const onColumn = columns.map((x) => uprights.filter((one) => x >= one.x1 - NEAR && x <= one.x2 + NEAR));
  const onLine = lines.map((y) => levels.filter((one) => y >= one.y1 - NEAR && y <= one.y2 + NEAR));
  const width = columns.length - 1;
  const owner = new Map<number, number>();
  const ownerOf = (cell: number): number => (owner.has(cell) ? ownerOf(owner.get(cell) as number) : cell);
  const join = (a: number, b: number) => {
    const [first, second] = [Math.min(ownerOf(a), ownerOf(b)), Math.max(ownerOf(a), ownerOf(b))];
    if (first !== second) owner.set(second, first);
  };
  const cells = new Map<number, Glyph[]>();
  for (let r = 0; r < lines.length - 1; r++) {
    for (let c = 0; c < width; c++) {
      const [x, y] = [between(columns, c), between(lines, r)];
      if (c > 0 && !onColumn[c]?.some((one) => covers(one, columns[c] ?? 0, y))) join(r * width + c - 1, r * width + c);
      if (r > 0 && !onLine[r]?.some((one) => covers(one, x, lines[r] ?? 0))) join((r - 1) * width + c, r * width + c);
    }
  }
  /** The last column that a cell reaches. */
  const ends = new Map<number, number>();
  for (let cell = 0; cell < width * (lines.length - 1); cell++)
    ends.set(ownerOf(cell), Math.max(ends.get(ownerOf(cell)) ?? 0, cell % width));
  for (const glyph of glyphs) {
    const [x, y] = middle(glyph);
    const cell = ownerOf(cellAt(lines, y) * width + Math.min(cellAt(columns, x), width - 1));
    const known = cells.get(cell);
    if (known) known.push(glyph);
    else cells.set(cell, [glyph]);
  }
  const text = (cell: number) =>
    ownerOf(cell) === cell ? cellText(cells.get(cell) ?? [], columns[(ends.get(cell) ?? 0) + 1] ?? 0) : "";
  const rows = lines.slice(1).map((_, r) => columns.slice(1).map((_column, c) => text(r * width + c)));
  const merged = [...new Set([...owner.keys()].map((cell) => ownerOf(cell)))].map(text).filter((one) => one !== "");
  const kept = rows.filter((row) => row.some((cell) => cell !== ""));
  return { rows: kept, columns, top: lines[0] ?? 0, bottom: lines.at(-1) ?? 0, merged };
}

const between = (all: number[], at: number) => ((all[at] ?? 0) + (all[at + 1] ?? 0)) / 2;
const covers = (one: Stroke, x: number, y: number) =>
  x >= one.x1 - NEAR && x <= one.x2 + NEAR && y >= one.y1 - NEAR && y <= one.y2 + NEAR;
const cellAt = (all: number[], value: number) =>
  Math.max(
    0,
    all.findLastIndex((place) => place <= value),
  );

/** Numbers under each other in a cell are as many numbers. */
const isBetweenNumbers = (row: string, next = "") =>
  /[0-9０-９%％.．+\-－−)）]$/.test(row) && /^[0-9０-９.．+\-－−(（]/.test(next);

/** Lines of a cell are one text if the first had no room for the beginning of the next, and stay apart otherwise. */
function cellText(glyphs: Glyph[], right: number): string {
  const rows = toRows(glyphs).map((row) => ({ row, text: row.segments.map((segment) => segment.text).join(" ") }));
  const parts = rows.map(({ row, text }, i) => {
    const next = rows[i + 1];
    if (!next) return text;
    const isFull = row.right + next.row.firstToken > right - row.size * CELL_MARGIN;
    return !isFull || isBetweenNumbers(text, next.text) ? `${text} ` : text;
  });
  return joinCut(parts).replace(/\s+/g, " ").trim();
}
