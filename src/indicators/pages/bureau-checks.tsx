import { sectionPath } from "../../paths.ts";
import { pointHref } from "../block/point-link.ts";
import { ValueGrid } from "../block/value-grid.tsx";
import { valueOf } from "../block/rows.ts";
import type { Expectation, YearDoubt } from "../checks/across-years.ts";
import { scaleOf } from "../present.ts";
import type { OtherSeries } from "../reading/other-series.ts";
import type { StoredPoint } from "../reading/points.ts";
import { indicatorWords } from "../words.ts";

const Quoted = ({ bureau, point }: { bureau: string; point: StoredPoint }) => (
  <a href={pointHref(bureau, point)}>
    {indicatorWords.statedAs(point.statedIn, `${point.label.slice(-LONGEST_LABEL)}${point.text}`)}
  </a>
);

const LONGEST_LABEL = 24;
const DECIMALS = 2;

function toldOf({ kind, indicator, computed }: YearDoubt): string {
  if (kind !== "change") return indicatorWords.doubt[kind](indicator.name);
  return indicatorWords.doubt.change(indicator.name, indicatorWords.computed((computed ?? 0).toFixed(DECIMALS)));
}

/** The disagreements of a bureau's reports, each with every place. `bureau` is a slug. */
export function YearDoubts({ bureau, doubts }: { bureau: string; doubts: readonly YearDoubt[] }) {
  if (doubts.length === 0) return <></>;
  return (
    <section class="side rule" id="to-check">
      <h2>{indicatorWords.doubts}</h2>
      <div class="stack tight">
        <p class="hint">{indicatorWords.doubtsLead}</p>
        <ul class="lines">
          {doubts.slice(0, MOST_SHOWN).map((doubt) => (
            <li>
              <p>
                <b class="over">{indicatorWords.toCheck}</b> {toldOf(doubt)}
              </p>
              <p class="row">
                {doubt.quotations.map((point) => (
                  <Quoted bureau={bureau} point={point} />
                ))}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

const MOST_SHOWN = 50;

/** The aim and its outcome, side by side. */
export function Expectations({ bureau, expectations }: { bureau: string; expectations: readonly Expectation[] }) {
  if (expectations.length === 0) return <></>;
  return (
    <section class="side rule" id="expected">
      <h2>{indicatorWords.expectations}</h2>
      <div class="stack tight">
        <p class="hint">{indicatorWords.expectationsLead}</p>
        <ul class="lines">
          {expectations.slice(0, MOST_SHOWN).map(({ indicator, expected, result }) => (
            <li>
              <b>{indicator.name}</b>
              <p class="row">
                <span>
                  {indicatorWords.expected} <Quoted bureau={bureau} point={expected} />
                </span>
                <span>
                  {indicatorWords.result} <Quoted bureau={bureau} point={result} />
                </span>
              </p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Series of figures that are no indicator. */
export function OtherFigures({ bureau, others }: { bureau: string; others: readonly OtherSeries[] }) {
  if (others.length === 0) return <></>;
  const years = [...new Set(others.flatMap(({ points }) => points.map(({ year }) => year)))].toSorted((a, b) => a - b);
  const rows = others.map(({ subject, unit, section, points }) => {
    const { worth, prefix } = scaleOf(points.map(({ value }) => value));
    const last = points.at(-1)?.year ?? 0;
    return {
      label: subject,
      href: sectionPath(bureau, last, section),
      unit: prefix + unit,
      worth,
      values: years.map((year) =>
        valueOf(
          bureau,
          points.filter((point) => point.year === year),
        ),
      ),
    };
  });
  return (
    <section class="stack tight rule" id="others">
      <h2>{indicatorWords.others}</h2>
      <p class="hint">{indicatorWords.othersLead}</p>
      <ValueGrid caption={indicatorWords.others} first={indicatorWords.subject} columns={years} rows={rows} />
    </section>
  );
}
