import { bureauPath, reportPath } from "../paths.ts";
import type { Cell, MatrixRow } from "../reports/catalog/matrix.ts";
import { DemoTag } from "../ui/demo-tag.tsx";
import { words } from "./words.ts";

interface MatrixProps {
  years: readonly number[];
  rows: readonly MatrixRow[];
  /** Real and invented bureaus stand side by side, so each invented one says so. */
  mixed: boolean;
}

/** Bureau × year: what is there, what is missing, what was withdrawn. */
export const Matrix = ({ years, rows, mixed }: MatrixProps) => (
  <>
    <table class="matrix">
      <caption class="hide">{words.matrixCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.bureau}</th>
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
            {cells.map((cell) => MatrixCell({ cell, slug: bureau.slug, name: bureau.shortName }))}
          </tr>
        ))}
      </tbody>
    </table>
    <p class="row hint">
      <span>
        <b>1</b> {words.legendRevision}
      </span>
      <span>
        <b class="gap">{words.gap}</b> {words.legendGap}
      </span>
      <span>
        <s>{words.struck}</s> {words.legendStruck}
      </span>
      <span>{words.legendBefore}</span>
    </p>
  </>
);

function MatrixCell({ cell, slug, name }: { cell: Cell; slug: string; name: string }) {
  const { year } = cell;
  if (cell.state === "published") {
    return (
      <td data-y={year}>
        <a href={reportPath(slug, year)} aria-label={words.published(name, year, cell.revision)}>
          {cell.revision > 1 ? <b>{cell.revision}</b> : cell.revision}
        </a>
      </td>
    );
  }
  if (cell.state === "withdrawn") {
    return (
      <td data-y={year}>
        <a href={reportPath(slug, year)} aria-label={words.withdrawn(name, year)}>
          <s>{words.struck}</s>
        </a>
      </td>
    );
  }
  return cell.state === "missing" ? (
    <td data-y={year} class="gap">
      {words.gap}
    </td>
  ) : (
    <td data-y={year}>
      <span class="hide">{words.before}</span>
    </td>
  );
}
