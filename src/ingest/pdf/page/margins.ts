import { commonest } from "./measure.ts";
import type { Column, LaidPage } from "./page-layout.ts";
import type { TextRow } from "../lines/rows.ts";

/** The left and right ends of the lines of running text, and the distance between them. */
export interface Margins {
  left: number;
  right: number;
  size: number;
  /** From one baseline to the next within a paragraph; 0 if no paragraph has two lines. */
  pitch: number;
  /** Stops and commas hang into the right margin. */
  hangs: boolean;
  /** Paragraphs begin with an indent. */
  indents: boolean;
}

/** A size in which running text is set has margins of its own: a report and the statements behind it differ in size. */
export type MarginsOf = (page: LaidPage, column: Column, rowSize?: number) => Margins;

const FEWEST_ROWS = 20;
const COMMON_END = 0.25;
const FEW_BEYOND = 0.04;
const FEWEST_FULL = 3;
const WIDE = 0.6;

/** Margins of each column; of odd and even pages apart if a book has mirrored ones, as wide as each other. */
export function measureMargins(pages: LaidPage[]): MarginsOf {
  const size = commonest(
    pages.flatMap((page) => rowsOf(page).map(({ row }) => [row.size, row.right - row.left] as [number, number])),
    0.25,
  );
  const known = new Map<string, [even: Margins, odd: Margins]>();
  const others = runningSizes(pages).filter((other) => !isNear(other, size));
  return (page, column, rowSize = size) => {
    const own = others.find((other) => isNear(other, rowSize));
    const key = `${page.width} ${column} ${own ?? size}`;
    const alike = known.has(key) ? [] : pages.filter((one) => one.width === page.width);
    const made =
      known.get(key) ?? measureSides(own ? alike.map((one) => ofSize(one, own)) : alike, column, own ?? size);
    known.set(key, made);
    return made[page.number % 2 === 0 ? 0 : 1];
  };
}

const isNear = (a: number, b: number) => Math.abs(a - b) <= 0.04 * Math.max(a, b);

const ofSize = (page: LaidPage, size: number): LaidPage => ({
  ...page,
  pieces: page.pieces.filter(({ row }) => row && isNear(row.size, size)),
});

const FEWEST_WRAPS = 12;

/** Sizes in which row after row is as wide as the widest and goes on in one that begins as far left: no title does so as often. */
function runningSizes(pages: LaidPage[]): number[] {
  const bySize = new Map<number, TextRow[]>();
  for (const { row } of pages.flatMap(rowsOf)) {
    const size = Math.round(row.size * 4) / 4;
    const rows = bySize.get(size);
    if (rows) rows.push(row);
    else bySize.set(size, [row]);
  }
  return [...bySize].filter(([size, rows]) => runsOn(rows, size)).map(([size]) => size);
}

function runsOn(rows: TextRow[], size: number): boolean {
  if (rows.length <= FEWEST_WRAPS) return false;
  const plain = rows.filter((row) => row.segments.length === 1);
  const [left, right] = [leftMargin(plain, size), rightMargin(plain, size)];
  const wraps = pairs(rows).filter(([a, b]) => {
    const isWide = a.segments.length === 1 && a.inkRight > right - size * 1.5 && b.left <= left + size * 0.7;
    return isWide && b.y - a.y < size * 3;
  });
  return wraps.length >= FEWEST_WRAPS;
}

function measureSides(pages: LaidPage[], column: Column, size: number): [even: Margins, odd: Margins] {
  const all = measure(pages, column, size);
  const sides = [0, 1].map((side) => pages.filter((page) => page.number % 2 === side));
  const rows = sides.map((side) => side.flatMap(rowsOf).filter((one) => one.column === column).length);
  if (Math.min(...rows) < FEWEST_ROWS) return [all, all];
  const [even, odd] = sides.map((side) => measure(side, column, size)) as [Margins, Margins];
  const width = Math.max(even.right - even.left, odd.right - odd.left);
  const own = ({ left }: Margins): Margins => ({ ...all, left, right: left + width });
  return [own(even), own(odd)];
}

