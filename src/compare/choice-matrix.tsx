import type { StandardSection } from "../ingest/signs/standard-outline.ts";
import { bureauPath, comparePath, reportPath } from "../paths.ts";
import type { BureauName } from "../reports/view.ts";
import { DemoTag } from "../ui/demo-tag.tsx";
import { Paging } from "../ui/paging.tsx";
import { BUREAUS_A_PAGE, type ReportChoice, type Choices } from "./choices.ts";
import { MOST_COLUMNS, MOST_COMPARED, type ComparedPick } from "./compare.ts";
import { compareWords } from "./words.ts";

/** Places on the page to which choices lead, so that nobody is thrown to its top. */
export const CHOOSE = "choose";
export const TEXTS = "texts";

interface MatrixProps {
  section: StandardSection;
  picks: readonly ComparedPick[];
  choices: Choices;
}

/** Bureaus × years: reports to put into the comparison, and those in it to take out. */
export function ChoiceMatrix({ section, picks, choices }: MatrixProps) {
  const isFull = picks.length >= MOST_COMPARED;
  return (
    <section class="side rule choose" id={CHOOSE}>
      <div>
        <h2>{compareWords.add}</h2>
        <p class="hint">
          {isFull ? compareWords.full(MOST_COMPARED) : compareWords.addHint(MOST_COMPARED, MOST_COLUMNS)}
        </p>
        {picks.length > 1 && (
          <p>
            <a href={`#${TEXTS}`}>{compareWords.toTexts(picks.length)}</a>
          </p>
        )}
      </div>
      <div class="stack tight">
        <table class="matrix">
          <caption class="hide">{compareWords.caption(section.name)}</caption>
          <thead>
            <tr>
              <th scope="col">{compareWords.bureau}</th>
              {choices.years.map((year) => (
                <th scope="col">{year}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {choices.rows.map(({ bureau, cells }) => (
              <tr>
                <th scope="row">
                  <a href={bureauPath(bureau.slug)}>{bureau.shortName}</a>
                  {bureau.demo && <DemoTag />}
                </th>
                {cells.map((cell) => (
                  <td data-y={cell.year} class={cell.state === "missing" ? "gap" : undefined}>
                    <ChoiceCell cell={cell} bureau={bureau} section={section} picks={picks} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p class="row hint">
          {compareWords.legend.map((text) => (
            <span>{text}</span>
          ))}
        </p>
        <Paging
          page={choices.page}
          size={BUREAUS_A_PAGE}
          total={choices.total}
          href={(n) => comparePath(section.slug, picks) + (n === 1 ? "" : `&page=${n}`) + `#${CHOOSE}`}
        />
      </div>
    </section>
  );
}

interface CellProps {
  cell: ReportChoice;
  bureau: BureauName;
  section: StandardSection;
  picks: readonly ComparedPick[];
}

function ChoiceCell({ cell, bureau, section, picks }: CellProps) {
  const { year, state } = cell;
  const isThis = (pick: ComparedPick) => pick.bureau === bureau.slug && pick.year === year;
  if (picks.some(isThis)) {
    const others = picks.filter((pick) => !isThis(pick));
    return (
      <a
        href={`${comparePath(section.slug, others)}#${CHOOSE}`}
        rel="nofollow"
        aria-current="true"
        aria-label={compareWords.removeLabel(bureau.shortName, year)}
      >
        {compareWords.chosen}
      </a>
    );
  }
  switch (state) {
    case "present":
      if (picks.length >= MOST_COMPARED) return <>{compareWords.has}</>;
      return (
        <a
          href={`${comparePath(section.slug, [...picks, { bureau: bureau.slug, year }])}#${picks.length === 1 ? TEXTS : CHOOSE}`}
          rel="nofollow"
          aria-label={compareWords.addLabel(bureau.shortName, year)}
        >
          {compareWords.has}
        </a>
      );
    case "without":
      return <small>{compareWords.none}</small>;
    case "withdrawn":
      return (
        <a href={reportPath(bureau.slug, year)} aria-label={`${bureau.shortName}${year} ${compareWords.struck}`}>
          <s>{compareWords.struck}</s>
        </a>
      );
    case "missing":
      return <>{compareWords.gap}</>;
    case "before":
      return <span class="hide">{compareWords.before}</span>;
  }
}
