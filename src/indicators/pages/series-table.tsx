import { bureauIndicatorsPath, indicatorPath } from "../../paths.ts";
import { DemoTag } from "../../ui/demo-tag.tsx";
import type { ListedBureau } from "../../reports/catalog/directory.ts";
import { pointHref } from "../block/point-link.ts";
import { shownValue } from "../present.ts";
import type { SeriesCell, SeriesTable } from "../series.ts";
import { indicatorWords } from "../words.ts";

/** A row a bureau, a column a year; every value leads to its paragraph. */
export const SeriesGrid = ({ table, caption, worth }: { table: SeriesTable; caption: string; worth: number }) => (
  <div class="scroll" tabindex={0} role="region" aria-label={caption}>
    <table class="data series">
      <caption class="hide">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{indicatorWords.bureau}</th>
          {table.years.map((year) => (
            <th scope="col">{year}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.series.map(({ bureau, cells }) => (
          <tr>
            <th scope="row">
              <a href={bureauIndicatorsPath(bureau.name.slug)}>{bureau.name.shortName}</a>
              {bureau.name.demo && <DemoTag />}
            </th>
            {cells.map((cell) => (
              <td>
                <CellContent bureau={bureau} cell={cell} worth={worth} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function CellContent({ bureau, cell, worth }: { bureau: ListedBureau; cell: SeriesCell; worth: number }) {
  const { point, also, differs, state } = cell;
  if (!point) {
    if (state === "missing") return <span class="over">{indicatorWords.missing}</span>;
    if (state === "withdrawn") return <span class="hint">{indicatorWords.withdrawn}</span>;
    return <span class="hint">{state === "not-stated" ? indicatorWords.notStated : "—"}</span>;
  }
  return (
    <>
      <a href={pointHref(bureau.name.slug, point)}>{shownValue(point, worth)}</a>
      {point.statedIn !== point.year && <small> {indicatorWords.laterReport(point.statedIn)}</small>}
      {point.statedIn === point.year && point.revision > 1 && <small> {indicatorWords.revision(point.revision)}</small>}
      {point.note !== null && (
        <small>
          {" "}
          <a href={`${indicatorPath(point.indicator)}#notes`}>{indicatorWords.note}</a>
        </small>
      )}
      {differs && (
        <small>
          {" "}
          <b class="over">{indicatorWords.toCheck}</b>
          {also.map((other) => (
            <>
              {" "}
              <a href={pointHref(bureau.name.slug, other)}>
                {indicatorWords.laterReport(other.statedIn)}
                {shownValue(other, worth)}
              </a>
            </>
          ))}
        </small>
      )}
    </>
  );
}
