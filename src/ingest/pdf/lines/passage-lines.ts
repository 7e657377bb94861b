import { makeLine, type Line } from "../../line.ts";
import type { Notes } from "../../notes.ts";
import { isAnotherForm } from "../../text/forms.ts";
import { headerRows } from "../../text/plain-table.ts";
import { alignedRuns, alignedCells } from "./aligned-rows.ts";
import type { Footnote, WithFootnotes } from "../page/footnotes.ts";
import { type JoinedLines, type PdfPassage, pieceText } from "./paragraphs.ts";
import type { TextRow } from "./rows.ts";
import { isTraditional, withoutRadicals } from "../../text/radicals.ts";
import { type BlankHabits, blankHabits, joinWrapped } from "./wrapped-blanks.ts";

const LONGEST_HEADING = 60;
const LARGER = 1.12;

/** Passages to lines of the seam, with the parts that were put together. */
export function passageLines(joined: JoinedLines, footnotes: WithFootnotes["notes"], notes: Notes): Line[] {
  const lines: Line[] = [];
  const boldIsPlain = isMostlyBold(joined.passages);
  const rows = joined.passages.flatMap((passage) => passage.rows);
  const printsBlanks = joined.passages.some((passage) => passage.rows.slice(0, -1).some((row) => row.endsInSpace));
  const habits = printsBlanks ? () => false : blankHabits(rows.map(pieceText));
  for (const run of alignedRuns(withWholeTables(joined.passages, notes))) {
    if (run.length > 1) lines.push(...alignedLines(run, lines.length + 1, notes));
    else lines.push(toLine(run[0] as PdfPassage, boldIsPlain, habits));
    lines.push(
      ...run.flatMap((passage) =>
        noteLines(
          passage.rows.flatMap((row) => footnotes.get(row) ?? []),
          habits,
        ),
      ),
    );
  }
  for (const table of joined.passages.flatMap((passage) => (passage.table ? [passage.table] : [])))
    if (table.merged.length > 0)
      notes.info(
        "table",
        `${table.merged.length} 处合并的单元格：文字放在第一格，其余各格留空。`,
        table.merged.join("\n"),
        0,
      );
  noteJoins(joined, notes);
  noteFootnotes([...footnotes.values()].flat(), notes);
  return inCommonCharacters(lines, notes);
}

function isMostlyBold(passages: PdfPassage[]): boolean {
  const rows = passages.flatMap((passage) => passage.rows);
  return rows.filter((row) => row.bold > 0).length * 2 > rows.length;
}

function toLine({ rows, table, newPage, margins }: PdfPassage, boldIsPlain: boolean, habits: BlankHabits): Line {
  if (table) return makeLine("", 0, { gap: 1, newPage, table: { header: headerRows(table.rows), rows: table.rows } });
  const printed = rows.map((row, i) => pieceText(row) + (row.endsInSpace && i < rows.length - 1 ? " " : ""));
  const text = joinWrapped(printed, habits).trim();
  const [first] = rows;
  const size = first?.size ?? margins.size;
  const large = size > margins.size * LARGER && text.length <= LONGEST_HEADING;
  const printedBold = boldIsPlain ? 0 : rows.every((row) => row.bold === Infinity) ? text.length : (first?.bold ?? 0);
  const bold = large ? text.length : Math.min(printedBold, text.length);
  const indent = Math.max(0, Math.round((((first?.left ?? 0) - margins.left) / size) * 2));
  return makeLine(text, 0, { gap: 1, newPage, bold: text.length === 0 ? 0 : bold, indent });
}

function noteLines(footnotes: Footnote[], habits: BlankHabits): Line[] {
  return footnotes.map(({ mark, rows }) => makeLine(`[${mark}]${joinWrapped(rows, habits)}`.trim(), 0, { gap: 1 }));
}

function noteFootnotes(footnotes: Footnote[], notes: Notes): void {
  if (footnotes.length === 0) return;
  const text = footnotes.map(({ mark, rows }) => `[${mark}]${rows.join("")}`).join("\n");
  notes.info("footnote", `${footnotes.length} 处脚注放在所在段落之后，序号写在方括号里。`, text, 0);
}

