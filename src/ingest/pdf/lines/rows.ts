import { medianWidth } from "../page/measure.ts";
import type { Glyph } from "../page/page-marks.ts";
import { SamePlace } from "../page/same-place.ts";

/** Characters on one baseline between two gaps: a cell, or a whole line. */
export interface Segment {
  text: string;
  left: number;
  right: number;
  /** Without the marks that may hang into the margin. */
  inkRight: number;
  /** The text between this and the segment before, if they are not cells. */
  blank: string;
}

export const WIDE_BLANK = "  ";

export interface TextRow {
  segments: Segment[];
  left: number;
  right: number;
  inkRight: number;
  y: number;
  size: number;
  /** How many characters at the start are bold. */
  bold: number;
  /** A blank was printed at its end. */
  endsInSpace: boolean;
  /** Width of what could not have stood on the line before: the first character, word or number with its marks. */
  firstToken: number;
  /** The same with the marks that may not begin a line either, if they do not hang into the margin. */
  wholeToken: number;
  /** The place at which its text begins after a list mark or numeral; the same as `left` if there is none. */
  textLeft: number;
  /** The places of small raised characters in the text, from 0: [start, end). */
  raised: [number, number][];
}

/** A figure in smaller type is no exponent unless it stands clearly higher. */
const RAISED = 0.25;

/** Wider than this many characters, with nothing printed in it, parts columns. */
const WIDE = 1.6;
/** Enough between two things that the file marks as two. */
const APART = 0.15;
const SMALL = 0.87;
/** How far apart a character printed twice may stand, in its size. */
const SAME = 0.15;

/** Characters to rows, from top to bottom. */
export function toRows(glyphs: Glyph[]): TextRow[] {
  const lines = mergeRaised(onBaselines(withoutDoubles(glyphs)));
  return lines.map(toRow).filter((row) => row !== null);
}

/** Bold made by printing twice is one character. */
function withoutDoubles(glyphs: Glyph[]): Glyph[] {
  const known = new SamePlace();
  return glyphs.filter((glyph) => glyph.isSpace || !known.has(glyph, glyph.size * SAME));
}

function onBaselines(glyphs: Glyph[]): Glyph[][] {
  const lines: { y: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of glyphs.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const last = lines.at(-1);
    const joins = last && Math.abs(glyph.y - last.y) <= 0.35 * Math.max(glyph.size, last.size);
    if (!joins) lines.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
    else {
      last.glyphs.push(glyph);
      if (glyph.size > last.size && !glyph.isSpace) [last.size, last.y] = [glyph.size, glyph.y];
    }
  }
  return lines.map((line) => line.glyphs).filter((line) => line.some((glyph) => !glyph.isSpace));
}

const sizeOf = (line: Glyph[]) => medianWidth(line.filter((glyph) => !glyph.isSpace).map((glyph) => glyph.size));
const baseline = (line: Glyph[]) => medianWidth(line.filter((glyph) => !glyph.isSpace).map((glyph) => glyph.y));

/** A line of nothing but small characters just above another is its footnote marks and exponents. */
function mergeRaised(lines: Glyph[][]): Glyph[][] {
  const out: Glyph[][] = [];
  for (const [at, line] of lines.entries()) {
    const before = out.at(-1);
    const after = lines[at + 1];
    const size = sizeOf(line);
    const below = after && size <= SMALL * sizeOf(after) && baseline(after) - baseline(line) <= 0.7 * sizeOf(after);
    const above = before && size <= SMALL * sizeOf(before) && baseline(line) - baseline(before) <= 0.5 * sizeOf(before);
    if (below && !isFooted(line)) after.push(...line);
    else if (above && !isFooted(line)) before.push(...line);
    else out.push(line);
  }
  return out;
}

const isFooted = (line: Glyph[]) => line.length > 40;

function toRow(line: Glyph[]): TextRow | null {
  const glyphs = line.toSorted((a, b) => a.x - b.x);
  const inked = glyphs.filter((glyph) => !glyph.isSpace);
  const [first, last] = [inked[0], inked.at(-1)];
  if (!first || !last) return null;
  const size = medianWidth(inked.map((glyph) => glyph.size));
  const y = medianWidth(inked.filter((glyph) => glyph.size > SMALL * size).map((glyph) => glyph.y));
  const segments = withMark(toSegments(glyphs, size), inked);
  const raised = raisedIn(
    segments.flatMap(({ glyphs: of }) => of),
    { size, y },
  );
  return {
    segments: segments.map(({ segment }) => segment),
    left: first.x,
    right: last.x + last.width,
    inkRight: segments.at(-1)?.segment.inkRight ?? 0,
    y,
    size,
    bold: boldStart(inked),
    raised,
    endsInSpace: glyphs.at(-1)?.isSpace === true,
    ...firstToken(inked),
    textLeft: inked[markLength(inked)]?.x ?? first.x,
  };
}

/** 1. （1） （一） 一、 ① and bullets; symbol fonts have theirs in the private-use area. */
const MARK =
  /^(?:[（(][0-9０-９一二三四五六七八九十]{1,3}[)）]、?|[0-9０-９]{1,3}[.．、)）]|[一二三四五六七八九十]{1,3}、|[①-⑳•●■◆▪‣◦○➢\uf06c\uf06e\uf075\uf0a7\uf0b7\uf0d8])/;
const SYMBOL = /^[\uf06c\uf06e\uf075\uf0a7\uf0b7\uf0d8]$/;

/** How many characters the mark at the start has. */
function markLength(inked: Glyph[]): number {
  const start = inked.slice(0, 6).map((glyph) => glyph.text);
  return Array.from(MARK.exec(start.join(""))?.[0] ?? "").length;
}

