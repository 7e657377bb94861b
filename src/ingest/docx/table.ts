import { makeLine, type Line } from "../line.ts";
import { headerRows } from "../text/plain-table.ts";
import type { KindName } from "../left-out.ts";
import { plainText, printedText } from "./texts.ts";
import { child, toggle, value, type XmlElement } from "../package/xml.ts";

interface Cell {
  text: string;
  span: number;
  /** Goes on from the cell above. */
  continues: boolean;
}

/** Reads a cell, and notes the text left out. */
interface CellReader {
  cell(cell: XmlElement, lines: Line[]): void;
  leftOut(kind: KindName, text: string): void;
  account(printed: string, kept: string): void;
}

/** A table as one line; null for one that has a single column. The text of merged cells stands in the first of them. */
export function readTable(table: XmlElement, reader: CellReader): Line | null {
  const trs = rowsOf(table).filter((tr) => !isLeftOut(tr, reader));
  if (Math.max(0, ...trs.map((tr) => cellElements(tr).length)) < 2) return null;
  const rows = trs.map((tr) => readRow(tr, reader));
  const width = Math.max(...rows.map((row) => row.length));
  const filled = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => "")]);
  const kept = filled.filter((row) => row.some((cell) => cell !== ""));
  const told = trs.findIndex((tr) => !toggle(child(tr, "trPr"), "tblHeader"));
  return makeLine("", 0, { table: { header: told > 0 ? told : headerRows(kept), rows: kept } });
}

/** Rows may stand in content controls. */
export const rowsOf = (element: XmlElement): XmlElement[] => within(element, "tr", "tbl");
export const cellElements = (element: XmlElement): XmlElement[] => within(element, "tc", "tbl");

/** Rows that are deleted under revision, or not shown. */
function isLeftOut(tr: XmlElement, reader: CellReader): boolean {
  const properties = child(tr, "trPr");
  const kind = child(properties, "del") ? "deleted" : toggle(properties, "hidden") ? "hidden" : null;
  if (kind !== null) leaveOut(tr, kind, reader);
  return kind !== null;
}

function leaveOut(element: XmlElement, kind: "deleted" | "hidden", reader: CellReader): void {
  reader.account(printedText(element), "");
  const text = plainText(element).trim();
  if (text !== "") reader.leftOut(kind, text);
}

function within(element: XmlElement, name: string, stop: string): XmlElement[] {
  return element.children.flatMap((one) =>
    one.name === name ? [one] : one.name === stop ? [] : within(one, name, stop),
  );
}

function readRow(tr: XmlElement, reader: CellReader): string[] {
  const before = Number(value(child(tr, "trPr"), "gridBefore") ?? 0);
  const cells = cellElements(tr).map((tc) => readCell(tc, reader));
  for (const cell of cells) if (cell.span > 1 || cell.continues) reader.leftOut("merged", cell.text);
  return [...blanks(before), ...cells.flatMap((cell) => [cell.text, ...blanks(cell.span - 1)])];
}

const MOST_COLUMNS = 100;
const blanks = (count: number) => Array.from({ length: Math.min(Math.max(0, count), MOST_COLUMNS) }, () => "");

function readCell(tc: XmlElement, reader: CellReader): Cell {
  const properties = child(tc, "tcPr");
  const merge = value(properties, "vMerge");
  const lines: Line[] = [];
  if (tc.children.some((one) => one.name === "tbl")) reader.leftOut("nested", "");
  if (child(properties, "cellDel")) leaveOut(tc, "deleted", reader);
  else reader.cell(tc, lines);
  const text = lines.map(cellText).join(" ").replace(/[\s]+/g, " ").trim();
  return { text, span: Number(value(properties, "gridSpan") ?? 1), continues: merge !== null && merge !== "restart" };
}

const cellText = (line: Line) =>
  line.table ? line.table.rows.map((row) => row.join(" ")).join(" ") : `${line.bullet}${line.text}`;
