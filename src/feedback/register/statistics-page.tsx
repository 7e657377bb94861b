import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { feedbackRegisterPath, feedbackStatisticsPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { Gauge } from "./register-page.tsx";
import type { Figures, Statistics } from "./statistics.ts";
import { feedbackWords } from "../words.ts";

const COLUMNS = [
  feedbackWords.received,
  feedbackWords.answered,
  feedbackWords.medianDays,
  feedbackWords.overdue,
  feedbackWords.everOverdue,
  feedbackWords.corrected,
];
const cells = (f: Figures) => [f.received, f.answered, f.medianDays, f.overdue, f.everOverdue, f.corrected];

/** The table for software: one line a year, then one a bureau. */
export const statisticsRows = (statistics: Statistics): (string | number | null)[][] => [
  ["", "", ...COLUMNS],
  ...statistics.byYear.map((row) => [feedbackWords.byYear, row.year, ...cells(row)]),
  ...statistics.byBureau.map((row) => [feedbackWords.byBureau, row.name, ...cells(row)]),
];

export function statisticsPage(c: Context<AppEnv>, statistics: Statistics) {
  const { byYear, byBureau } = statistics;
  return page(
    c,
    { title: feedbackWords.statisticsTitle, path: feedbackStatisticsPath(), section: "feedback" },
    <>
      <div class="stack">
        <div class="head">
          <p class="hint">
            <a href={feedbackRegisterPath()}>{feedbackWords.register}</a>
          </p>
          <h1>{feedbackWords.statisticsTitle}</h1>
          <p>{feedbackWords.statisticsLead(statistics.asOf)}</p>
          <p>
            <a href={`${feedbackStatisticsPath()}.csv`}>{feedbackWords.csv}</a>
          </p>
        </div>
        <Gauge figures={statistics.all} />
      </div>
      {byYear.length > 0 && (
        <section class="stack">
          <h2>{feedbackWords.byYear}</h2>
          <Chart rows={byYear} />
          <Table caption={feedbackWords.byYear} rows={byYear.map((row) => [String(row.year), row])} />
        </section>
      )}
      {byBureau.length > 0 && (
        <section class="stack">
          <h2>{feedbackWords.byBureau}</h2>
          <Table caption={feedbackWords.byBureau} rows={byBureau.map((row) => [row.name, row])} />
        </section>
      )}
    </>,
  );
}

const Table = ({ caption, rows }: { caption: string; rows: readonly (readonly [string, Figures])[] }) => (
  <div class="scroll" tabindex={0} role="region" aria-label={caption}>
    <table class="data">
      <caption class="hide">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{caption.slice(1)}</th>
          {COLUMNS.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, figures]) => (
          <tr>
            <th scope="row">{name}</th>
            {cells(figures).map((value) => (
              <td>{value ?? "—"}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const WIDTH = 480;
const LABEL = 56;
const BAR = 14;
const STEP = 40;

/** Bars of the feedback received, and within them of the answered; the table below has the same numbers. */
function Chart({ rows }: { rows: readonly (Figures & { year: number })[] }) {
  const most = Math.max(1, ...rows.map(({ received }) => received));
  const width = (value: number) => Math.round((value / most) * (WIDTH - LABEL - 96));
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${rows.length * STEP}`} role="img" aria-label={feedbackWords.chart}>
      {rows.map(({ year, received, answered }, index) => (
        <g transform={`translate(0 ${index * STEP})`}>
          <text x="0" y={BAR + 8}>
            {year}
          </text>
          <rect class="whole" x={LABEL} y="4" width={width(received)} height={BAR} />
          <rect class="part" x={LABEL} y={BAR + 6} width={width(answered)} height={BAR} />
          <text x={LABEL + width(received) + 6} y={BAR + 1}>
            {feedbackWords.receivedOf(received)}
          </text>
          <text x={LABEL + width(answered) + 6} y={2 * BAR + 4}>
            {feedbackWords.answeredOf(answered)}
          </text>
        </g>
      ))}
    </svg>
  );
}
