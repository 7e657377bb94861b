import type { StandardSection } from "../ingest/signs/standard-outline.ts";
import { comparePath, sectionPath } from "../paths.ts";
import { blockText } from "../reports/anchors.ts";
import type { Section } from "../reports/report.ts";
import type { ReportText } from "../reports/view.ts";
import { TEXTS } from "./choice-matrix.tsx";
import { ComparedBlocks } from "./column-text.tsx";
import type { ComparedColumn, ComparedPick } from "./compare.ts";
import { compareWords } from "./words.ts";

interface TableProps {
  columns: readonly ComparedColumn[];
  section: StandardSection;
  picks: readonly ComparedPick[];
  names: ReadonlyMap<string, string>;
}

const OPENING = 90;

/** More reports than fit side by side: a row each, the whole text unfolded on demand. */
export const ColumnsTable = ({ columns, section, picks, names }: TableProps) => (
  <div class="scroll" role="region" aria-label={compareWords.columns} tabindex={0} id={TEXTS}>
    <table class="data words compared">
      <caption>{compareWords.table(columns.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{compareWords.report}</th>
          <th scope="col">{compareWords.heading}</th>
          <th scope="col" class="num">
            {compareWords.length}
          </th>
          <th scope="col">{compareWords.opening}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr>
            <th scope="row">
              <ReportCell column={column} section={section} picks={picks} names={names} />
            </th>
            {column.state === "text" ? (
              <TextCells view={column.view} sections={column.sections} />
            ) : (
              <td colspan={3}>{column.state === "without" ? compareWords.without : column.message}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function ReportCell({ column, section, picks, names }: Omit<TableProps, "columns"> & { column: ComparedColumn }) {
  const { pick } = column;
  const bureau = "view" in column ? column.view.bureau.shortName : (names.get(pick.bureau) ?? pick.bureau);
  const name = `${bureau} ${pick.year}`;
  const others = picks.filter((other) => other !== pick);
  return (
    <>
      <b>{name}</b>{" "}
      <a
        class="hint"
        rel="nofollow"
        href={`${comparePath(section.slug, others)}#${TEXTS}`}
        aria-label={compareWords.remove(name)}
      >
        {compareWords.removeShort}
      </a>
    </>
  );
}

function TextCells({ view, sections }: { view: ReportText; sections: readonly Section[] }) {
  const [first] = sections as [Section, ...Section[]];
  const text = sections.flatMap(({ blocks }) => blocks.map((block) => blockText(block))).join("");
  const letters = Array.from(text);
  return (
    <>
      <td>
        <a href={sectionPath(view.bureau.slug, view.year, first.slug)}>{first.heading}</a>
      </td>
      <td class="num" data-y={compareWords.length}>
        {letters.length}
      </td>
      <td>
        {letters.length <= OPENING ? (
          text
        ) : (
          <>
            <p>{letters.slice(0, OPENING).join("")}…</p>
            <details>
              <summary>{compareWords.whole}</summary>
              {sections.map((section) => (
                <ComparedBlocks view={view} section={section} />
              ))}
            </details>
          </>
        )}
      </td>
    </>
  );
}