/** A mark that a tab sets off from its text is no cell; a bullet of a symbol font is a bullet. */
function withMark(laid: Laid[], inked: Glyph[]): Laid[] {
  const [mark, text, ...more] = laid;
  const bullet = inked[0] && SYMBOL.test(inked[0].text) ? inked[0] : null;
  if (mark && bullet && mark.segment.text.startsWith(bullet.text)) mark.segment.text = `•${mark.segment.text.slice(1)}`;
  if (!mark || !text || more.length > 0 || MARK.exec(mark.segment.text)?.[0].length !== mark.segment.text.length)
    return laid;
  const blank = /[、）①-⑳•]$/.test(mark.segment.text) ? "" : " ";
  const joined = { ...text.segment, text: mark.segment.text + blank + text.segment.text, left: mark.segment.left };
  const blanks = Array.from(blank, () => null);
  return [{ segment: { ...joined, blank: mark.segment.blank }, glyphs: [...mark.glyphs, ...blanks, ...text.glyphs] }];
}

interface Laid {
  segment: Segment;
  /** For each character of the text; blanks are null. */
  glyphs: (Glyph | null)[];
}

interface OpenSegment {
  /** Put together at the end: a text that grows by a character at a time keeps a node for each. */
  text: string[];
  glyphs: (Glyph | null)[];
  inked: Glyph[];
  blank: string;
}

function toSegments(glyphs: Glyph[], size: number): Laid[] {
  const out: Laid[] = [];
  let open: OpenSegment | null = null;
  let blanks = "";
  let before: Glyph | null = null;
  for (const glyph of glyphs) {
    if (glyph.isSpace) {
      blanks += glyph.text;
      continue;
    }
    const gap: number = before ? glyph.x - before.x - before.width : 0;
    const isWide = blanks === "" && gap > WIDE * size;
    const isApart = before !== null && blanks === "" && glyph.mark !== before.mark && gap > APART * size;
    if (!open || !before || isWide || isApart) {
      if (open) out.push(toLaid(open));
      open = {
        text: [],
        glyphs: [],
        inked: [],
        blank: isWide || !before ? WIDE_BLANK : impliedBlank(before, glyph, gap, size),
      };
      blanks = "";
    }
    const between = before === null || open.inked.length === 0 ? "" : blanks || impliedBlank(before, glyph, gap, size);
    open.text.push(between, glyph.text);
    open.glyphs.push(...unitsOf(between, null), ...unitsOf(glyph.text, glyph));
    open.inked.push(glyph);
    before = glyph;
    blanks = "";
  }
  if (open) out.push(toLaid(open));
  return out;
}

/** One entry for each UTF-16 unit of a text. */
const unitsOf = <T>(text: string, of: T): T[] => Array.from({ length: text.length }, () => of);

/** Hangs into the margin, or is squeezed at a line's end. */
const HANGS = /^[，。、；：！？）》”’】」,.;:!?)]$/;

function toLaid({ text, glyphs, inked, blank }: OpenSegment): Laid {
  const [first, last] = [inked[0] as Glyph, inked.at(-1) as Glyph];
  const full = inked.findLast((glyph) => !HANGS.test(glyph.text)) ?? last;
  return {
    segment: { text: text.join(""), left: first.x, right: last.x + last.width, inkRight: full.x + full.width, blank },
    glyphs,
  };
}

/** Some programs print no blanks and only move on; what typesetting adds between Chinese and Latin is none. */
function impliedBlank(before: Glyph, after: Glyph, gap: number, size: number): string {
  const isLatin = (glyph: Glyph) => /^[\x21-\x7e\u00c0-\u024f]+$/.test(glyph.text);
  if (isLatin(before) && isLatin(after)) return gap > 0.17 * size ? " " : "";
  return gap > 0.75 * size ? " " : "";
}

function boldStart(inked: Glyph[]): number {
  const end = inked.findIndex((glyph) => !glyph.bold);
  return end < 0 ? Infinity : end;
}

const CLOSES = /^[，。、；：！？）》”’】」…％%,.;:!?)\]—]$/;
const OPENS = /^[（《“‘【「([]$/;
const WORD = /^[A-Za-z0-9.,%％+\-/]$/;

function firstToken(inked: Glyph[]): { firstToken: number; wholeToken: number } {
  const first = inked[0] as Glyph;
  let end = 0;
  while (OPENS.test(inked[end]?.text ?? "")) end++;
  if (WORD.test(inked[end]?.text ?? "")) while (WORD.test(inked[end + 1]?.text ?? "") && end < 30) end++;
  const word = Math.min(end, inked.length - 1);
  while (CLOSES.test(inked[end + 1]?.text ?? "")) end++;
  const widthTo = (at: number) => {
    const last = inked[at] ?? first;
    return last.x + last.width - first.x;
  };
  return { firstToken: widthTo(word), wholeToken: widthTo(Math.min(end, inked.length - 1)) };
}

function raisedIn(glyphs: (Glyph | null)[], row: { size: number; y: number }): [number, number][] {
  const isRaised = (glyph: Glyph | null | undefined) =>
    !!glyph && glyph.size <= SMALL * row.size && row.y - glyph.y >= RAISED * row.size;
  const out: [number, number][] = [];
  for (let at = 0; at < glyphs.length; at++) {
    if (!isRaised(glyphs[at])) continue;
    const start = at;
    while (isRaised(glyphs[at + 1])) at++;
    out.push([start, at + 1]);
  }
  return out;
}
