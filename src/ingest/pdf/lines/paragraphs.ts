import { isClosed } from "../../signs/closing.ts";
import { entryEnd } from "../../headings/contents/contents-entries.ts";
import { parseNumeral } from "../../signs/numeral.ts";
import { isFull, type Margins, type MarginsOf } from "../page/margins.ts";
import type { Column, LaidPage, PlacedPiece } from "../page/page-layout.ts";
import { type TextRow, WIDE_BLANK } from "./rows.ts";
import type { RuledTable } from "./ruled-tables.ts";

/** Rows put together, or a table; `page` is its first page. */
export interface PdfPassage {
  page: number;
  /** A page began between this and the passage before. */
  newPage: boolean;
  rows: TextRow[];
  table: RuledTable | null;
  margins: Margins;
  /** In columns of white space: the rows lie under each other as a table does. */
  isAligned: boolean;
}

export interface JoinedLines {
  passages: PdfPassage[];
  wraps: number;
  pageJoins: string[];
}

/** A row that begins further in than this many characters is a signature or a title, and no paragraph's first. */
const SET_APART = 5;

interface Laid {
  row: TextRow;
  page: LaidPage;
  column: Column;
  margins: Margins;
  aligned: boolean;
}

/** Rows to paragraphs: a row that was full goes on in the next one, over the end of a page or column too. */
export function joinRows(pages: LaidPage[], marginsOf: MarginsOf): JoinedLines {
  const out: JoinedLines = { passages: [], wraps: 0, pageJoins: [] };
  let before: Laid | null = null;
  let page = 0;
  for (const current of pages) {
    for (const [at, piece] of current.pieces.entries()) {
      const newPage = page !== 0 && page !== current.number;
      page = current.number;
      if (piece.table) {
        const margins = marginsOf(current, "1/1");
        out.passages.push({ page, newPage, rows: [], table: piece.table, margins, isAligned: false });
        before = null;
        continue;
      }
      const { row, column } = piece;
      const laid: Laid = {
        row,
        page: current,
        column,
        margins: marginsOf(current, column, row.size),
        aligned: isAligned(current.pieces, at),
      };
      const open: PdfPassage | undefined = out.passages.at(-1);
      if (open && before && goesOn(open, before, laid, rowAfter(current.pieces, at))) {
        if (before.page === current) out.wraps++;
        else out.pageJoins.push(`${pieceText(before.row).slice(-14)}⏎⏎${pieceText(row).slice(0, 14)}`);
        open.rows.push(row);
      } else {
        out.passages.push({ page, newPage, rows: [row], table: null, margins: laid.margins, isAligned: laid.aligned });
      }
      before = laid;
    }
  }
  return out;
}

const rowAfter = (pieces: PlacedPiece[], at: number): TextRow | null => pieces[at + 1]?.row ?? null;

function goesOn(open: PdfPassage, before: Laid, next: Laid, after: TextRow | null): boolean {
  const { margins } = before;
  const [a, b] = [before.row, next.row];
  if (before.aligned || next.aligned) return false;
  if (Math.abs(a.size - b.size) > 0.12 * Math.max(a.size, b.size)) return false;
  if (isBold(a) !== isBold(b) && (isBold(open.rows[0] as TextRow) || isClosed(pieceText(a)))) return false;
  const sameFlow = before.page === next.page && before.column === next.column;
  if (sameFlow && b.y - a.y > widestPitch(margins, a)) return false;
  if (!sameFlow && !next.margins.indents && isClosed(pieceText(a))) return false;
  if (sameFlow && isRestOfTitle(a, b, margins)) return true;
  if (isCentred(a, margins) && isCentred(b, next.margins)) return false;
  if (entryEnd(pieceText(a)).isDotted) return false;
  if (!isFull(a, b, margins)) return false;
  if (isClosed(pieceText(a)) && startsPoint(pieceText(b))) return false;
  return startsInside(open, before, next, after);
}

/** 67.4 and 2023 at the start of a row are figures; 一、 and （1） after a full stop are not. */
function startsPoint(text: string): boolean {
  const style = parseNumeral(text)?.style;
  return style !== undefined && style !== "path" && style !== "space" && style !== "han-space";
}

