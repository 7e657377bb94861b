import type { Context } from "hono";
import { beijingDay } from "../day.ts";
import type { AppEnv } from "../http/app-env.ts";
import { IndicatorChart, isDrawn, MOST_LINES } from "../indicators/pages/chart.tsx";
import { scaleOf, shownValue } from "../indicators/present.ts";
import type { IndicatorSeries } from "../indicators/read.ts";
import type { Series, SeriesTable } from "../indicators/series.ts";
import { escapeXml } from "../ui/xml.ts";
import { indicatorPath } from "../paths.ts";
import { clip } from "./fit.ts";
import { embedPage, Out } from "./frame.tsx";
import { embedWords } from "./words.ts";

/** For the picture and the address below it, which names every bureau that was chosen. */
const CHART_BYTES = 5_800;
/** Which years and how many bureaus are drawn: the first of these that fits. */
const SMALLER: readonly [years: number, lines: number][] = [
  [Infinity, MOST_LINES],
  [20, MOST_LINES],
  [12, MOST_LINES],
  [12, 4],
  [10, 3],
  [8, 2],
  [5, 1],
];
const MOST_NAMED = 6;

/** The chart of an indicator, as much of it as fits, and what it leaves out in words. */
export async function indicatorEmbed(c: Context<AppEnv>, found: IndicatorSeries, search: string) {
  const { indicator, series } = found;
  const { worth, prefix } = scaleOf(series.flatMap(({ cells }) => cells.map(({ point }) => point?.value ?? null)));
  const unit = prefix + indicator.unit;
  const about = c.get("origin") + indicatorPath(indicator.slug);
  const href = about + search;
  const day = beijingDay(c.get("ctx").now());
  const summary = embedWords.values(indicator.name, unit, lastValues(series, worth));
  const room = CHART_BYTES - escapeXml(href).length;
  const drawn = await draw(found, room, (table) => (
    <IndicatorChart table={table} name={indicator.name} unit={unit} worth={worth} label={summary} />
  ));
  const body = (
    <>
      {series.some(({ bureau }) => bureau.name.demo) && <p class="hint">{embedWords.demo}</p>}
      <h1>{`${indicator.name}（${unit}）`}</h1>
      {series.length === 0 && <p>{embedWords.nothing}</p>}
      {series.length > 0 && drawn === null && <p>{summary}</p>}
      {drawn && (
        <>
          <div class="scroll" tabindex={0} role="region" aria-label={indicator.name}>
            {drawn.chart}
          </div>
          <p class="hint">{embedWords.drawn(yearsOf(drawn.table), drawn.table.series.length, series.length)}</p>
        </>
      )}
      <footer>
        <p>{embedWords.asOf(day)}</p>
        <p>
          <Out href={href}>{embedWords.allValues}</Out>
        </p>
      </footer>
    </>
  );
  return embedPage(c, { title: indicator.name, about }, body);
}

/** The largest part of the table whose picture fits; null if there is nothing to draw. */
async function draw(
  whole: SeriesTable,
  room: number,
  drawTable: (table: SeriesTable) => ReturnType<typeof IndicatorChart>,
) {
  for (const [years, lines] of SMALLER) {
    const table = lastYears(whole, years, lines);
    if (!isDrawn(table)) return null;
    const chart = drawTable(table);
    if (new TextEncoder().encode(String(await chart)).length <= room) return { table, chart };
  }
  return null;
}

function lastYears({ years, series, leftOut }: SeriesTable, most: number, lines: number): SeriesTable {
  const kept = years.slice(-Math.min(most, years.length));
  const first = kept[0] ?? 0;
  const cut = series.map((one) => ({ ...one, cells: one.cells.filter(({ year }) => year >= first) }));
  return { years: kept, series: cut.slice(0, lines), leftOut };
}

const yearsOf = ({ years }: SeriesTable) => embedWords.years(years[0] ?? 0, years.at(-1) ?? 0);

function lastValues(series: readonly Series[], worth: number): string {
  const named = series.slice(0, MOST_NAMED).flatMap(({ bureau, cells }) => {
    const last = cells.findLast(({ point }) => point !== null);
    return last?.point
      ? [embedWords.lastValue(clip(bureau.name.shortName, 12), last.year, shownValue(last.point, worth))]
      : [];
  });
  return `${named.join("；")}${series.length > MOST_NAMED ? "……" : "。"}`;
}
