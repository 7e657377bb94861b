import { indicatorPath } from "../../paths.ts";
import { type Indicator, INDICATORS } from "../indicator.ts";
import { scaleOf } from "../present.ts";
import type { StoredPoint } from "../reading/points.ts";
import type { GridRow, GridValue } from "./value-grid.tsx";

/** So many years fit beside a section; the bureau's page of indicators has all. */
const MOST_YEARS = 8;

/** What the reports of one bureau (a slug) state, an indicator a row, the latest years as columns. */
export function rowsByYear(bureau: string, points: readonly StoredPoint[]): { years: number[]; rows: GridRow[] } {
  const stated = points.filter(({ leftOut }) => leftOut === null);
  const years = [...new Set(stated.map(({ year }) => year))].toSorted((a, b) => a - b).slice(-MOST_YEARS);
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

/** What some reports state of their own year, an indicator of a standard section a row, a report a column. */
export function rowsByReport(
  section: string,
  reports: readonly { bureau: string; year: number; points: readonly StoredPoint[] }[],
): GridRow[] {
  return INDICATORS.filter((indicator) => indicator.section === section).flatMap((indicator) => {
    const values = reports.map(({ bureau, year, points }) => {
      const own = (point: StoredPoint) =>
        point.indicator === indicator.slug && point.year === year && point.leftOut === null;
      return valueOf(bureau, points.filter(own));
    });
    return values.some((value) => value !== null) ? [toRow(indicator, values)] : [];
  });
}

/** Of one year: the value that its own report states, else what a later one says. */
export function valueOf(bureau: string, points: readonly StoredPoint[]): GridValue | null {
  const [point, ...also] = points.toSorted((a, b) => a.statedIn - b.statedIn);
  if (!point) return null;
  return { bureau, point, differs: also.some(({ value, upTo }) => value !== point.value || upTo !== point.upTo) };
}

function toRow({ name, slug, unit }: Indicator, values: (GridValue | null)[]): GridRow {
  const { worth, prefix } = scaleOf(values.map((value) => value?.point.value ?? null));
  return { label: name, href: indicatorPath(slug), unit: prefix + unit, worth, values };
}