function alignedLines(run: PdfPassage[], number: number, notes: Notes): Line[] {
  const rows = run.flatMap((passage) => passage.rows);
  const cells = alignedCells(rows);
  const texts = rows.map((row, i) => cells?.[i]?.join("\t") ?? row.segments.map((one) => one.text).join("\t"));
  const page = run[0]?.page ?? 0;
  if (mayBeColumns(rows))
    notes.blocking(
      "columns",
      `第 ${page} 页有 ${rows.length} 行左右两部分都像成句的正文，可能是分栏排印的，被按行读在了一起，请对照原件核对。`,
      texts.join("\n"),
      number,
    );
  const message = `第 ${page} 页有 ${rows.length} 行没有框线、按列对齐的文字，按各列的位置读出，请对照原件核对。`;
  if (cells && cells[0] && cells[0].length > 2) notes.unsure("table", message, texts.join("\n"), number);
  return texts.map((text, i) =>
    makeLine(text, 0, { gap: i === 0 ? 1 : 0, newPage: i === 0 && run[0]?.newPage === true }),
  );
}

const FEWEST_COLUMN_ROWS = 3;
const LONG_PART = 10;

/** Beside each other stand two texts that run on from row to row, and no cells. */
function mayBeColumns(rows: TextRow[]): boolean {
  const beside = rows.filter(({ segments }) => segments.length > 1);
  if (beside.length < FEWEST_COLUMN_ROWS || beside.length * 2 < rows.length) return false;
  const widest = Math.max(...beside.map(({ segments }) => segments.length));
  return Array.from({ length: widest }, (_, side) => side).every((side) => {
    const parts = beside.flatMap(({ segments }) => segments[side]?.text ?? []);
    const long = parts.filter((text) => text.length >= LONG_PART && /\p{Script=Han}/u.test(text));
    const running = parts.filter((text) => /[，。；、]/.test(text));
    return long.length * 3 >= parts.length * 2 && running.length * 3 >= parts.length;
  });
}

/** A table whose columns stand in the same places at the foot of one page and the top of the next is one. */
function withWholeTables(passages: PdfPassage[], notes: Notes): PdfPassage[] {
  const out: PdfPassage[] = [];
  for (const passage of passages) {
    const before = out.at(-1);
    const [above, below] = [before?.table, passage.table];
    if (!before || !above || !below || !passage.newPage || !sameColumns(above.columns, below.columns)) {
      out.push(passage);
      continue;
    }
    if (isAnotherForm(above.rows, below.rows)) {
      out.push(passage);
      continue;
    }
    const again = below.rows[0]?.join("\t") === above.rows[0]?.join("\t");
    const rows = [...above.rows, ...below.rows.slice(again ? 1 : 0)];
    out[out.length - 1] = { ...before, table: { ...above, rows } };
    notes.info("table", `第 ${passage.page} 页顶上的表格接在上一页的表格后面。`, below.rows[0]?.join("\t") ?? "", 0);
    if (again)
      notes.info(
        "page-furniture-left-out",
        "跨页的表格重复印出的表头没有放进正文。",
        below.rows[0]?.join("\t") ?? "",
        0,
      );
  }
  return out;
}

const sameColumns = (a: number[], b: number[]) =>
  a.length === b.length && a.every((place, i) => Math.abs(place - (b[i] ?? 0)) <= 2);

function noteJoins({ wraps, pageJoins }: JoinedLines, notes: Notes): void {
  if (wraps > 0) notes.info("hard-wraps-joined", `按版面把 ${wraps} 处换行接成了整段，没有增减文字。`, "", 0);
  if (pageJoins.length === 0) return;
  const message = `${pageJoins.length} 处被分页或分栏断开的段落接成了整段。`;
  notes.info("paragraph-joined", message, pageJoins.join("\n"), 0);
}

function inCommonCharacters(lines: Line[], notes: Notes): Line[] {
  const traditional = isTraditional(lines.map((line) => line.text));
  let count = 0;
  const map = (text: string) => {
    const mapped = withoutRadicals(text, traditional);
    count += mapped.count;
    return mapped.text;
  };
  const mapped = lines.map((line) => ({
    ...line,
    text: map(line.text),
    table: line.table && { ...line.table, rows: line.table.rows.map((row) => row.map(map)) },
  }));
  if (count > 0)
    notes.info("characters-normalised", `${count} 个部首字符（如“⼯”“⽤”）改成了对应的汉字（“工”“用”）。`, "", 0);
  return mapped;
}
