import { parseNumeral, type Numeral } from "./numeral.ts";

export interface ContentsEntry {
  /** The entry without leaders and page number. */
  text: string;
  numeral: Numeral | null;
  title: string;
}

const PAGE = "[（(]?\\s?[0-9０-９]{1,4}(?:\\s?[-–—~]\\s?[0-9]{1,4})?\\s?[)）]?";
export const LEADERS = new RegExp(`(?:[.．·•…。_\\-—–]{2,}[\\s.．·•…_\\-—–]*|\\t+|[ \\u3000]{2,})(?:${PAGE})?$`);
export const ENDS_WITH_PAGE = new RegExp(`(?:[.．·•…。_\\-—–]{2,}[\\s.．·•…_\\-—–]*|\\t+|\\s+)${PAGE}$`);
/** Between two entries on one line: after a page number, or before a numeral. */
const AFTER_PAGE = /(?<=[0-9０-９][)）]?)[\s;；|]+(?=[^\s0-9０-９]*\p{Script=Han})/u;
const BEFORE_NUMERAL =
  /[\s;；|]+(?=第[^\s]{1,3}[章节篇部]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、．]\s?\p{Script=Han})/u;

function toEntry(printed: string): ContentsEntry {
  const text = printed.replace(ENDS_WITH_PAGE, "").replace(LEADERS, "").trim();
  const numeral = parseNumeral(text);
  return { text, numeral, title: numeral?.rest ?? text };
}

/** The entries on one line; more than one where a list is set in columns, or run together. */
export function entriesOn(line: string): ContentsEntry[] {
  const pieces = line.split(BEFORE_NUMERAL).flatMap((piece) => piece.split(AFTER_PAGE));
  const entries = pieces.map(toEntry).filter((entry) => entry.title !== "");
  const apart = entries.length > 1 && entries.filter((entry) => entry.numeral).length * 2 >= entries.length;
  return apart ? entries : [toEntry(line)];
}

/** Columns are read one after the other: 一、二、三、 stand on the left, 四、五、六、 on the right. */
export function entriesOf(lines: string[]): ContentsEntry[] {
  const rows = lines.map(entriesOn);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const inColumns = rows.length > 1 && rows.filter((row) => row.length > 1).length * 2 > rows.length;
  if (!inColumns || rowsCountOn(rows)) return rows.flat();
  return Array.from({ length: columns }, (_, at) => rows.flatMap((row) => row[at] ?? [])).flat();
}

/** 一、 二、 on the first line and 三、 四、 on the second: read line by line. */
function rowsCountOn(rows: ContentsEntry[][]): boolean {
  const [a, b] = rows[0] ?? [];
  if (!a?.numeral || !b?.numeral) return true;
  return b.numeral.style !== a.numeral.style || b.numeral.path.at(-1) === (a.numeral.path.at(-1) ?? 0) + 1;
}