function rowsOf(page: LaidPage): { row: TextRow; column: Column }[] {
  return page.pieces.flatMap((piece) => (piece.row ? [{ row: piece.row, column: piece.column }] : []));
}

function measure(pages: LaidPage[], column: Column, size: number): Margins {
  const byPage = pages.map((page) => rowsOf(page).filter((one) => one.column === column));
  const rows = byPage.flat().map(({ row }) => row);
  const plain = rows.filter((row) => row.segments.length === 1);
  const left = leftMargin(plain, size);
  const reached = rightMargin(plain.length > 0 ? plain : rows, size);
  const right =
    column === "1/1" && !isReached(plain, reached, size, left, pages) ? mirrored(pages, left, reached) : reached;
  const pitches = byPage.flatMap((one) => pairs(one.map(({ row }) => row)));
  const hangs = plain.some((row) => row.right > right + size * 0.2);
  const wrapped = pitches.filter(([a, b]) => isFull(a, b, { right, hangs }) && b.left <= left + size * 0.7);
  const pitch = commonest(
    wrapped.map(([a, b]) => [b.y - a.y, 1]),
    0.5,
  );
  const starts = plain.filter((row) => row.left > left + size * 0.9 && row.left < left + size * 4.5);
  return { left, right, size, pitch, hangs, indents: starts.length * 12 >= plain.length && starts.length > 1 };
}

const pairs = (rows: TextRow[]): [TextRow, TextRow][] =>
  rows
    .slice(1)
    .map((row, i): [TextRow, TextRow] => [rows[i] as TextRow, row])
    .filter(([a, b]) => b.y > a.y);

/** The first row had no room for what the second begins with. A mark at a line's end hangs, or is set half as wide. */
export function isFull(a: TextRow, b: TextRow, { right, hangs }: Pick<Margins, "right" | "hangs">): boolean {
  const token = hangs ? b.firstToken : Math.max(b.firstToken, b.wholeToken - b.size / 2);
  return a.right + token > right + 0.02 * a.size;
}

function isReached(rows: TextRow[], right: number, size: number, left: number, pages: LaidPage[]): boolean {
  const full = rows.filter((row) => row.inkRight > right - size * 1.1).length;
  const isWide = right - left > ((pages[0]?.width ?? 0) - 2 * left) * WIDE;
  return full >= FEWEST_FULL || (full >= 2 && isWide);
}

/** If few rows tell, the right margin is taken to be as wide as the left one. */
const mirrored = (pages: LaidPage[], left: number, reached: number) => Math.max(reached, (pages[0]?.width ?? 0) - left);

/** The leftmost place at which more than a few lines begin. */
function leftMargin(rows: TextRow[], size: number): number {
  const sorted = rows.map((row) => row.left).toSorted((a, b) => a - b);
  const enough = Math.max(2, Math.ceil(rows.length * 0.04));
  const at = sorted.findIndex((value, i) => (sorted[i + enough - 1] ?? Infinity) - value <= size * 0.5);
  return sorted[Math.max(0, at)] ?? 0;
}

/**
 * The rightmost place that two lines come near to; commas and stops may hang beyond it. Where a quarter of the lines ends in one
 * place and hardly any reaches further, a few notes below a wide table say nothing about the text.
 */
function rightMargin(rows: TextRow[], size: number): number {
  const sorted = rows.map((row) => row.inkRight).toSorted((a, b) => b - a);
  const beyond = sorted.slice(0, Math.floor(sorted.length * FEW_BEYOND) + 1);
  const edge = beyond.findIndex((value, at) => {
    const last = at + Math.ceil(sorted.length * COMMON_END) - 1;
    return sorted.length >= FEWEST_ROWS && value - (sorted[last] ?? -Infinity) <= size * 1.1;
  });
  const at = edge >= 0 ? edge : sorted.findIndex((value, i) => value - (sorted[i + 1] ?? -Infinity) <= size * 1.1);
  return sorted[Math.max(0, at)] ?? 0;
}
