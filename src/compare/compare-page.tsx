import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { type GridRow, ValueGrid } from "../indicators/block/value-grid.tsx";
import { indicatorWords } from "../indicators/words.ts";
import { STANDARD_OUTLINE, type StandardSection } from "../ingest/signs/standard-outline.ts";
import { comparePath, followPath, sectionFeedBase } from "../paths.ts";
import { feedAlternates } from "../ui/feeds/feed.ts";
import { page } from "../ui/layout.tsx";
import { CHOOSE, ChoiceMatrix, TEXTS } from "./choice-matrix.tsx";
import type { Choices } from "./choices.ts";
import { ColumnText } from "./column-text.tsx";
import { ColumnsTable } from "./columns-table.tsx";
import { type ComparedColumn, MOST_COLUMNS, MOST_COMPARED, type ComparedPick } from "./compare.ts";
import { compareWords } from "./words.ts";
import { Phrases } from "../ui/phrases.tsx";

interface Comparison {
  section: StandardSection;
  picks: readonly ComparedPick[];
  columns: readonly ComparedColumn[];
  choices: Choices;
  /** The reports' values of the section's indicators, a column each. */
  figures: readonly GridRow[];
  tooMany: boolean;
}

export function comparePage(c: Context<AppEnv>, comparison: Comparison) {
  const { section, picks, columns, choices, figures, tooMany } = comparison;
  const names = new Map(choices.rows.map(({ bureau }) => [bureau.slug, bureau.shortName]));
  const body = (
    <>
      <div class="head">
        <h1>
          <Phrases text={compareWords.titleOf(section.name)} />
        </h1>
        <SectionForm section={section} picks={picks} />
        <p class="hint">
          <a href={followPath(`?kind=section&target=${section.slug}`)}>{compareWords.feed(section.name)}</a>
        </p>
        {tooMany && <p>{compareWords.tooMany(MOST_COMPARED)}</p>}
        {columns.length > 1 && (
          <p class="screen">
            <a href={`#${CHOOSE}`}>{compareWords.toChoose}</a>
          </p>
        )}
        {columns.length === 0 && <p>{compareWords.empty}</p>}
      </div>
      {columns.length < 2 && <ChoiceMatrix {...comparison} />}
      {columns.length > MOST_COLUMNS && (
        <ColumnsTable columns={columns} section={section} picks={picks} names={names} />
      )}
      {columns.length > 0 && columns.length <= MOST_COLUMNS && (
        <div class="pair" id={TEXTS}>
          <section class={columns.length > 2 ? "two many" : "two"} aria-label={compareWords.columns}>
            {columns.map((column) => (
              <ColumnText column={column} section={section} picks={picks} names={names} />
            ))}
          </section>
        </div>
      )}
      {figures.length > 0 && (
        <section class="stack tight rule">
          <h2 id="figures">{indicatorWords.ofCompared}</h2>
          <ValueGrid
            caption={indicatorWords.ofCompared}
            first={indicatorWords.indicator}
            columns={picks.map(({ bureau, year }) => `${names.get(bureau) ?? bureau} ${year}`)}
            rows={figures}
          />
        </section>
      )}
      {columns.length > 1 && <ChoiceMatrix {...comparison} />}
    </>
  );
  const demo = columns.some((column) => "view" in column && column.view.bureau.demo) ? ("some" as const) : null;
  const head = { title: compareWords.titleOf(section.name), path: comparePath(section.slug, picks), demo };
  const alternates = feedAlternates({ base: sectionFeedBase(section.slug) }, compareWords.feed(section.name));
  return page(c, { ...head, section: "compare", description: compareWords.lead, alternates }, body);
}

const SectionForm = ({ section, picks }: { section: StandardSection; picks: readonly ComparedPick[] }) => (
  <form class="row filter" action={comparePath()}>
    <div>
      <label for="cs">{compareWords.section}</label>
      <select id="cs" name="section">
        {STANDARD_OUTLINE.map(({ slug, name, parent }) => (
          <option value={slug} selected={slug === section.slug}>
            {parent === null ? name : `　${name}`}
          </option>
        ))}
      </select>
    </div>
    {picks.map(({ bureau, year }) => (
      <input type="hidden" name="report" value={`${bureau}/${year}`} />
    ))}
    <button class="btn plain" type="submit">
      {compareWords.choose}
    </button>
  </form>
);

/** No section was named yet, or none of that name. */
export function chooseSectionPage(c: Context<AppEnv>, problem?: string) {
  const tops = STANDARD_OUTLINE.filter((section) => section.parent === null);
  const body = (
    <>
      <div class="head">
        <h1>
          <Phrases text={compareWords.title} />
        </h1>
        <p>{compareWords.lead}</p>
        {problem && <p class="err">{problem}</p>}
      </div>
      <section class="side rule">
        <h2>{compareWords.chooseSection}</h2>
        <ul class="lines">
          {tops.map((top) => (
            <li>
              <p class="row">
                <a href={comparePath(top.slug)}>
                  <b>{top.name}</b>
                </a>
                {below(top.slug).map(({ slug, name }) => (
                  <a href={comparePath(slug)}>{name}</a>
                ))}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
  const head = { title: compareWords.title, path: comparePath(), section: "compare" as const };
  return page(
    c,
    { ...head, unlisted: problem !== undefined, description: compareWords.lead },
    body,
    problem ? 404 : 200,
  );
}

/** All sections under one, in the order of the outline. */
function below(slug: string): StandardSection[] {
  return STANDARD_OUTLINE.filter(({ parent }) => parent === slug).flatMap((each) => [each, ...below(each.slug)]);
}
