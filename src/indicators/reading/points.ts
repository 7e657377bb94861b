import type { Figure } from "../../figures/figure.ts";
import type { FigureParagraph } from "../../figures/reading/figure-paragraph.ts";
import { subjectOf } from "../../figures/reading/label.ts";
import { round } from "../../figures/reading/scan.ts";
import { unitKind } from "../../figures/reading/units.ts";
import { type Indicator, indicatorOf, INDICATORS } from "../indicator.ts";
import { type Circumstances, circumstancesOf } from "./circumstances.ts";
import type { ExclusionReason } from "./exclusion.ts";
import { isNarrowed, isOfList } from "./narrowed.ts";
import { leadOf, type Scene, sceneBefore, sceneOfTable, sceneOfTitles, sentenceBefore } from "./scene.ts";
import { familiesOf } from "./section-family.ts";
import { comparedYear, isOnlyTime } from "./time-words.ts";
import { notedFigures, type PointNote } from "../point-note.ts";
import { indicatorsOf, takesUnit } from "./match.ts";

/** One statement of an indicator's value, with its place in the report that states it. */
export interface IndicatorPoint {
  /** Slug. */
  indicator: string;
  /** That the value is of: the report's own, or an earlier one that it looks back to. */
  year: number;
  /** In the indicator's unit; null if the report withholds it. A fall is negative. */
  value: number | null;
  upTo: number | null;
  approximate: boolean;
  /** Why it is no point of the series; null for one that is. */
  leftOut: ExclusionReason | null;
  /** Slug. */
  section: string;
  anchor: string;
  start: number;
  end: number;
  /** As printed. */
  text: string;
  label: string;
  /** The editorial note that decides of it. */
  note: string | null;
}

/** A point as it is kept, with the report that states it. */
export interface StoredPoint extends IndicatorPoint {
  bureauId: number;
  /** The year of the report. */
  statedIn: number;
  revision: number;
}