const isBold = (row: TextRow) => row.bold === Infinity;

function widestPitch({ pitch, size }: Margins, row: TextRow): number {
  const usual = pitch > 0 ? pitch * (row.size / size) : row.size * 1.9;
  return Math.max(usual * 1.28, usual + row.size * 0.3);
}

function isCentred(row: TextRow, { left, right, size }: Margins): boolean {
  const [before, behind] = [row.left - left, right - row.right];
  return before > size * 3 && Math.abs(before - behind) <= size * 2;
}

const PART = /^第[一二三四五六七八九十]{1,3}[部章节篇编]/;

/** 第三部分 …决算情况 fills a row, and 说明 stands in the middle below it. */
function isRestOfTitle(a: TextRow, b: TextRow, margins: Margins): boolean {
  if (!PART.test(pieceText(a)) || isClosed(pieceText(a)) || parseNumeral(pieceText(b))) return false;
  const isWide = a.right - a.left > (margins.right - margins.left) * 0.7;
  return isWide && isCentred(b, margins) && isBold(a) === isBold(b) && Math.abs(a.size - b.size) <= 0.04 * a.size;
}

/** The next row begins like the paragraph's lines: at the margin, or at its hanging indent. */
function startsInside(open: PdfPassage, before: Laid, next: Laid, after: TextRow | null): boolean {
  const { size, indents } = next.margins;
  const near = size * 0.7;
  const left = next.row.left - next.margins.left;
  const own = open.rows.map((row) => row.left);
  const [first = 0, second] = own;
  const start = first - before.margins.left;
  const textLeft = open.rows[0]?.textLeft ?? first;
  const page = open.page === next.page.number;
  if (own.length === 1 && textLeft > first && page && Math.abs(next.row.left - textLeft) <= size * 0.4) return true;
  if (second !== undefined && open.page === next.page.number)
    return Math.abs(next.row.left - second) <= near || left <= near;
  const isShort = before.row.right - first < (before.margins.right - before.margins.left) * 0.5;
  if (start > size * SET_APART) return !isShort && Math.abs(next.row.left - first) <= near;
  if (left <= near || left < start - near) return true;
  const hangs = left <= start + size * 4.5 && left > start + near;
  const isPoint = parseNumeral(pieceText(open.rows[0] ?? before.row)) !== null;
  if (isPoint && own.length === 1 && page && hangs && !isClosed(pieceText(before.row))) return true;
  if (!indents) return hangs || Math.abs(left - start) <= near;
  return (
    hangs &&
    start <= near &&
    after !== null &&
    Math.abs(after.left - next.row.left) <= near &&
    !isClosed(pieceText(before.row))
  );
}

/** Two rows under each other whose parts stand in the same columns. */
function isAligned(pieces: PlacedPiece[], at: number): boolean {
  const row = pieces[at]?.row;
  if (!row || row.segments.length < 2) return false;
  return [pieces[at - 1]?.row, pieces[at + 1]?.row].some((other) => other && shareColumns(row, other));
}

export function shareColumns(a: TextRow, b: TextRow): boolean {
  const [few, many] = a.segments.length <= b.segments.length ? [a, b] : [b, a];
  if (few.segments.length < 2 || Math.abs(a.y - b.y) > 5 * Math.max(a.size, b.size)) return false;
  const near = Math.max(a.size, b.size);
  const same = few.segments.filter((one) =>
    many.segments.some(
      (other) =>
        Math.abs(one.left - other.left) <= near ||
        Math.abs(one.right - other.right) <= near ||
        Math.abs(one.left + one.right - other.left - other.right) <= near * 2,
    ),
  );
  const isWide = (row: TextRow) => row.segments.slice(1).some((segment) => segment.blank === WIDE_BLANK);
  if (!isWide(few) && few.segments.length !== many.segments.length) return false;
  return same.length === few.segments.length;
}

export const pieceText = (row: TextRow) =>
  row.segments.map(({ text, blank }, i) => (i > 0 ? blank + text : text)).join("");
