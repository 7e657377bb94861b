import { paragraphPath } from "../paths.ts";
import { toCsv } from "../ui/csv.ts";
import type { IndicatorSeries } from "./read.ts";
import { indicatorWords } from "./words.ts";

const STATES = {
  stated: "",
  withheld: indicatorWords.withheld,
  missing: indicatorWords.missing,
  withdrawn: indicatorWords.withdrawn,
  "not-stated": indicatorWords.notStated,
};

const MOST_CELLS = 900;
const ROWS = { fewest: 10, most: 50 };

/** How many bureaus stand on one page: so many that the page stays small, however many years there are. */
export const rowsOfPage = ({ years }: IndicatorSeries): number =>
  Math.min(ROWS.most, Math.max(ROWS.fewest, Math.floor(MOST_CELLS / Math.max(1, years.length))));

/** A row a value and a row a gap; values in the indicator's own unit. */
export function indicatorTable({ indicator, series, notes }: IndicatorSeries, origin: string): string {
  const rows = series.flatMap(({ bureau, cells }) =>
    cells.flatMap(({ year, state, point, also, differs }) => {
      if (state === "before") return [];
      if (!point)
        return [[bureau.name.name, year, null, null, indicator.unit, "", STATES[state], null, null, "", "", ""]];
      return [point, ...also].map((each) => [
        bureau.name.name,
        year,
        each.value,
        each.upTo,
        indicator.unit,
        each.approximate ? indicatorWords.approximate : "",
        differs ? indicatorWords.toCheck : STATES[each.value === null ? "withheld" : "stated"],
        each.statedIn,
        each.revision,
        each.text,
        origin + paragraphPath(bureau.name.slug, each.statedIn, each.section, each.anchor, each.revision),
        notes.get(each.note ?? "")?.reason ?? "",
      ]);
    }),
  );
  return toCsv([indicatorWords.tableHead, ...rows]);
}
