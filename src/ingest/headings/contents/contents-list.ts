import { entriesOf, entriesOn, entryEnd, type ContentsEntry } from "./contents-entries.ts";
import { isClosed } from "../../signs/closing.ts";
import { dropLines, type Line } from "../../line.ts";
import type { Notes } from "../../notes.ts";
import { halfWidth, parseNumeral, sameStyle, type Numeral } from "../../signs/numeral.ts";
import { titleKey } from "../../signs/standard-outline.ts";

const CAPTION = /^(?:目\s*[录次]|目录页|contents)\s*[:：]?$/i;
/** 目录：一、公开陈述……1 二、基本情况……2, all on one line. */
const CAPTION_AND_LIST = /^(?:目\s*[录次]|contents)\s*[:：]?\s*(?=\S)/i;
const LONGEST_ENTRY = 60;
/** With its leaders; a list run together on one line included. */
const LONGEST_PRINTED = 4_000;
const MOST_ENTRIES = 600;
const FEWEST_ENTRIES = 3;
const FURTHEST_LIST = 60;

/** Leaves a printed contents list out, whole, and keeps its entries as evidence for levels. */
export function takeContents(lines: Line[], notes: Notes): { lines: Line[]; entries: ContentsEntry[] } {
  const found = findContents(lines);
  if (!found) return { lines, entries: [] };
  const [start, end] = found;
  const list = lines.slice(start, end);
  const text = list.map((line) => line.text).join("\n");
  const count = list.filter((line) => !CAPTION.test(line.text)).length;
  const what =
    count > 0 ? `目录（${count} 行）没有放进正文，由章节标题代替。` : "“目录”二字下面没有列出章节，没有放进正文。";
  notes.info("contents-left-out", what, text, list[0]?.number ?? 0);
  const printed = list.filter((line) => !CAPTION.test(line.text));
  const entries = entriesOf(
    joinWrappedEntries(
      printed.map((line) => (isWholeList(line) ? line.text.replace(CAPTION_AND_LIST, "") : line.text)),
    ),
  );
  return { lines: dropLines(lines, new Set(list), true), entries };
}

const WRAPPED = 18;
const SHORT_REST = 6;

/** An entry too long for its line: its page number, or a last word, stands on the line below. */
function joinWrappedEntries(printed: string[]): string[] {
  const paged = printed.filter((text) => entryEnd(text).hasPage).length * 2 > printed.length;
  const out: string[] = [];
  for (const text of printed) {
    const before = out.at(-1);
    const isRest =
      before !== undefined &&
      before.length >= WRAPPED &&
      parseNumeral(before) !== null &&
      parseNumeral(text) === null &&
      !entryEnd(before).hasLeaders &&
      !entryEnd(before).hasPage &&
      (paged ? entryEnd(text).hasPage : text.length <= SHORT_REST);
    if (isRest) out[out.length - 1] = before + text;
    else out.push(text);
  }
  return out;
}

const toEntry = (line: Line) => entriesOn(line.text)[0] as ContentsEntry;

function isWholeList(line: Line): boolean {
  const rest = line.text.replace(CAPTION_AND_LIST, "");
  return rest !== line.text && !line.table && entriesOn(rest).length >= FEWEST_ENTRIES && !/[，。]/.test(rest);
}

function findContents(lines: Line[]): [number, number] | null {
  const caption = lines.findIndex((line) => CAPTION.test(line.text));
  if (caption >= 0) return [caption, contentsEnd(lines, caption + 1)];
  const whole = lines.slice(0, FURTHEST_LIST).findIndex(isWholeList);
  if (whole >= 0) return [whole, whole + 1];
  const withPages = lines.findIndex((_, i) => isPaged(lines.slice(i, i + 3)));
  if (withPages >= 0) return [withPages, contentsEnd(lines, withPages)];
  return repeatedList(lines);
}

/** Three entries in a row whose pages do not fall; a row of a table has several columns, or figures that do. */
function isPaged(lines: Line[]): boolean {
  const pages = lines.map((line) => Number(/(\d+)\D*$/.exec(halfWidth(line.text))?.[1] ?? 0));
  return lines.length === 3 && lines.every(hasLeaders) && pages.every((page, i) => page >= (pages[i - 1] ?? 0));
}

/** An entry has one tab, or another one after its numeral. */
const hasColumns = (text: string) => /^[^\t]+\t+[^\t]+\t/.test(text) && parseNumeral(text) === null;
const hasLeaders = (line: Line) =>
  !line.table &&
  isShort(line) &&
  !hasColumns(line.text) &&
  /(?:[.．·…⋯_]{3}|\t|—{3})/.test(line.text) &&
  entryEnd(line.text).hasPage;
const hasPage = (line: Line) => isShort(line) && entryEnd(line.text).hasPage && !/年度?\s?\d{1,4}$/.test(line.text);
const isShort = (line: Line) =>
  line.text.length <= LONGEST_PRINTED && entryEnd(line.text).text.length <= LONGEST_ENTRY * 2;

