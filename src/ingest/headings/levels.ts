import type { HeadingEvidence } from "./heading-evidence.ts";
import { isOutermostTitle, isVolumeTitle } from "../signs/heading-words.ts";
import { isHan, mayStandFor, rankOf, sameStyle, type Numeral } from "../signs/numeral.ts";
import { standardCandidates, standardSection } from "../signs/standard-outline.ts";

export interface LevelInput {
  numeral: Numeral | null;
  title: string;
  mark: number;
  /** Text of its own stands below it, before the next heading. */
  hasBody: boolean;
  line: number;
}

export interface Level {
  /** From 1; 0: no heading after all. */
  depth: number;
  /** The numeral's style is another level's. */
  adjusted: boolean;
  /** The numeral does not follow the one before it on its level. */
  outOfOrder: boolean;
}

interface Open {
  title: string;
  /** The style this level began with; a slip inside it does not change it. */
  numeral: Numeral | null;
  ordinal: number;
  mark: number;
  hasBody: boolean;
  standards: string[];
  isChapter: boolean;
}

/** The depth of each heading, by how numerals continue over the levels that are open. */
export function assignLevels(headings: LevelInput[], evidence: HeadingEvidence): Level[] {
  const stack: Open[] = [];
  const shape = survey(headings);
  return headings.map((heading, at) => {
    const depth = heading.numeral
      ? opensWithin(stack, headings, at)
        ? stack.length + 1
        : numberedDepth(stack, heading, heading.numeral, evidence, shape)
      : plainDepth(stack, heading, evidence);
    return depth === 0 ? { depth, adjusted: false, outOfOrder: false } : open(stack, heading, depth, evidence);
  });
}

/** 1、 below 6、 that counts on to 3、 before 7、 goes on from 6、: points of the same style within a point. */
function opensWithin(stack: Open[], headings: LevelInput[], at: number): boolean {
  const heading = headings[at] as LevelInput;
  const open = stack.at(-1);
  const numeral = heading.numeral;
  if (!numeral || !open?.numeral || numeral.path.length !== 1 || numeral.path[0] !== 1) return false;
  if (!sameStyle(open.numeral.style, numeral.style) || open.mark !== heading.mark || isOpenTwice(stack, open.numeral))
    return false;
  let last = 1;
  for (const { numeral: other, mark, title } of headings.slice(at + 1, at + 1 + AHEAD)) {
    const isAbove = other ? rankOf(other.style) < rankOf(numeral.style) : mark < heading.mark || isVolumeTitle(title);
    if (isAbove || isOutermostTitle(title)) return false;
    if (!other || !sameStyle(other.style, numeral.style)) continue;
    const ordinal = other.path[0] ?? 0;
    if (ordinal === last + 1) last = ordinal;
    else if (ordinal === open.ordinal + 1) return true;
    else if (ordinal !== 1) return false;
    else last = 1;
  }
  return false;
}

const AHEAD = 100;
const isOpenTwice = (stack: Open[], { style }: Numeral) =>
  stack.filter(({ numeral }) => numeral && sameStyle(numeral.style, style)).length > 1;

interface Shape {
  /** The highest style in the file. */
  top: number;
  /** The highest style starts anew several times: it counts within chapters that have no numeral. */
  restarts: boolean;
}

function survey(headings: LevelInput[]): Shape {
  const numbered = headings.flatMap((heading) => heading.numeral ?? []);
  const top = Math.min(...numbered.slice(0, 2_000).map((numeral) => rankOf(numeral.style)), 99);
  const firsts = numbered.filter((numeral) => rankOf(numeral.style) === top && numeral.path.every((n) => n === 1));
  return { top, restarts: firsts.length > 1 };
}

function open(stack: Open[], heading: LevelInput, depth: number, evidence: HeadingEvidence): Level {
  const sibling = stack[depth - 1];
  const ordinal = heading.numeral?.path.at(-1) ?? 0;
  const style = sibling?.numeral ?? null;
  const adjusted = heading.numeral !== null && style !== null && !sameStyle(style.style, heading.numeral.style);
  const expected = sibling?.numeral ? sibling.ordinal + 1 : 1;
  stack.length = Math.min(stack.length, depth - 1);
  stack.push({
    title: heading.title,
    numeral: style && heading.numeral ? { ...heading.numeral, style: style.style } : heading.numeral,
    ordinal,
    mark: heading.mark,
    hasBody: heading.hasBody,
    standards: standardCandidates(heading.title).map((section) => section.slug),
    isChapter: evidence.isChapter(heading.title),
  });
  return { depth, adjusted, outOfOrder: heading.numeral !== null && ordinal !== expected };
}

