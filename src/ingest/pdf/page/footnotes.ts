import type { Notes } from "../../notes.ts";
import { isClosed } from "../../signs/closing.ts";
import { superscript } from "../../text/superscript.ts";
import { commonest } from "./measure.ts";
import type { LaidPage, PlacedPiece } from "./page-layout.ts";
import { pieceText } from "../lines/paragraphs.ts";
import type { TextRow } from "../lines/rows.ts";

export interface Footnote {
  /** As printed: 1, ①, *. */
  mark: string;
  /** With what stands around it. */
  printed: string;
  rows: string[];
}

export interface WithFootnotes {
  pages: LaidPage[];
  /** By the row that carries the mark, else by the last row of the page. */
  notes: Map<TextRow, Footnote[]>;
}

const SMALLER = 0.93;
const MARK = /^[［[（(]?([0-9]{1,3}|[①-⑳]|[*＊※]{1,3})[］\])）.、]?\s*/;

/** Takes the footnotes off the foot of the pages, and writes their marks in the text as [1], other raised numbers as m². */
export function takeFootnotes(pages: LaidPage[], account: Pick<Notes, "account">): WithFootnotes {
  const size = commonest(
    pages.flatMap(({ pieces }) =>
      pieces.flatMap(({ row }) => (row ? [[row.size, row.right - row.left] as [number, number]] : [])),
    ),
    0.25,
  );
  const notes: WithFootnotes["notes"] = new Map();
  let open: Footnote | null = null;
  const out = pages.map((page) => {
    const foot = footOf(page.pieces, size * SMALLER, open);
    const body = page.pieces.slice(0, page.pieces.length - foot.length);
    const found = readNotes(foot, open);
    const last = body.findLast((piece) => piece.row)?.row;
    for (const note of found) {
      const place = last && placeOf(body, note, last, account);
      if (place) account.account(note.printed, `[${note.mark}]`);
      if (place) notes.set(place, [...(notes.get(place) ?? []), note]);
    }
    open = found.at(-1) ?? null;
    for (const { row } of page.pieces) if (row?.segments.length === 1) writeRaised(row);
    return { ...page, pieces: last ? body : page.pieces };
  });
  return { pages: out, notes };
}

/** The small rows at the end of a page, if the first of them begins with a mark or goes on with a note. */
function footOf(pieces: PlacedPiece[], small: number, open: Footnote | null): PlacedPiece[] {
  const start = pieces.findLastIndex((piece) => !piece.row || piece.row.size > small) + 1;
  const rows = pieces.slice(start);
  const goesOn = open !== null && !isClosed(open.rows.at(-1) ?? "");
  const first = rows.findIndex(({ row }) => row && beginsNote(row));
  if (first < 0 || start === 0) return [];
  return goesOn ? rows : rows.slice(first);
}

function beginsNote(row: TextRow): boolean {
  const mark = MARK.exec(pieceText(row));
  if (!mark) return false;
  const [raised] = row.raised;
  return (raised !== undefined && raised[0] === 0) || !/^[0-9]/.test(mark[1] ?? "") || /^[［[（(]/.test(mark[0]);
}

function readNotes(foot: PlacedPiece[], open: Footnote | null): Footnote[] {
  const found: Footnote[] = [];
  for (const { row } of foot) {
    if (!row) continue;
    const text = pieceText(row);
    const [printed = "", mark = ""] = beginsNote(row) ? (MARK.exec(text) ?? []) : [];
    if (printed !== "") found.push({ mark, printed, rows: [text.slice(printed.length)] });
    else (found.at(-1) ?? open)?.rows.push(text);
  }
  return found;
}

/** The row whose raised mark the note has, which is written out there; if there is none, the last row of the page. */
function placeOf(body: PlacedPiece[], note: Footnote, last: TextRow, account: Pick<Notes, "account">): TextRow {
  for (const { row } of body) {
    const raised = row?.segments.length === 1 ? row.raised : [];
    const place = raised.find(([start, end]) => row && pieceText(row).slice(start, end) === note.mark);
    if (!row || !place) continue;
    writeMark(row, place, note.mark);
    account.account("", "[]");
    return row;
  }
  return last;
}

/** A raised character that is no footnote's mark is an exponent. */
function writeRaised(row: TextRow): void {
  for (const segment of row.segments)
    for (const [start, end] of row.raised.filter(([at]) => at > 0))
      segment.text =
        segment.text.slice(0, start) + superscript(segment.text.slice(start, end)) + segment.text.slice(end);
}

function writeMark(row: TextRow, [start, end]: [number, number], mark: string): void {
  for (const segment of row.segments)
    segment.text = `${segment.text.slice(0, start)}[${mark}]${segment.text.slice(end)}`;
  row.raised = row.raised
    .filter(([at]) => at !== start)
    .map(([from, to]) => (from > start ? [from + 2, to + 2] : [from, to]));
}
