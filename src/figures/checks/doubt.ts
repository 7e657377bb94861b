import type { Doubt, DoubtKind, Figure, FigureQuotation } from "../figure.ts";

const LEAD = 30;

/** A figure with the words of its clause that say what it counts. */
export function quote(text: string, first: Figure, last: Figure = first): FigureQuotation {
  const labelled = first.table ? -1 : text.lastIndexOf(first.label, first.start);
  const start =
    first.label !== "" && labelled >= 0 && first.start - labelled <= LEAD + first.label.length ? labelled : first.start;
  const { section, anchor } = first;
  return { section, anchor, start, end: last.end, text: text.slice(start, last.end) };
}

export const doubt = (
  kind: DoubtKind,
  quotations: [FigureQuotation, FigureQuotation],
  computed: string,
  message: string,
): Doubt => ({
  kind,
  quotations,
  computed,
  message: `待核对：${message}`,
});

/** A number as people write it: at most as many places as it has, never 0.30000000000000004. */
export const plain = (value: number, places = 4) => String(Number(value.toFixed(places)));

/** An amount in the unit it stands in, the large ones in 万 or 亿: 40.75万元. */
export function amount(value: number, { unit }: Pick<Figure, "unit">): string {
  const size = Math.abs(value);
  if (size >= 1e8) return `${plain(value / 1e8)}亿${unit}`;
  return size >= 1e5 || (unit === "元" && size >= 1e4) ? `${plain(value / 1e4)}万${unit}` : `${plain(value)}${unit}`;
}