function numberedDepth(
  stack: Open[],
  heading: LevelInput,
  numeral: Numeral,
  evidence: HeadingEvidence,
  shape: Shape,
): number {
  if (numeral.style === "path") return pathDepth(stack, heading, numeral, evidence);
  const ordinal = numeral.path[0] ?? 1;
  const same = stack.findLastIndex((level) => level.numeral !== null && sameStyle(level.numeral.style, numeral.style));
  const exact = stack.flatMap((level, i) =>
    level.numeral && level.ordinal + 1 === ordinal && mayStandFor(level.numeral.style, numeral.style) ? [i] : [],
  );
  const told = toldDepth(stack, heading, evidence);
  if (ordinal === 1) return firstDepth(stack, heading, numeral, { same, told }, shape);
  if (exact.includes(told - 1)) return told;
  if (exact.includes(same)) return same + 1;
  if (told > 0 && told <= stack.length && told - 1 !== same && evidence.isChapter(heading.title)) return told;
  const other = exact.at(-1);
  if (other !== undefined) return other + 1;
  if (same >= 0) return sameOrNone(stack, heading, same, ordinal, evidence);
  if (told > 0) return Math.min(told, stack.length + 1);
  return isHan(numeral.style) || heading.mark > 0 ? belowByRank(stack, numeral) : 0;
}

/** A point that jumps far ahead of its neighbours is a figure or a list line, not a heading. */
function sameOrNone(
  stack: Open[],
  heading: LevelInput,
  same: number,
  ordinal: number,
  evidence: HeadingEvidence,
): number {
  const step = ordinal - (stack[same]?.ordinal ?? 0);
  const sure = heading.mark > 0 || evidence.inContents(heading.title) || standardCandidates(heading.title).length > 0;
  const near = isHan(heading.numeral?.style ?? "dot") ? step >= -3 && step <= 5 : step >= 0 && step <= 3;
  return sure || near ? same + 1 : 0;
}

/** The first of its kind opens a level below the open one, or above it if its style stands higher. */
function firstDepth(
  stack: Open[],
  heading: LevelInput,
  numeral: Numeral,
  { same, told }: { same: number; told: number },
  shape: Shape,
): number {
  const rank = rankOf(numeral.style);
  const numbered = stack.findIndex((level) => level.numeral !== null);
  if (numbered < 0) {
    if (told > 0) return Math.min(told, stack.length + 1);
    return rank === shape.top && !shape.restarts ? 1 : belowPlain(stack, heading);
  }
  if (rank === shape.top && rank < rankOf("han") && !shape.restarts && told === 0) return markedDepth(stack, heading);
  if (same === stack.length - 1) return told > same + 1 ? same + 2 : same + 1;
  const higher = stack.findIndex(
    (level) => level.numeral !== null && rankOf(level.numeral.style) > rank && rank <= rankOf("han"),
  );
  const restarted = same >= 0 && !isUnmarkedBelow(stack[same], heading);
  if (higher >= 0) return (restarted ? Math.min(same, higher) : higher) + 1;
  if (told > 0 && told <= stack.length + 1) return told;
  if (restarted) return same + 1;
  return stack.length + 1;
}

/** 1. in plain text below headings that the format states, of which one is 1. too: no new chapter. */
const isUnmarkedBelow = (level: Open | undefined, heading: LevelInput) => heading.mark === 0 && (level?.mark ?? 0) > 0;

/** 第一章 after a preface with numerals of its own is outermost, whatever is open. */
function markedDepth(stack: Open[], heading: LevelInput): number {
  return heading.mark > 0 ? belowMarks(stack, heading.mark) : 1;
}

/** Below the last unnumbered heading, beside it when it has its own text and nothing speaks for a chapter. */
function belowPlain(stack: Open[], heading: LevelInput): number {
  if (heading.mark > 0) return stack.filter((level) => level.mark > 0 && level.mark < heading.mark).length + 1;
  return stack.length + 1;
}

function belowByRank(stack: Open[], numeral: Numeral): number {
  const rank = rankOf(numeral.style);
  const at = stack.findIndex((level) => level.numeral !== null && rankOf(level.numeral.style) >= rank);
  return at >= 0 ? at + 1 : stack.length + 1;
}

