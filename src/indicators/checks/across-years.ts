import { type Indicator, INDICATORS } from "../indicator.ts";
import type { StoredPoint } from "../reading/points.ts";
import { stepOf } from "./step-of.ts";

export type YearDoubtKind = "change" | "power-of-ten" | "over-100";

/** A statement of one bureau's reports, and those that do not agree with it. It never says which of them is right. */
export interface YearDoubt {
  kind: YearDoubtKind;
  indicator: Indicator;
  /** Oldest first: each statement and the one it is compared with. */
  quotations: StoredPoint[];
  /** For `change`: the change in percent that follows from the two editions. */
  computed: number | null;
}

/** A report's expectation of the next year, and the statement of that year's report. No verdict. */
export interface Expectation {
  indicator: Indicator;
  expected: StoredPoint;
  result: StoredPoint;
}

const own = ({ year, statedIn }: StoredPoint) => year === statedIn;

const exact = ({ leftOut, value, upTo, approximate }: StoredPoint) =>
  leftOut === null && value !== null && upTo === null && !approximate;

/** All that does not agree among a bureau's points, by the year of the later report. */
export function checkAcrossYears(points: readonly StoredPoint[]): YearDoubt[] {
  const byIndicator = Map.groupBy(points.filter(exact), ({ indicator }) => indicator);
  const ofYear = (slug: string, year: number) => byIndicator.get(slug)?.filter((point) => point.year === year) ?? [];
  return INDICATORS.flatMap((indicator) => {
    const series = (byIndicator.get(indicator.slug) ?? []).filter(own).toSorted((a, b) => a.year - b.year);
    if (indicator.kind === "amount") return powersOfTen(indicator, series);
    return series.flatMap((point): YearDoubt[] => {
      if (indicator.kind !== "change") return overHundred(indicator, point);
      if (!indicator.of) return [];
      return changed(indicator, point, ofYear(indicator.of, point.year - 1), ofYear(indicator.of, point.year));
    });
  }).toSorted((a, b) => (b.quotations.at(-1)?.year ?? 0) - (a.quotations.at(-1)?.year ?? 0));
}

const overHundred = (indicator: Indicator, point: StoredPoint): YearDoubt[] =>
  indicator.unit === "%" && (point.value ?? 0) > 100
    ? [{ kind: "over-100", indicator, quotations: [point], computed: null }]
    : [];

/**
 * 下降 55.71% beside 143 in last year's report and 64 in this one, each as exact as it is printed. A change that follows from what
 * any report states of the two years is no doubt: a later report may restate last year's value.
 */
function changed(
  indicator: Indicator,
  stated: StoredPoint,
  before: readonly StoredPoint[],
  now: readonly StoredPoint[],
): YearDoubt[] {
  const pairs = before.flatMap((from) => now.map((to) => ({ from, to, fits: follows(stated, from, to) })));
  const first = pairs.find(({ from, to }) => own(from) && own(to));
  if (!first?.from.value || first.to.value === null || pairs.some(({ fits }) => fits)) return [];
  const computed = (first.to.value / first.from.value - 1) * 100;
  return [{ kind: "change", indicator, quotations: [first.from, first.to, stated], computed }];
}

/** True if the stated change may follow from the two values, or if it cannot be reckoned. */
function follows(stated: StoredPoint, before: StoredPoint, now: StoredPoint): boolean {
  const [step, stepBefore, stepNow] = [stated, before, now].map(stepOf);
  if (step == null || stepBefore == null || stepNow == null || !before.value || stated.value === null) return true;
  const exactly = (from: number, to: number) => (to / from - 1) * 100;
  const half = (each: number) => (Number.isInteger(each) && each === 1 ? 0 : each / 2);
  const reached = [-1, 1].flatMap((a) =>
    [-1, 1].map((b) => exactly((before.value ?? 0) + a * half(stepBefore), (now.value ?? 0) + b * half(stepNow))),
  );
  // A change that is printed one digit too far or cut instead of rounded is no doubt.
  return stated.value >= Math.min(...reached) - step && stated.value <= Math.max(...reached) + step;
}

const digits = (value: number) =>
  String(Math.abs(value))
    .replace(/\D/gu, "")
    .replace(/^0+|0+$/gu, "").length;

/** The nearest power of ten between two values, and how far off it is, in powers of ten. */
function powerBetween(one: number, other: number) {
  const ratio = Math.abs(Math.log10(other / one));
  return { power: Math.round(ratio), off: Math.abs(ratio - Math.round(ratio)) };
}

/** Values are steady if none is more than so many times another: ten times as much is then no growth. */
const STEADY = 2;
const FEWEST_BESIDE = 2;
const MOST_APART = 2;
/** Two values alone: digits that are the same but for rounding. */
const SAME_DIGITS = 0.005;
const FEWEST_DIGITS = 3;
/** Ten thousand times and the like is no growth. */
const BEYOND_GROWTH = 3;
const nearPower = (power: number) => (power >= BEYOND_GROWTH ? 0.15 : 0.05);

/**
 * A value that stands among steady ones with the point in another place, or ten thousand times as large: a unit that was mistaken.
 * Between two values alone the digits have to be the same.
 */
function powersOfTen(indicator: Indicator, series: readonly StoredPoint[]): YearDoubt[] {
  const stated = series.filter(({ value }) => value !== null && value > 0);
  return stated.flatMap((point, at): YearDoubt[] => {
    const others = stated.filter((other) => other !== point);
    const before = stated[at - 1];
    const beside = before ?? stated[at + 1];
    if (!beside || Math.abs(beside.year - point.year) > MOST_APART) return [];
    const isOutlier =
      others.length >= FEWEST_BESIDE
        ? isAmongSteady(point, others)
        : before !== undefined && isSameButForThePoint(before, point);
    const quotations = before ? [before, point] : [point, beside];
    return isOutlier ? [{ kind: "power-of-ten", indicator, quotations, computed: null }] : [];
  });
}

function isAmongSteady(point: StoredPoint, others: readonly StoredPoint[]): boolean {
  const values = others.map(({ value }) => value ?? 0).toSorted((a, b) => a - b);
  const [least = 0, usual = 0, most = 0] = [values[0], values[Math.floor(values.length / 2)], values.at(-1)];
  const { power, off } = powerBetween(usual, point.value ?? 0);
  return most <= STEADY * least && power >= 1 && off < nearPower(power);
}

function isSameButForThePoint(before: StoredPoint, now: StoredPoint): boolean {
  const { power, off } = powerBetween(before.value ?? 0, now.value ?? 0);
  if (power >= BEYOND_GROWTH) return off < nearPower(power);
  const isPrecise = digits(before.value ?? 0) >= FEWEST_DIGITS && digits(now.value ?? 0) >= FEWEST_DIGITS;
  return power >= 1 && isPrecise && off < SAME_DIGITS;
}

/** Each report's expectation, beside the statement of the next year's report; the latest first. */
export function expectationsOf(points: readonly StoredPoint[]): Expectation[] {
  const results = new Map(
    points.filter((point) => exact(point) && own(point)).map((point) => [`${point.indicator} ${point.year}`, point]),
  );
  return points
    .filter(({ leftOut, value }) => leftOut === "target" && value !== null)
    .flatMap((expected) => {
      const indicator = INDICATORS.find(({ slug }) => slug === expected.indicator);
      const year = expected.year > expected.statedIn ? expected.year : expected.statedIn + 1;
      const result = results.get(`${expected.indicator} ${year}`);
      return indicator && result ? [{ indicator, expected, result }] : [];
    })
    .toSorted((a, b) => b.result.year - a.result.year);
}
