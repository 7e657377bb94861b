import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { shownValue } from "../present.ts";
import { type Series, type SeriesCell, type SeriesTable } from "../series.ts";
import { valueRuns } from "./runs.ts";

const CELL = { width: 160, height: 92, columns: 4 };
const EDGE = { left: 8, right: 8, top: 24, bottom: 16 };
/** So many small charts a picture; the table has the rest. */
const MOST_CELLS = 48;

interface Props {
  table: SeriesTable;
  worth: number;
  colour: string;
}

/** A small chart a bureau, all on one scale, so that many can be told apart. Values stand in the table. */
export function SmallMultiples({ table, worth, colour }: Props) {
  const shown = table.series.slice(0, MOST_CELLS);
  const values = shown.flatMap(({ cells }) =>
    cells.flatMap(({ point }) => (point?.value == null ? [] : [point.value])),
  );
  const [from = 0, to = 0] = [table.years[0], table.years.at(-1)];
  const x = scaleLinear([from, to], [EDGE.left, CELL.width - EDGE.right]);
  const y = scaleLinear([Math.min(0, ...values), Math.max(0, ...values)], [CELL.height - EDGE.bottom, EDGE.top]);
  const at = ({ year, point }: SeriesCell): [number, number] => [x(year), y(point?.value ?? 0)];
  return (
    <>
      {shown.map((series, index) => (
        <g
          class="line n0"
          stroke={colour}
          stroke-width="1.5"
          transform={`translate(${(index % CELL.columns) * CELL.width} ${Math.floor(index / CELL.columns) * CELL.height})`}
        >
          <line class="grid" stroke="#d3dada" x1={EDGE.left} x2={CELL.width - EDGE.right} y1={y(0)} y2={y(0)} />
          <text x={EDGE.left} y={14} stroke="none">
            {series.bureau.name.shortName.slice(0, 8)}
          </text>
          <LastValue series={series} worth={worth} />
          {valueRuns(series.cells).map((run) => (
            <path d={line()(run.map(at)) ?? ""} fill="none" />
          ))}
          {series.cells
            .filter(({ point }) => point?.value != null)
            .map((cell) => (
              <circle class="mark" r="2.5" fill={colour} cx={at(cell)[0]} cy={at(cell)[1]} />
            ))}
          {index === 0 && (
            <text x={EDGE.left} y={CELL.height - 3} stroke="none" font-size="11">
              {from}–{to}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

function LastValue({ series, worth }: { series: Series; worth: number }) {
  const last = series.cells.findLast(({ point }) => point?.value != null)?.point;
  if (!last) return <></>;
  return (
    <text x={CELL.width - EDGE.right} y={14} text-anchor="end" stroke="none">
      {shownValue(last, worth)}
    </text>
  );
}

export const multiplesHeight = (series: number) => Math.ceil(Math.min(series, MOST_CELLS) / CELL.columns) * CELL.height;