/** 1.2.3 stands below 1.2, whichever way that one was numbered. */
function pathDepth(stack: Open[], heading: LevelInput, numeral: Numeral, evidence: HeadingEvidence): number {
  const { path } = numeral;
  const ordinal = path.at(-1) ?? 0;
  const prefix = path.slice(0, -1);
  const sibling = stack.findLastIndex(
    (level) => level.numeral?.style === "path" && level.numeral.path.length === path.length,
  );
  const parent = stack.findLastIndex((level) => level.numeral !== null && endsPath(level.numeral, prefix));
  const sure = evidence.inContents(heading.title) || heading.mark > 0 || standardCandidates(heading.title).length > 0;
  const before =
    sibling >= 0 && stack[sibling]?.numeral?.path.slice(0, -1).join() === prefix.join() ? stack[sibling].ordinal : 0;
  if (!sure && (ordinal < before || ordinal > before + 3)) return 0;
  if (parent >= 0 && (sibling < 0 || sibling > parent)) return parent + 2;
  return sibling >= 0 ? sibling + 1 : Math.min(stack.length + 1, path.length);
}

function endsPath(numeral: Numeral, prefix: number[]): boolean {
  if (numeral.style === "path") return numeral.path.join() === prefix.join();
  return prefix.length === 1 && numeral.path[0] === prefix[0];
}

/** The level by the contents list or the standard outline, if the open levels allow it; 0 if they say nothing. */
function toldDepth(stack: Open[], heading: LevelInput, evidence: HeadingEvidence): number {
  const listed = evidence.contentsDepth(heading.title);
  if (listed > 0 && listed <= stack.length + 1 && !isTaken(stack[listed - 1], heading)) return listed;
  if (evidence.isChapter(heading.title)) {
    const chapters = stack.findIndex((level) => level.isChapter);
    if (repeatsChapter(stack[chapters], heading)) return 0;
    return chapters >= 0 ? chapters + 1 : stack.length <= 1 ? 0 : 1;
  }
  const parents = evidence.parentsOf(heading.title);
  const parent = stack.findLastIndex((level) => level.standards.some((slug) => parents.includes(slug)));
  return parent >= 0 ? parent + 2 : 0;
}

/** （一）单位概况 below 一、基本情况: one standard section by two names is no second chapter. */
function repeatsChapter(chapter: Open | undefined, heading: LevelInput): boolean {
  if (!chapter?.numeral || !heading.numeral || rankOf(chapter.numeral.style) >= rankOf(heading.numeral.style))
    return false;
  return standardCandidates(heading.title).some((section) => chapter.standards.includes(section.slug));
}

/** Below 五、诚信经营 a （一）诚信经营 may follow: the entry in the contents list was for the first. */
function isTaken(level: Open | undefined, heading: LevelInput): boolean {
  if (!level?.numeral || !heading.numeral) return false;
  return level.title === heading.title && rankOf(level.numeral.style) < rankOf(heading.numeral.style);
}

/** A heading without numeral: by its Markdown depth, by an earlier decision about it, or by the heading before it. */
function plainDepth(stack: Open[], heading: LevelInput, evidence: HeadingEvidence): number {
  const last = stack.at(-1);
  if (!last || isOutermostTitle(heading.title)) return heading.mark > 0 ? belowMarks(stack, heading.mark) : 1;
  if (heading.mark > 0) return belowMarks(stack, heading.mark);
  const listed = evidence.contentsDepth(heading.title);
  if (listed > 0) return Math.min(listed, stack.length + 1);
  if (isVolumeTitle(heading.title)) return 1;
  if (last.numeral === null && isVolumeTitle(last.title)) return stack.length + 1;
  if (evidence.isChapter(heading.title)) return 1;
  const parents = evidence.parentsOf(heading.title);
  const parent = stack.findLastIndex((level) => level.standards.some((slug) => parents.includes(slug)));
  if (parent >= 0) return parent + 2;
  const [lead] = standardCandidates(heading.title);
  const sibling = lead ? stack.findLastIndex((level) => standardsShareParent(level.standards, lead.parent)) : -1;
  if (sibling >= 0) return sibling + 1;
  if (lead && stack.every((level) => level.numeral === null)) return 1;
  if (last.numeral || !last.hasBody) return stack.length + 1;
  return stack.length;
}

function belowMarks(stack: Open[], mark: number): number {
  const at = stack.findIndex((level) => level.mark >= mark);
  return at >= 0 ? at + 1 : stack.length + 1;
}

function standardsShareParent(slugs: string[], parent: string | null): boolean {
  return slugs.some((slug) => standardSection(slug)?.parent === parent);
}
