import { bureauPath, reportPath } from "../paths.ts";
import type { Cell, MatrixRow } from "../reports/catalog/matrix.ts";
import { DemoTag } from "../ui/demo-tag.tsx";
import { homeWords } from "./words.ts";

interface MatrixProps {
  years: readonly number[];
  rows: readonly MatrixRow[];
  /** Real and invented bureaus stand side by side, so each invented one says so. */
  mixed: boolean;
}

/** Bureau × year: reports that are there, missing or withdrawn. */
export const ReportMatrix = ({ years, rows, mixed }: MatrixProps) => (
  <>
    <table class="matrix">
      <caption class="hide">{homeWords.matrixCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{homeWords.bureau}</th>
          {years.map((year) => (
            <th scope="col">{year}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ bureau, cells }) => (
          <tr>
            <th scope="row">
              <a href={bureauPath(bureau.slug)}>{bureau.shortName}</a>
              {mixed && bureau.demo && <DemoTag />}
            </th>
            {cells.map((cell) => (
              <MatrixCell cell={cell} slug={bureau.slug} name={bureau.shortName} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <p class="row hint">
      <span>
        <b>1</b> {homeWords.legendRevision}
      </span>
      <span>
        <b class="gap">{homeWords.gap}</b> {homeWords.legendGap}
      </span>
      <span>
        <s>{homeWords.struck}</s> {homeWords.legendStruck}
      </span>
      <span>{homeWords.legendBefore}</span>
    </p>
  </>
);

function MatrixCell({ cell, slug, name }: { cell: Cell; slug: string; name: string }) {
  const { year } = cell;
  if (cell.state === "published") {
    return (
      <td data-y={year}>
        <a href={reportPath(slug, year)} aria-label={homeWords.published(name, year, cell.revision)}>
          {cell.revision > 1 ? <b>{cell.revision}</b> : cell.revision}
        </a>
      </td>
    );
  }
  if (cell.state === "withdrawn") {
    return (
      <td data-y={year}>
        <a href={reportPath(slug, year)} aria-label={homeWords.withdrawn(name, year)}>
          <s>{homeWords.struck}</s>
        </a>
      </td>
    );
  }
  return cell.state === "missing" ? (
    <td data-y={year} class="gap">
      {homeWords.gap}
    </td>
  ) : (
    <td data-y={year}>
      <span class="hide">{homeWords.before}</span>
    </td>
  );
}
