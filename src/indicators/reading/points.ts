import type { Figure } from "../../figures/figure.ts";
import type { FigureParagraph } from "../../figures/reading/figure-paragraph.ts";
import { subjectOf } from "../../figures/reading/label.ts";
import { round } from "../../figures/reading/scan.ts";
import { unitKind } from "../../figures/reading/units.ts";
import { type Indicator, indicatorOf, INDICATORS } from "../indicator.ts";
import { circumstancesOf, type ExclusionReason, sentenceBefore } from "./circumstances.ts";
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

function pointsOf({ section, text, figures }: FigureParagraph, reportYear: number, noted: Noted): IndicatorPoint[] {
  const points: IndicatorPoint[] = [];
  let previous: { figure: Figure; indicator: Indicator } | null = null;
  for (const figure of figures) {
    const notes = noted.get(figure) ?? [];
    const assigned = notes.flatMap((note) => assignedBy(note, figure));
    if (assigned.length > 0) {
      points.push(...assigned);
      const of = indicatorOf(assigned[0]?.indicator ?? "");
      previous = of ? { figure, indicator: of } : null;
      continue;
    }
    const found = indicatorsOf(figure, section.standard);
    const followed: Indicator | null = found.length === 0 && previous ? followerOf(previous, figure, text) : null;
    const [indicator, ambiguous]: (Indicator | undefined)[] = followed ? [followed] : found;
    previous = null;
    if (!indicator) continue;
    const circumstances = circumstancesOf(
      {
        section,
        label: figure.label,
        sentence: figure.table ? "" : sentenceBefore(text, figure.start),
        mayBePart: PARTS.has(indicator.slug),
        mayBeMean: indicator.kind !== "amount",
      },
      reportYear,
    );
    const out = notes.find((note) => note.act === "out" && note.indicator === indicator.slug);
    const at = { ...circumstances, ...(ambiguous && { leftOut: "ambiguous" as const }) };
    points.push(toPoint(indicator, figure, out ? { ...at, leftOut: "editor" } : at, out?.id));
    if (!ambiguous) previous = { figure, indicator };
  }
  return points;
}

/** A unit that the indicator no longer takes makes no point: its words and units change by release. */
function assignedBy({ id, act, indicator: slug, year }: PointNote, figure: Figure): IndicatorPoint[] {
  const indicator = indicatorOf(slug);
  if (act !== "in" || !indicator || !takesUnit(indicator, figure.unit)) return [];
  return [toPoint(indicator, figure, { year, leftOut: null }, id)];
}

/** 注册志愿者 241 人，占员工总数的 77.2%: the share of what stands right before it. */
function followerOf(previous: { figure: Figure; indicator: Indicator }, figure: Figure, text: string) {
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
