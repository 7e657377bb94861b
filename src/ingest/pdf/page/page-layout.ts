import { commonest } from "./measure.ts";
import { type LocalColumns, localColumns } from "./local-columns.ts";
import type { Glyph, PageMarks } from "./page-marks.ts";
import { takeRuledTables, type RuledTable } from "../lines/ruled-tables.ts";
import { type TextRow, toRows } from "../lines/rows.ts";

/** The blocks of a page, in the order in which it is read. */
export type PlacedPiece = { row: TextRow; table?: undefined; column: Column } | { table: RuledTable; row?: undefined };

/** Rows of one column share their margins: "1/1" is the whole width, "2/2" the right one of two. */
export type Column = "1/1" | "1/2" | "2/2";

export interface LaidPage {
  number: number;
  height: number;
  width: number;
  pieces: PlacedPiece[];
  isTwoColumn: boolean;
}

/** By the size of the page: the gutters of an earlier one. */
export type KnownGutters = Map<string, Gutter>;

interface Gutter {
  left: number;
  right: number;
}

const FEWEST_ROWS = 6;
/** Rows as long as the column is wide; headings and the ends of paragraphs are not. */
const FEWEST_LONG = 3;

/** Puts the text of a page into reading order: tables by their lines, two columns one after the other. */
export function layOut(page: PageMarks, number: number, known: KnownGutters = new Map()): LaidPage {
  const { tables, rest } = takeRuledTables(page);
  const rows = toRows(rest);
  const size = `${Math.round(page.width)} ${Math.round(page.height)}`;
  const gutter = findGutter(rows) ?? sameGutter(rows, known.get(size));
  if (gutter) known.set(size, gutter);
  const local = gutter ? [] : localColumns(rows);
  const flow = gutter ? inColumns(rest, rows, gutter) : partlyInColumns(rest, rows, local);
  const pieces = withTables(flow, tables);
  const isTwoColumn = gutter !== null || local.length > 0;
  return { number, height: page.height, width: page.width, pieces, isTwoColumn };
}

/** Rows as they stand, and those of a stretch in two columns one column after the other. */
function partlyInColumns(glyphs: Glyph[], rows: TextRow[], local: LocalColumns[]): { row: TextRow; column: Column }[] {
  const out: { row: TextRow; column: Column }[] = [];
  let at = 0;
  const plain = (to: number) => {
    for (; at < to; at++) out.push({ row: rows[at] as TextRow, column: "1/1" });
  };
  for (const { from, to, gutter } of local) {
    plain(from);
    const own = rows.slice(from, to + 1);
    const stands = (glyph: Glyph) => own.some((row) => Math.abs(row.y - glyph.y) <= row.size * 0.5);
    out.push(...inColumns(glyphs.filter(stands), own, gutter));
    at = to + 1;
  }
  plain(rows.length);
  return out;
}

/** A table comes before the first row that stands below its top, in the same column or across both. */
function withTables(flow: { row: TextRow; column: Column }[], tables: RuledTable[]): PlacedPiece[] {
  const pieces: PlacedPiece[] = [...flow];
  for (const table of tables.toSorted((a, b) => a.top - b.top)) {
    const side = flow.some(({ column }) => column !== "1/1") ? sideOf(table, flow) : "1/1";
    const at = pieces.findIndex(
      (piece) =>
        piece.row && piece.row.y > table.top && (piece.column === side || side === "1/1" || piece.column === "1/1"),
    );
    pieces.splice(at < 0 ? pieces.length : at, 0, { table });
  }
  return pieces;
}

function sideOf(table: RuledTable, flow: { row: TextRow; column: Column }[]): Column {
  const right = Math.min(...flow.filter(({ column }) => column === "2/2").map(({ row }) => row.left));
  if ((table.columns[0] ?? 0) >= right - 6) return "2/2";
  return (table.columns.at(-1) ?? 0) < right ? "1/2" : "1/1";
}

/** The empty strip near the middle that parts two columns of running text. */
function findGutter(rows: TextRow[]): Gutter | null {
  const segments = rows.flatMap((row) => row.segments);
  if (segments.length < FEWEST_ROWS * 2) return null;
  const left = Math.min(...segments.map((one) => one.left));
  const right = Math.max(...segments.map((one) => one.right));
  const size = commonest(
    rows.map((row) => [row.size, row.right - row.left]),
    0.5,
  );
  const strip = emptiest(segments, left + (right - left) * 0.3, left + (right - left) * 0.7);
  if (!strip || strip.right - strip.left < size * 1.2) return null;
  const sides = [
    segments.filter((one) => one.right <= strip.left + 1),
    segments.filter((one) => one.left >= strip.right - 1),
  ];
  const widths = [strip.left - left, right - strip.right];
  const isText = sides.every((side, i) => {
    const long = side.filter((one) => one.right - one.left >= 0.6 * (widths[i] ?? 0));
    return side.length >= FEWEST_ROWS && long.length * 4 >= side.length && long.length >= FEWEST_LONG;
  });
  return isText ? strip : null;
}

/** A page with fewer rows, whose text leaves the same strip free as the page before. */
function sameGutter(rows: TextRow[], known: Gutter | undefined): Gutter | null {
  if (!known) return null;
  const middle = (known.left + known.right) / 2;
  const segments = rows.flatMap((row) => row.segments);
  const crossing = segments.filter((one) => one.left < middle - 1 && one.right > middle + 1);
  const beside = rows.filter(
    (row) => row.segments.some((one) => one.right <= middle) && row.segments.some((one) => one.left >= middle),
  );
  return crossing.length * 8 <= segments.length && beside.length >= 2 ? known : null;
}

/** The widest strip between two edges that at most one line in eight crosses. */
function emptiest(segments: { left: number; right: number }[], from: number, to: number): Gutter | null {
  let best: Gutter | null = null;
  let start: number | null = null;
  for (let x = from; x <= to + 1; x++) {
    const crossing = segments.filter((one) => one.left < x && one.right > x).length;
    if (crossing * 8 <= segments.length && x <= to) start ??= x;
    else if (start !== null) {
      if (!best || x - 1 - start > best.right - best.left) best = { left: start, right: x - 1 };
      start = null;
    }
  }
  return best;
}

/** Between two rows that run across, the left column is read to its end, then the right one. */
function inColumns(glyphs: Glyph[], rows: TextRow[], gutter: Gutter): { row: TextRow; column: Column }[] {
  const middle = (gutter.left + gutter.right) / 2;
  const across = rows.filter((row) => row.segments.some((one) => one.left < gutter.left && one.right > gutter.right));
  const isAcross = (glyph: Glyph) => across.some((row) => Math.abs(row.y - glyph.y) <= row.size * 0.5);
  const rest = glyphs.filter((glyph) => !isAcross(glyph));
  const left = toRows(rest.filter((glyph) => glyph.x < middle));
  const right = toRows(rest.filter((glyph) => glyph.x >= middle));
  const out: { row: TextRow; column: Column }[] = [];
  const take = (until: number) => {
    for (const [side, column] of [[left, "1/2"] as const, [right, "2/2"] as const])
      while ((side[0]?.y ?? Infinity) < until) out.push({ row: side.shift() as TextRow, column });
  };
  for (const row of across) {
    take(row.y);
    out.push({ row, column: "1/1" });
  }
  take(Infinity);
  return out;
}
