import { normaliseCharacters, withoutRadicalForms } from "./characters.ts";
import { readBullets } from "./symbol-fonts.ts";
import type { Line } from "../line.ts";
import { makeLine } from "../line.ts";
import type { Notes } from "../notes.ts";

/** One text a line, so that a note about its line 7 means the seventh line; cells are parted by tabs, rows by form feeds. */
export const textOfLines = (lines: Line[]) =>
  lines.map((line) => line.table?.rows.map((row) => row.join("\t")).join("\f") ?? line.text).join("\n");

/** Numbers lines anew, from 1, and takes out the characters that cannot be seen. */
export function cleanLines(lines: Line[], notes: Notes): Line[] {
  const cleaned = readBullets(withoutRadicalForms(normaliseCharacters(textOfLines(lines), notes), notes), notes).split(
    "\n",
  );
  return lines.map((line, i) => {
    const text = cleaned[i] ?? "";
    if (!line.table) return makeLine(text.trim(), i + 1, line);
    const rows = text.split("\f").map((row) => row.split("\t"));
    return makeLine("", i + 1, { ...line, table: { ...line.table, rows } });
  });
}
