import { bureauIndicatorsPath, indicatorPath } from "../../paths.ts";
import { type Indicator, INDICATORS } from "../indicator.ts";
import { scaleOf } from "../present.ts";
import type { StoredPoint } from "../reading/points.ts";
import type { GridRow, GridValue } from "./value-grid.tsx";

/** So many years fit beside a section; the bureau's page of indicators has all. */
const MOST_YEARS = 8;

/** The values of one bureau's reports (a slug), an indicator a row, the latest years as columns. */
export function rowsByYear(bureau: string, points: readonly StoredPoint[]): { years: number[]; rows: GridRow[] } {
  const stated = points.filter(({ leftOut }) => leftOut === null);
  const years = latestOf(stated.map(({ year }) => year));
  const byIndicator = Map.groupBy(stated, ({ indicator }) => indicator);
  const rows = INDICATORS.flatMap((indicator) => {
    const own = byIndicator.get(indicator.slug);
    return own
      ? [
          toRow(
            indicator,
            years.map((year) =>
              valueOf(
                bureau,
                own.filter((point) => point.year === year),
              ),
            ),
          ),
        ]
      : [];
  });
  return { years, rows };
}

/** The values that some reports state of their own year, an indicator of these standard sections a row, a report a column. */
export function rowsByReport(
  sections: readonly string[],
  reports: readonly { bureau: string; year: number; points: readonly StoredPoint[] }[],
): GridRow[] {
  return INDICATORS.filter((indicator) => sections.includes(indicator.section)).flatMap((indicator) => {
    const values = reports.map(({ bureau, year, points }) => {
      const own = (point: StoredPoint) =>
        point.indicator === indicator.slug && point.year === year && point.leftOut === null;
      return valueOf(bureau, points.filter(own));
    });
    return values.some((value) => value !== null) ? [toRow(indicator, values)] : [];
  });
}

const MOST_BUREAUS = 5;

/** One indicator in some bureaus, a bureau a row, the latest years as columns. */
export function rowsByBureau(
  indicator: Indicator,
  found: readonly { bureau: string; name: string; point: StoredPoint }[],
): { years: number[]; rows: GridRow[] } {
  const stated = found.filter(({ point }) => point.leftOut === null);
  const years = latestOf(stated.map(({ point }) => point.year));
  const byBureau = [...Map.groupBy(stated, ({ bureau }) => bureau)].slice(0, MOST_BUREAUS);
  const { worth, prefix } = scaleOf(stated.map(({ point }) => point.value));
  const rows = byBureau.map(([bureau, own]): GridRow => {
    const of = (year: number) => own.flatMap(({ point }) => (point.year === year ? [point] : []));
    const values = years.map((year) => valueOf(bureau, of(year)));
    return {
      label: own[0]?.name ?? bureau,
      href: bureauIndicatorsPath(bureau),
      unit: prefix + indicator.unit,
      worth,
      values,
    };
  });
  return { years, rows };
}

const latestOf = (years: readonly number[]) => [...new Set(years)].toSorted((a, b) => a - b).slice(-MOST_YEARS);

/** A year's value: the one that its own report states, else the one of a later report. */
export function valueOf(bureau: string, points: readonly StoredPoint[]): GridValue | null {
  const [point, ...also] = points.toSorted((a, b) => a.statedIn - b.statedIn);
  if (!point) return null;
  return { bureau, point, differs: also.some(({ value, upTo }) => value !== point.value || upTo !== point.upTo) };
}

function toRow({ name, slug, unit }: Indicator, values: (GridValue | null)[]): GridRow {
  const { worth, prefix } = scaleOf(values.map((value) => value?.point.value ?? null));
  return { label: name, href: indicatorPath(slug), unit: prefix + unit, worth, values };
}
