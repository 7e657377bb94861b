import { parseNumeral, type Numeral } from "../../signs/numeral.ts";

export interface ContentsEntry {
  /** The entry without leaders and page number. */
  text: string;
  numeral: Numeral | null;
  title: string;
}

/** "…… 12", "（12）", "\t3-5" at the end of an entry; only so much of the end is looked at. */
const PAGE = /(?:[（(]\s?)?[0-9０-９]{1,4}(?:\s?[-–—~]\s?[0-9]{1,4})?\s?[)）]?$/;
const PAGE_REACH = 16;
const LEADER = /[.．·•…。_\-—–⋯]/;
const LONGEST_LINE = 4_000;

export interface EntryEnd {
  /** Without leaders and page. */
  text: string;
  /** A page number set off from the title. */
  hasPage: boolean;
  /** Dots, dashes, a tab or wide blanks lead to a page number, or to the place of one. */
  hasLeaders: boolean;
  /** As many dots as only a contents list has. */
  isDotted: boolean;
}

/** Reads leaders and page number off the end of a line, character by character from the right. */
export function entryEnd(line: string): EntryEnd {
  const trimmed = line.trimEnd();
  const page = PAGE.exec(trimmed.slice(-PAGE_REACH))?.[0] ?? "";
  const paged = leadersBefore(trimmed, trimmed.length - page.length);
  if (page !== "" && paged.start > 0 && (paged.leaders > 1 || paged.blanks > 0 || paged.tabs > 0))
    return {
      text: trimmed.slice(0, paged.start),
      hasPage: true,
      hasLeaders: paged.leaders > 1 || paged.tabs > 0 || paged.blanks > 1,
      isDotted: paged.leaders > 2,
    };
  const bare = leadersBefore(line, line.length);
  const hasLeaders = bare.start > 0 && (bare.leaders > 1 || bare.tabs > 0 || bare.blanks > 1);
  return {
    text: hasLeaders ? line.slice(0, bare.start) : trimmed,
    hasPage: false,
    hasLeaders,
    isDotted: bare.leaders > 2,
  };
}

function leadersBefore(text: string, end: number) {
  const found = { start: end, leaders: 0, blanks: 0, tabs: 0 };
  for (; found.start > 0; found.start--) {
    const c = text[found.start - 1] ?? "";
    if (LEADER.test(c)) found.leaders++;
    else if (c === "\t") found.tabs++;
    else if (c.trim() === "") found.blanks++;
    else break;
  }
  return found;
}

/** Between two entries on one line: after a page number, or before a numeral. */
const AFTER_PAGE = /(?<=[0-9０-９][)）]?)[\s;；|]{1,8}(?=[^\s0-9０-９]{0,8}\p{Script=Han})/u;
const BEFORE_NUMERAL =
  /[\s;；|]{1,8}(?=第[^\s]{1,3}[章节篇部]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、．]\s?\p{Script=Han})/u;

function toEntry(printed: string): ContentsEntry {
  const text = entryEnd(printed).text.trim();
  const numeral = parseNumeral(text);
  return { text, numeral, title: numeral?.rest ?? text };
}

/** The entries on one line; more than one if a list is set in columns, or run together. */
export function entriesOn(printed: string): ContentsEntry[] {
  if (printed.length > LONGEST_LINE) return [toEntry(printed)];
  const line = printed.replace(/\s{9,}/g, "        ");
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