/**
 * First line after the list: the first without a page number, the first entry's second appearance, or the heading of the first
 * running text.
 */
function contentsEnd(lines: Line[], start: number): number {
  const limit = entriesEnd(lines, start);
  if (limit === start) return start;
  const paged = afterLastPage(lines, start, limit);
  const repeat = firstRepeat(lines, start, limit);
  if (paged !== null) return repeat !== null && repeat > paged && repeat - paged <= 3 ? repeat : paged;
  return repeat ?? headingBefore(lines, start, limit);
}

function entriesEnd(lines: Line[], start: number): number {
  let limit = start;
  while (limit < Math.min(lines.length, start + MOST_ENTRIES) && mayBeEntry(lines[limit] as Line)) limit++;
  return limit;
}

function afterLastPage(lines: Line[], start: number, limit: number): number | null {
  const seen = new Set<string>();
  let last = -1;
  let paged = 0;
  for (let at = start; at < limit && at - Math.max(last, start - 1) <= 3; at++) {
    const line = lines[at] as Line;
    const entry = toEntry(line);
    const key = `${entry.numeral?.path.join(".") ?? ""} ${titleKey(entry.title)}`;
    if (hasPage(line)) {
      last = at;
      paged++;
    } else if (seen.has(key)) break;
    seen.add(key);
  }
  return paged >= 2 ? last + 1 : null;
}

function mayBeEntry(line: Line): boolean {
  if (line.table || line.text.length > LONGEST_PRINTED) return false;
  const end = entryEnd(line.text);
  if (end.text.length > LONGEST_ENTRY * 2 && entriesOn(line.text).length < 3) return false;
  if (entriesOn(line.text).length >= 3 && !/[，。]/.test(end.text)) return true;
  if (hasPage(line) || end.hasLeaders) return true;
  return line.text.length <= LONGEST_ENTRY && !(isClosed(line.text) && !/[:：]$/.test(line.text));
}

function firstRepeat(lines: Line[], start: number, limit: number): number | null {
  const first = toEntry(lines[start] as Line);
  const top = lines
    .slice(start, limit)
    .map(toEntry)
    .find((entry) => entry.numeral)?.numeral;
  const seen = new Set<string>();
  for (let at = start; at < limit; at++) {
    const entry = toEntry(lines[at] as Line);
    const again = at > start && titleKey(entry.title) === titleKey(first.title);
    const key = top && entry.numeral && sameStyle(entry.numeral.style, top.style) ? entry.numeral.path.join(".") : "";
    const restarts =
      key !== "" && entry.numeral?.path.every((n) => n === 1) && seen.has(key) && top?.path.every((n) => n === 1);
    if (again || (restarts && isTopStyle(lines, start, at, top))) return at;
    if (key) seen.add(key);
  }
  return null;
}

/** The style of the first numbered entry counts on through the list, so that a second 一、 is the body's. */
function isTopStyle(lines: Line[], start: number, at: number, top: Numeral | null | undefined): boolean {
  const ordinals = lines
    .slice(start, at)
    .map(toEntry)
    .flatMap((entry) =>
      top && entry.numeral && sameStyle(entry.numeral.style, top.style) ? [entry.numeral.path.at(-1) ?? 0] : [],
    );
  return ordinals.every((n, i) => i === 0 || n > (ordinals[i - 1] as number));
}

/** No entry comes again before the running text: the body begins with the lines that do, or with the last short line. */
function headingBefore(lines: Line[], start: number, limit: number): number {
  if (limit === lines.length) return limit;
  const keys = lines.slice(start, limit).map((line) => titleKey(toEntry(line).title));
  let at = keys.length;
  while (at > 1 && keys.indexOf(keys[at - 1] as string) < at - 1) at--;
  if (at < keys.length) return start + at;
  return keys.length > FEWEST_ENTRIES ? limit - 1 : start;
}

/** A list without a caption: numbered short lines in a row near the top, most of which come again as headings. */
function repeatedList(lines: Line[]): [number, number] | null {
  const start = lines.findIndex((line) => line.mark === 0 && parseNumeral(line.text) && mayBeEntry(line));
  if (start < 0 || start > 20) return null;
  const limit = entriesEnd(lines, start);
  if (limit - start < 5) return null;
  const end = firstRepeat(lines, start, limit);
  if (end === null || end - start < 4) return null;
  const later = new Set(
    lines
      .slice(end)
      .filter((line) => line.text.length <= LONGEST_ENTRY)
      .map((line) => titleKey(toEntry(line).title)),
  );
  const again = lines.slice(start, end).filter((line) => later.has(titleKey(toEntry(line).title))).length;
  return again * 5 >= (end - start) * 3 ? [start, end] : null;
}
