import type { Line, LineTable } from "../../line.ts";
import type { Notes } from "../../notes.ts";
import { isAnotherForm } from "../forms.ts";

const CONTINUED =
  /^[（(]?\s?续\s?(?:上?表|前表)?\s?[0-9一二三四五六七八九十]{0,3}\s?[)）]?$|^表\s?\S{1,6}\s?[（(]续[)）]$/;

/** A table that a page break cut is one again, with its header once; 续表 and the header printed again go to a note. */
export function joinCutTables(lines: Line[], notes: Notes): Line[] {
  const out: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const before = out.at(-1);
    const continued = before?.table && CONTINUED.test(line.text) ? line : null;
    const next = continued ? lines[at + 1] : line;
    if (before?.table && next?.table && goesOn(before.table, next, continued !== null)) {
      const again = isHeader(before.table, next.table.rows[0]);
      if (continued) leaveOut(notes, continued.text, continued.number);
      const rows = [...before.table.rows, ...next.table.rows.slice(again ? 1 : 0)];
      if (again) leaveOut(notes, (next.table.rows[0] ?? []).join("\t"), next.number);
      out[out.length - 1] = { ...before, table: { ...before.table, rows } };
      if (continued) at++;
      continue;
    }
    out.push(line);
  }
  return out.map((line) => (line.table ? { ...line, table: withHeaderOnce(line.table, line.number, notes) } : line));
}

function goesOn(table: LineTable, next: Line, said: boolean): boolean {
  const width = table.rows[0]?.length;
  if (!next.table || next.table.rows[0]?.length !== width || next.table.rows.length < 2) return false;
  return said || (next.newPage && isHeader(table, next.table.rows[0]) && !isAnotherForm(table.rows, next.table.rows));
}

function isHeader(table: LineTable, row: string[] | undefined): boolean {
  return row !== undefined && row.join("\n") === table.rows[0]?.join("\n") && !row.every((cell) => cell === "");
}

/** If no empty line stood at the cut, the second header lies among the rows. */
function withHeaderOnce(table: LineTable, number: number, notes: Notes): LineTable {
  if (table.header === 0) return table;
  const again = table.rows.filter((row, i) => i > 0 && isHeader(table, row));
  for (const row of again) leaveOut(notes, row.join("\t"), number);
  return again.length > 0 ? { ...table, rows: table.rows.filter((row) => !again.includes(row)) } : table;
}

function leaveOut(notes: Notes, text: string, line: number): void {
  notes.info("page-furniture-left-out", "跨页的表格重复印出的表头没有放进正文。", text, line);
}