/** A report says 其中 before these because they are parts of all staff, not parts of themselves. */
const PARTS = new Set(["female-staff", "party-members", "graduates", "dispatched-staff", "disabled-staff"]);
const MOST_POINTS = 400;
/** A share or a change follows its amount within so many characters. */
const NEAR = 16;
const BETWEEN = /^[，,（(、\s]*$/u;
const WHOLE = /(?:员工|职工|全员|在岗|总数|总人数)/u;

const followers = new Map<string, Indicator[]>();
for (const indicator of INDICATORS)
  if (indicator.of) followers.set(indicator.of, [...(followers.get(indicator.of) ?? []), indicator]);

/** The figure before in its paragraph, if it states an indicator. */
interface Previous {
  figure: Figure;
  indicator: Indicator;
  /** It is a value of a whole year. */
  plain: boolean;
}

type Noted = ReadonlyMap<Figure, readonly PointNote[]>;

/**
 * Every point that a report of `year` states, and what names an indicator and is none, in order; two values of one year are both
 * left out. What editors decided (`notes`) goes before what the rules read.
 */
export function readPoints(
  paragraphs: readonly FigureParagraph[],
  year: number,
  notes: readonly PointNote[] = [],
): IndicatorPoint[] {
  const noted = notedFigures(paragraphs, notes);
  const points = paragraphs.flatMap((paragraph) => pointsOf(paragraph, year, noted));
  const [decided, read] = [points.filter(({ note }) => note !== null), points.filter(({ note }) => note === null)];
  const kept = new Set([...decided, ...read].slice(0, MOST_POINTS));
  return settle(points.filter((point) => kept.has(point)));
}

function pointsOf(paragraph: FigureParagraph, reportYear: number, noted: Noted): IndicatorPoint[] {
  const points: IndicatorPoint[] = [];
  const families = familiesOf([paragraph.section, ...paragraph.above]);
  let previous: Previous | null = null;
  for (const figure of paragraph.figures) {
    const notes = noted.get(figure) ?? [];
    const assigned = notes.flatMap((note) => assignedBy(note, figure));
    if (assigned.length > 0) {
      points.push(...assigned);
      const of = indicatorOf(assigned[0]?.indicator ?? "");
      previous = of ? { figure, indicator: of, plain: true } : null;
      continue;
    }
    const before = figure.table ? "" : sentenceBefore(paragraph.text, figure.start);
    const found = indicatorsOf(sameSubject(previous, figure, paragraph.text) ?? figure, families, before);
    const ofYear = found.length === 0 && previous ? yearOfSame(previous, figure, paragraph.text, reportYear) : null;
    const followed = found.length === 0 && previous ? followerOf(previous, figure, paragraph.text) : null;
    const [indicator, ambiguous]: (Indicator | undefined)[] =
      ofYear !== null && previous ? [previous.indicator] : followed ? [followed] : found;
    if (!indicator) {
      previous = null;
      continue;
    }
    const at: Circumstances =
      ofYear === null
        ? circumstances(paragraph, figure, indicator, reportYear)
        : { year: ofYear, leftOut: isPlausible(indicator, figure) ? null : "implausible" };
    const out = notes.find((note) => note.act === "out" && note.indicator === indicator.slug);
    const settled = ambiguous ? { ...at, leftOut: "ambiguous" as const } : at;
    points.push(toPoint(indicator, figure, out ? { ...settled, leftOut: "editor" } : settled, out?.id));
    previous = ambiguous ? null : { figure, indicator, plain: at.leftOut === null };
  }
  return points;
}

function circumstances(
  paragraph: FigureParagraph,
  figure: Figure,
  indicator: Indicator,
  reportYear: number,
): Circumstances {
  const { section, outlook, text } = paragraph;
  const at = circumstancesOf(
    {
      section,
      outlook,
      label: figure.table ? yearsInWords(figure.label) : figure.label,
      lead: figure.table ? "" : leadOf(text, figure.start),
      scene: sceneOf(paragraph, figure, reportYear),
      mayBePart: PARTS.has(indicator.slug),
      mayBeMean: indicator.kind !== "amount",
      isStock: indicator.stock ?? false,
      isEvent: indicator.event ?? false,
      isChange: indicator.kind === "change",
    },
    reportYear,
  );
  if (at.leftOut !== null) return at;
  if (!isPlausible(indicator, figure)) return { ...at, leftOut: "implausible" };
  if (figure.table || indicator.kind !== "amount") return at;
  if (isOfList(text, figure.start)) return { ...at, leftOut: "ambiguous" };
  return isNarrowed(indicator, figure, paragraph) ? { ...at, leftOut: "part" } : at;
}

function sceneOf({ section, above, text, grid, leadIn }: FigureParagraph, figure: Figure, reportYear: number): Scene {
  const titles = [section, ...above].map(({ title }) => title);
  if (figure.table && grid) return sceneOfTable(grid, figure.label, titles, reportYear);
  const scene = sceneBefore(text, figure.start, reportYear, leadIn);
  return scene.year === null && scene.reason === null ? sceneOfTitles(titles, reportYear) : scene;
}

/** A head of a table that is a year: 2022 for 2022年. */
const yearsInWords = (label: string) => label.replace(/(?<=^|\s)((?:19|20)\d\d)(?=\s|$)/gu, "$1年");

/** No bureau has a trillion of anything; only a change may be below zero. */
function isPlausible(indicator: Indicator, { value, upTo, unit }: Figure): boolean {
  const worth = indicator.units[unitKind(unit)] ?? 1;
  const most = indicator.unit === "%" ? MOST_PERCENT : MOST_VALUE;
  return [value, upTo].every(
    (each) =>
      each === null ||
      (Math.abs(each * worth) < most && (each >= 0 || indicator.signed === true || indicator.kind === "change")),
  );
}

const MOST_VALUE = 1e12;
const MOST_PERCENT = 1e4;

/** 培训72期、1,650人次: a number without words of its own is of what the one before is of. */
function sameSubject(previous: Previous | null, figure: Figure, text: string): Figure | null {
  if (figure.table || figure.label !== "" || previous?.figure.label === undefined) return null;
  const between = text.slice(previous.figure.end, figure.start);
  return /^\s?[、，]\s?$/u.test(between) && previous.figure.unit !== figure.unit
    ? { ...figure, label: previous.figure.label }
    : null;
}

/** A year alone, after a value of the same unit: …143件，2023年64件, （上年为143件）. */
const OTHER_YEAR = /^[，（(、]?(?:而|比|较|与)?(?<time>[^，]{2,10}?)(?:同期)?(?:的|为|是|仅|共|有|完成|分别)*$/u;

function yearOfSame({ figure: before, plain, indicator }: Previous, figure: Figure, text: string, reportYear: number) {
  const gap = text.slice(before.end, figure.start);
  if (figure.table || !plain || gap.length > MOST_BETWEEN || /[。；;！!？?\n]/u.test(gap)) return null;
  if (unitKind(figure.unit) !== unitKind(before.unit) || figure.role !== "level" || before.role !== "level")
    return null;
  const time = OTHER_YEAR.exec(figure.label)?.groups?.["time"] ?? "";
  const year = isOnlyTime(time) && indicator.kind !== "change" ? comparedYear(time, reportYear) : undefined;
  return year !== undefined && year <= reportYear ? year : null;
}

const MOST_BETWEEN = 24;

/** A unit that the indicator no longer takes makes no point: its words and units change by release. */
function assignedBy({ id, act, indicator: slug, year }: PointNote, figure: Figure): IndicatorPoint[] {
  const indicator = indicatorOf(slug);
  if (act !== "in" || !indicator || !takesUnit(indicator, figure.unit)) return [];
  return [toPoint(indicator, figure, { year, leftOut: null }, id)];
}

/** 注册志愿者 241 人，占员工总数的 77.2%: the share of what stands right before it. */
function followerOf(previous: Previous, figure: Figure, text: string) {
  const gap = figure.start - previous.figure.end;
  if (figure.table || gap < 0 || gap > NEAR + figure.label.length || unitKind(figure.unit) !== "%") return null;
  const between = text.slice(previous.figure.end, figure.start);
  const kind = figure.role === "share" ? "share" : figure.role === "rise" || figure.role === "fall" ? "change" : null;
  if (kind === "share" && !WHOLE.test(figure.label)) return null;
  if (kind === "change" && subjectOf(figure.label) !== "") return null;
  if (!BETWEEN.test(between.slice(0, Math.max(0, between.length - figure.label.length)))) return null;
  return followers.get(previous.indicator.slug)?.find((indicator) => indicator.kind === kind) ?? null;
}

function toPoint(
  indicator: Indicator,
  figure: Figure,
  at: { year: number; leftOut: ExclusionReason | null },
  note: string | null = null,
): IndicatorPoint {
  const worth = indicator.units[unitKind(figure.unit)] ?? 1;
  const sign = figure.role === "fall" ? -1 : 1;
  const scale = (value: number | null) => (value === null ? null : round(value * worth * sign));
  const { section, anchor, start, end, text, label } = figure;
  const { value, upTo } = figure;
  return {
    indicator: indicator.slug,
    ...at,
    value: scale(value),
    upTo: scale(upTo),
    approximate: figure.approximate,
    section,
    anchor,
    start,
    end,
    text,
    label,
    note,
  };
}

/** One value of a year stays: what an editor assigned, else the first that states it; where a report states two, neither does. */
function settle(points: readonly IndicatorPoint[]): IndicatorPoint[] {
  const groups = Map.groupBy(
    points.filter(({ leftOut }) => leftOut === null),
    ({ indicator, year }) => `${indicator} ${year}`,
  );
  const differing = new Set<IndicatorPoint>();
  const repeated = new Set<IndicatorPoint>();
  for (const group of groups.values()) {
    const assigned = group.find(({ note }) => note !== null);
    const kept = assigned ?? group[0];
    const others = group.filter((point) => point !== kept && !(kept && agree(point, kept)));
    for (const point of group) if (point !== kept && !others.includes(point)) repeated.add(point);
    for (const point of assigned ? others : others.length > 0 ? group : []) differing.add(point);
  }
  return points
    .filter((point) => !repeated.has(point) || differing.has(point))
    .map((point) => (differing.has(point) ? { ...point, leftOut: "differs" as const } : point));
}

const agree = (one: IndicatorPoint, other: IndicatorPoint) => one.value === other.value && one.upTo === other.upTo;
