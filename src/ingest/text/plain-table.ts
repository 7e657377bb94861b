import type { Notes } from "../notes.ts";
import { joinCutTables } from "./cuts/cut-tables.ts";
import { makeLine, type Line } from "../line.ts";

type Splitter = (text: string) => string[] | null;

const BOX_BORDER = /^[\s┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬╟╢╞╡+\-|│┃║:：]+$/;

const byBars: Splitter = (text) => {
  const bars = text.replace(/[│┃║｜]/g, "|");
  if ((bars.match(/\|/g)?.length ?? 0) < 2 && !/^[^|]{1,30}\|[^|]{1,60}$/.test(bars)) return null;
  return bars
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());
};
const byTabs: Splitter = (text) => (text.includes("\t") ? text.split("\t").map((cell) => cell.trim()) : null);
/** 地    址：… is a label set wide. */
const WIDE_LABEL = /^\p{Script=Han}[ \u3000]{1,12}\p{Script=Han}[：:]/u;
const byColumns: Splitter = (text) => {
  if (text.length > 200 || WIDE_LABEL.test(text)) return null;
  const cells = text.split(/[ \u3000\t]{2,}/);
  return cells.length >= 2 && cells.every((cell) => cell !== "" && cell.length <= 40) ? cells : null;
};

/** One space between cells is enough only below 序号 and above figures. */
const bySingleSpaces: Splitter = (text) => {
  const cells = text.length > 120 || /[，。；：]/.test(text) ? [] : text.split(/[ \u3000]+/);
  return cells.length >= 3 && /^(?:序号|编号|[0-9]{1,3})$/.test(cells[0] ?? "") ? cells : null;
};

/** Rows that lie under each other, cut by bars, tabs or two and more spaces, become one line that carries a table. */
export function withTables(lines: Line[], notes: Notes): Line[] {
  const out: Line[] = [];
  const tried: Tried = { bars: 0 };
  let at = 0;
  while (at < lines.length) {
    const found = longestTable(lines, at, tried);
    if (!found) {
      out.push(lines[at++] as Line);
      continue;
    }
    out.push(tableLine(found, notes));
    at += found.lines.length;
  }
  return joinCutTables(out, notes);
}

interface FoundTable {
  lines: Line[];
  rows: string[][];
  header: number;
}

/** Up to which line a long run is known to be no table: it is not tried again from each of its lines. */
interface Tried {
  bars: number;
}

const LONG_RUN = 60;

function longestTable(lines: Line[], at: number, tried: Tried): FoundTable | null {
  return (
    (at < tried.bars ? null : barTable(lines, at, tried)) ??
    spacedTable(lines, at, byTabs) ??
    spacedTable(lines, at, byColumns) ??
    numberedTable(lines, at)
  );
}

function runFrom(lines: Line[], at: number, belongs: (line: Line) => boolean): Line[] {
  let end = at;
  while (end < lines.length && belongs(lines[end] as Line) && (end === at || (lines[end] as Line).gap <= 1)) end++;
  return lines.slice(at, end);
}

const isPlain = (line: Line) => !line.table && line.mark === 0 && line.bullet === "";

function barTable(lines: Line[], at: number, tried: Tried): FoundTable | null {
  const isRow = (line: Line) => isPlain(line) && (BOX_BORDER.test(line.text) || byBars(line.text) !== null);
  const run = runFrom(lines, at, isRow);
  const first = run.findIndex((line) => !BOX_BORDER.test(line.text));
  const border = run.findIndex((line, i) => i > first && BOX_BORDER.test(line.text));
  const rows = run.filter((line) => !BOX_BORDER.test(line.text)).map((line) => byBars(line.text) ?? []);
  const wide = rows.filter((row) => row.length >= 2);
  if (rows.length < 2 || wide.length < rows.length || !sameWidth(rows)) {
    if (run.length > LONG_RUN) tried.bars = at + run.length;
    return null;
  }
  return { lines: run, rows, header: border > first ? border - first : headerRows(rows) };
}

function spacedTable(lines: Line[], at: number, split: Splitter): FoundTable | null {
  const isRow = (line: Line) => isPlain(line) && split(line.text) !== null && !BOX_BORDER.test(line.text);
  let run = runFrom(lines, at, isRow);
  const width = split(run[0]?.text ?? "")?.length ?? 0;
  const differs = run.findIndex((line) => split(line.text)?.length !== width);
  if (differs > 0) run = run.slice(0, differs);
  const rows = run.map((line) => split(line.text) ?? []);
  const enough = width >= 3 ? 2 : split === byTabs ? 2 : 3;
  if (width < 2 || rows.length < enough) return null;
  return { lines: run, rows, header: headerRows(rows) };
}

function numberedTable(lines: Line[], at: number): FoundTable | null {
  const found = /^[序编]号/.test(lines[at]?.text ?? "") ? spacedTable(lines, at, bySingleSpaces) : null;
  return found && found.rows.slice(1).every((row, i) => Number(row[0]) === i + 1) ? { ...found, header: 1 } : null;
}

function sameWidth(rows: string[][]): boolean {
  const widths = new Set(rows.map((row) => row.length));
  return Math.max(...widths) - Math.min(...widths) <= 1;
}

/** The first row heads the others when it holds no figure and they do. */
export function headerRows(rows: string[][]): number {
  const figures = (row: string[] | undefined) =>
    (row ?? []).some((cell) => /^[-+]?[\d０-９*＊]/.test(cell) && !/^\d{4}\s?年?度?$/.test(cell));
  return !figures(rows[0]) && rows.slice(1).some(figures) ? 1 : 0;
}

function tableLine(found: FoundTable, notes: Notes): Line {
  const first = found.lines[0] as Line;
  const printed = found.lines.map((line) => line.text).join("\n");
  notes.info("table", `第 ${first.number} 行起的 ${found.rows.length} 行按表格读出。`, printed, first.number);
  notes.account(printed, found.rows.flat().join("\n"));
  const line = makeLine("", first.number, first);
  return { ...line, text: "", table: { header: found.header, rows: found.rows } };
}
