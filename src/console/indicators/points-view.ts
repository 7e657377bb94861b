import type { Figure } from "../../figures/figure.ts";
import type { FigureParagraph } from "../../figures/reading/figure-paragraph.ts";
import { type Indicator, indicatorOf, INDICATORS } from "../../indicators/indicator.ts";
import { placeKey, type PointNote } from "../../indicators/point-note.ts";
import { takesUnit } from "../../indicators/reading/match.ts";
import { type IndicatorPoint, readPoints } from "../../indicators/reading/points.ts";
import type { TypedNote } from "../../indicators/notes/compose-note.ts";

/** The page of a report's indicators, for a draft and a published report alike. */
export interface PointsView {
  year: number;
  heading: string;
  /** Where its forms are sent. */
  action: string;
  back: { href: string; label: string };
  /** Grows with every change: a form that saw an earlier one is refused. */
  version: number;
  paragraphs: readonly FigureParagraph[];
  notes: readonly PointNote[];
  /** Ids of the notes that can be taken back here. */
  own: ReadonlySet<string>;
  last: readonly IndicatorPoint[];
  /** Slug of the indicator to decide about, if one was chosen. */
  chosen: string;
  mayChange: boolean;
  done?: string | undefined;
  returned?: { typed: TypedNote; field: string; message: string } | undefined;
}

export interface PointsRow {
  indicator: Indicator;
  last: IndicatorPoint[];
  now: IndicatorPoint[];
}

const isOwn = (year: number) => (point: IndicatorPoint) => point.leftOut === null && point.year === year;

/** Indicators that this report or last year's states, in their order. */
export function indicatorRowsOf({ paragraphs, year, notes, last }: PointsView): PointsRow[] {
  const now = Map.groupBy(readPoints(paragraphs, year, notes), ({ indicator }) => indicator);
  const before = Map.groupBy(last.filter(isOwn(year - 1)), ({ indicator }) => indicator);
  return INDICATORS.flatMap((indicator) => {
    const row = { indicator, last: before.get(indicator.slug) ?? [], now: now.get(indicator.slug) ?? [] };
    return row.last.length + row.now.length > 0 ? [row] : [];
  });
}

export interface Deciding {
  indicator: Indicator;
  /** Can be taken out. */
  listed: { place: string; said: string }[];
  /** Can be assigned. */
  free: { place: string; said: string }[];
}

const MOST_FREE = 300;

/** The possible decisions about the chosen indicator; null if none is chosen. */
export function decidingOf({ chosen, paragraphs, year, notes }: PointsView): Deciding | null {
  const indicator = indicatorOf(chosen);
  if (!indicator) return null;
  const points = readPoints(paragraphs, year, notes).filter((point) => point.indicator === indicator.slug);
  const listed = points.filter(({ leftOut, note }) => leftOut === null && note === null).map(toOption);
  const taken = new Set(points.filter(({ leftOut, note }) => leftOut === null || note !== null).map(placeKey));
  const figures = paragraphs.flatMap((paragraph) => paragraph.figures);
  const free = figures.filter((figure) => takesUnit(indicator, figure.unit) && !taken.has(placeKey(figure)));
  return { indicator, listed, free: free.slice(0, MOST_FREE).map(toOption) };
}

const LONGEST = 60;
const toOption = (figure: Pick<Figure, "anchor" | "start" | "label" | "text">) => ({
  place: placeKey(figure),
  said: `${figure.label.slice(-LONGEST)} ${figure.text}`,
});
