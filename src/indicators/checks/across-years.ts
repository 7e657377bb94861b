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

const own = ({ leftOut, year, statedIn, value, upTo, approximate }: StoredPoint) =>
  leftOut === null && year === statedIn && value !== null && upTo === null && !approximate;

/** All that does not agree among a bureau's points, by the year of the later report. */
export function checkAcrossYears(points: readonly StoredPoint[]): YearDoubt[] {
  const byIndicator = Map.groupBy(points.filter(own), ({ indicator }) => indicator);
  const at = (slug: string, year: number) => byIndicator.get(slug)?.find((point) => point.year === year);
  return INDICATORS.flatMap((indicator) =>
    (byIndicator.get(indicator.slug) ?? []).flatMap((point): YearDoubt[] => {
      if (indicator.kind === "share") return overHundred(indicator, point);
      if (indicator.kind === "change" && indicator.of)
        return changed(indicator, point, at(indicator.of, point.year - 1), at(indicator.of, point.year));
      const before = at(indicator.slug, point.year - 1);
      return indicator.kind === "amount" && before ? powerOfTen(indicator, before, point) : [];
    }),
  ).toSorted((a, b) => (b.quotations.at(-1)?.year ?? 0) - (a.quotations.at(-1)?.year ?? 0));
}

function overHundred(indicator: Indicator, point: StoredPoint): YearDoubt[] {
  return (point.value ?? 0) > 100 ? [{ kind: "over-100", indicator, quotations: [point], computed: null }] : [];
}

/** 下降 55.71% beside 143 in last year's report and 64 in this one, each as exact as it is printed. */
function changed(
  indicator: Indicator,
  stated: StoredPoint,
  before: StoredPoint | undefined,
  now: StoredPoint | undefined,
): YearDoubt[] {
  if (!before || !now || !before.value || now.value === null || stated.value === null) return [];
  const steps = [stated, before, now].map(stepOf);
  const [step, stepBefore, stepNow] = steps;
  if (step == null || stepBefore == null || stepNow == null) return [];
  const exactly = (from: number, to: number) => (to / from - 1) * 100;
  const half = (each: number) => (Number.isInteger(each) && each === 1 ? 0 : each / 2);
  const reached = [-1, 1].flatMap((a) =>
    [-1, 1].map((b) => exactly((before.value ?? 0) + a * half(stepBefore), (now.value ?? 0) + b * half(stepNow))),
  );
  // A change that is printed one digit too far or cut instead of rounded is no doubt.
  const low = Math.min(...reached) - step;
  const high = Math.max(...reached) + step;
  if (stated.value >= low && stated.value <= high) return [];
  return [{ kind: "change", indicator, quotations: [before, now, stated], computed: exactly(before.value, now.value) }];
}

const digits = (value: number) =>
  String(Math.abs(value))
    .replace(/\D/gu, "")
    .replace(/^0+|0+$/gu, "").length;

/** A value that is last year's with the point in another place, or ten thousand times as large: a unit that was mistaken. */
function powerOfTen(indicator: Indicator, before: StoredPoint, now: StoredPoint): YearDoubt[] {
  if (!before.value || !now.value) return [];
  const ratio = Math.abs(Math.log10(now.value / before.value));
  const power = Math.round(ratio);
  const off = Math.abs(ratio - power);
  const isPrecise = digits(before.value) >= 3 && digits(now.value) >= 3;
  const isJump = power >= 3 ? off < 0.15 : power >= 1 && isPrecise && off < 0.01;
  return isJump ? [{ kind: "power-of-ten", indicator, quotations: [before, now], computed: null }] : [];
}

/** Each report's expectation, beside the statement of the next year's report; the latest first. */
export function expectationsOf(points: readonly StoredPoint[]): Expectation[] {
  const results = new Map(points.filter(own).map((point) => [`${point.indicator} ${point.year}`, point]));
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
