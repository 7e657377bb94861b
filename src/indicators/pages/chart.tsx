import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { pointHref } from "../block/point-link.ts";
import { shownValue } from "../present.ts";
import { type Series, type SeriesCell, type SeriesTable } from "../series.ts";
import { indicatorWords } from "../words.ts";
import { namePlaces } from "./name-places.ts";
import { valueRuns } from "./runs.ts";
import { multiplesHeight, SmallMultiples } from "./small-multiples.tsx";

/** A tenth of a pixel is seen by nobody. */
const tenth = (pixels: number) => Math.round(pixels * 10) / 10;

const WIDTH = 640;
const HEIGHT = 260;
const EDGE = { left: 56, right: 84, top: 22, bottom: 30 };
/** Title and source of a downloaded picture. */
const SOURCE_LINES = 42;
/** So many lines can be told apart by their marks; more bureaus have a small chart each. */
export const MOST_LINES = 6;
/** A single value is no line. */
const FEWEST_POINTS = 2;
const MARKS = [
  "m-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0",
  "m-4,-4h8v8h-8z",
  "m0,-5l5,9h-10z",
  "m0,-5l5,5l-5,5l-5,-5z",
  "m-4,-4l8,8m0,-8l-8,8",
  "m0,-5v10m-5,-5h10",
];

/** In a downloaded picture; on a page the style sheet decides. */
const COLOURS = ["#065279", "#8a3b0c", "#2f6f3e", "#6b3d8f", "#8a6d00", "#525b60"];

interface ChartProps {
  table: SeriesTable;
  name: string;
  unit: string;
  worth: number;
  /** The words of a screen reader in place of a picture that stands alone and leads nowhere. */
  label?: string;
  /** A line of its own below: the source of the picture, for a downloaded one, whose points are no links. */
  source?: string;
}

/** The chart on a page: on a phone it is moved sideways rather than shrunk until nobody can read it. */
export function ChartFrame(props: ChartProps) {
  if (!isDrawn(props.table)) return <></>;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={indicatorWords.chartRegion(props.name)}>
      <IndicatorChart {...props} />
    </div>
  );
}

/** A chart needs two years, and two values. */
export function isDrawn({ series, years }: SeriesTable): boolean {
  const stated = series.map(({ cells }) => cells.filter(({ point }) => point?.value != null).length);
  const hasLine =
    Math.max(0, ...stated) >= FEWEST_POINTS || stated.filter((count) => count > 0).length >= FEWEST_POINTS;
  return hasLine && years.length >= FEWEST_POINTS;
}

/**
 * Lines of values by year; if there are many bureaus, a small chart of each. The table beside it says the same in words. Only for
 * a table that `isDrawn`.
 */
