import data from "../../search/indicators.json" with { type: "json" };

/** `amount`: how much there is; `rate`: a measured rate; `share`: a part of a whole; `change`: in percent of the year before. */
export type IndicatorKind = "amount" | "rate" | "share" | "change";

/** How a figure says that it states the indicator: what it is about is one of `is`, ends in one of `ends`, or its noun is one of `noun`. */
export interface IndicatorMatch {
  is?: string[];
  ends?: string[];
  noun?: string[];
  /** Standard sections outside which, and outside what stands below them, the rule says nothing. */
  in?: string[];
  /** Words one of which must stand before the number: 年末, 现有. */
  said?: string[];
}

export interface Indicator {
  /** Part of its address: never changed, never reused. */
  slug: string;
  name: string;
  /** One sentence. */
  definition: string;
  /** The standard section it belongs to. */
  section: string;
  kind: IndicatorKind;
  /** In which values are kept. */
  unit: string;
  /** The worth of each unit that reports use, in `unit`. */
  units: Record<string, number>;
  match: IndicatorMatch[];
  /** The indicator whose value a share or a change follows in the text. */
  of?: string;
  /** Words before the number with which it states something else. */
  forbid?: string[];
  /** The same, anywhere before in its sentence. */
  before?: string[];
  /** It counts what there is at a time, not what happens in a year. */
  stock?: boolean;
  /** It happens on some day: 11月组织献血 is no part of a year. */
  event?: boolean;
  /** If the clause before has this word with another before it (新员工培训), the number is of that kind alone. */
  kindOf?: string;
  /** If another number of the paragraph has this word too, neither is all. */
  sole?: string;
  /** It may be below zero: a loss. */
  signed?: boolean;
}

/** Grows when the data or the rules change: reports read by an earlier version are read again. */
export const INDICATOR_READER = data.version;

export const INDICATORS = data.indicators as unknown as readonly Indicator[];

const BY_SLUG = new Map(INDICATORS.map((indicator) => [indicator.slug, indicator]));

export const indicatorOf = (slug: string): Indicator | undefined => BY_SLUG.get(slug);