export function IndicatorChart({ table, name, unit, worth, label, source }: ChartProps) {
  const isMany = table.series.length > MOST_LINES;
  const height = isMany ? multiplesHeight(table.series.length) : HEIGHT;
  const whole = height + (source ? SOURCE_LINES : 0);
  return (
    <svg
      class="chart trend"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${whole}`}
      {...(source && { width: WIDTH, height: whole })}
      role={source || label || isMany ? "img" : "group"}
      font-size="13"
      font-family="sans-serif"
      aria-label={label ?? indicatorWords.chartLabel(name, unit)}
    >
      {source && <rect width={WIDTH} height={whole} fill="#fff" />}
      {isMany ? (
        <SmallMultiples table={table} worth={worth} colour={COLOURS[0] ?? ""} />
      ) : (
        <Lines table={table} unit={unit} worth={worth} leads={!source} bare={label !== undefined} />
      )}
      {source && (
        <>
          <text x="8" y={height + 14} font-weight="bold">
            {`${name}（${unit}）`}
          </text>
          <text x="8" y={height + 34}>
            {source}
          </text>
        </>
      )}
    </svg>
  );
}

interface LinesProps {
  table: SeriesTable;
  unit: string;
  worth: number;
  /** Each point is a link to the paragraph that states it. */
  leads: boolean;
  /** In as few bytes as can be: all marks of a line are one shape. */
  bare: boolean;
}

function Lines({ table, unit, worth, leads, bare }: LinesProps) {
  const { years, series } = table;
  const values = series.flatMap(({ cells }) =>
    cells.flatMap(({ point }) => (point?.value == null ? [] : [point.value])),
  );
  const x = scaleLinear([years[0] ?? 0, years.at(-1) ?? 0], [EDGE.left + 24, WIDTH - EDGE.right]);
  const y = scaleLinear([Math.min(0, ...values), Math.max(0, ...values)], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const at = ({ year, point }: SeriesCell): [number, number] => [tenth(x(year)), tenth(y(point?.value ?? 0))];
  const step = Math.ceil(years.length / 12);
  const labelled = series.length <= 2;
  const ends = series.map(({ cells }) => cells.findLast(({ point }) => point?.value != null));
  const heights = namePlaces(ends.map((cell) => (cell ? at(cell) : [0, 0])));
  return (
    <>
      {y.ticks(4).map((tick) => (
        <>
          <line
            class="grid"
            stroke="#d3dada"
            x1={EDGE.left}
            x2={WIDTH - EDGE.right}
            y1={tenth(y(tick))}
            y2={tenth(y(tick))}
          />
          <text x={EDGE.left - 6} y={tenth(y(tick) + 4)} text-anchor="end">
            {shownValue({ value: tick, upTo: null, approximate: false }, worth)}
          </text>
        </>
      ))}
      {years
        .filter((_, index) => index % step === 0)
        .map((year) => (
          <text x={x(year)} y={HEIGHT - 8} text-anchor="middle">
            {year}
          </text>
        ))}
      {series.map(({ bureau, cells }, index) => {
        const stated = cells.filter(({ point }) => point?.value != null);
        const last = ends[index];
        return (
          <g class={`line n${index}`} stroke={COLOURS[index]} stroke-width="1.5">
            <path class="gap" stroke-dasharray="3 4" stroke-width="1" d={line()(stated.map(at)) ?? ""} fill="none" />
            {valueRuns(cells).map((run) => (
              <path d={line()(run.map(at)) ?? ""} fill="none" />
            ))}
            {bare && (
              <path
                class="mark"
                fill={COLOURS[index]}
                d={stated.map((cell) => `M${at(cell).join()}${MARKS[index]}`).join("")}
              />
            )}
            {(bare ? [] : stated).map((cell) => (
              <Mark
                bureau={bureau}
                cell={cell}
                at={at(cell)}
                index={index}
                said={cell.point ? shownValue(cell.point, worth) : ""}
                unit={unit}
                leads={leads}
              />
            ))}
            {labelled &&
              stated.map((cell) => (
                <text x={at(cell)[0]} y={at(cell)[1] - 9} text-anchor="middle" stroke="none">
                  {cell.point && shownValue(cell.point, worth)}
                </text>
              ))}
            {last && (
              <text class="name" stroke="none" x={at(last)[0] + 10} y={(heights[index] ?? 0) + 4}>
                {bureau.name.shortName.slice(0, 6)}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

interface MarkProps {
  bureau: Series["bureau"];
  cell: SeriesCell;
  at: [number, number];
  index: number;
  /** The value as it is shown. */
  said: string;
  unit: string;
  leads: boolean;
}

function Mark({ bureau, cell, at, index, said, unit, leads }: MarkProps) {
  const label = indicatorWords.chartPoint(bureau.name.shortName, cell.year, said, unit);
  const mark = (
    <path class="mark" fill={COLOURS[index]} d={MARKS[index]} transform={`translate(${at.join(" ")})`}>
      <title>{label}</title>
    </path>
  );
  if (!leads || !cell.point) return mark;
  return (
    <a href={pointHref(bureau.name.slug, cell.point)} aria-label={label}>
      <circle class="touch" cx={at[0]} cy={at[1]} r="12" fill="transparent" stroke="none" />
      {mark}
    </a>
  );
}
