import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { bureauPath, yearPath, yearsPath } from "../paths.ts";
import type { readYear, readYears } from "../reports/catalog/browse.ts";
import { DemoTag } from "../ui/demo-tag.tsx";
import { page } from "../ui/layout.tsx";
import { SearchWithin } from "../ui/masthead.tsx";
import { Paging } from "../ui/paging.tsx";
import type { Demo } from "../reports/catalog/demo.ts";
import { uiWords } from "../ui/words.ts";
import { ListedEdition } from "./bureau-page.tsx";
import { TraitFilter, withTraits } from "./trait-filter.tsx";
import { homeWords } from "./words.ts";
import { Phrases } from "../ui/phrases.tsx";

export function yearsPage(c: Context<AppEnv>, years: Awaited<ReturnType<typeof readYears>>, demo: Demo) {
  const body = (
    <>
      <div class="head">
        <h1>{homeWords.yearsTitle}</h1>
        <p>{years.length === 0 ? homeWords.emptyTitle : homeWords.yearsLead}</p>
      </div>
      {years.length > 0 && (
        <ol class="lines editions rule">
          {years.map(({ year, published, withdrawn, missing }) => (
            <li>
              <a class="year" href={yearPath(year)}>
                {year}
              </a>
              <p class="row">
                <span>{homeWords.yearLine(published)}</span>
                {missing > 0 && <span class="over">{homeWords.yearMissing(missing)}</span>}
                {withdrawn > 0 && <span>{homeWords.yearWithdrawn(withdrawn)}</span>}
              </p>
            </li>
          ))}
        </ol>
      )}
    </>
  );
  const head = {
    title: homeWords.yearsTitle,
    path: yearsPath(),
    section: "years" as const,
    demo,
  };
  return page(c, { ...head, description: homeWords.yearsLead }, body);
}

interface Year extends Awaited<ReturnType<typeof readYear>> {
  size: number;
  demo: Demo;
}

export function yearPage(
  c: Context<AppEnv>,
  { totals, traits, chosen, reports, missing, older, newer, page: n, size, demo }: Year,
) {
  const { year, published, withdrawn } = totals;
  const pathOf = (number: number) => withTraits(yearPath(year), chosen, number);
  const body = (
    <>
      <div class="head">
        <nav class="crumb" aria-label={homeWords.yearsTitle}>
          <a href={yearsPath()}>{homeWords.yearsTitle}</a>
        </nav>
        <h1>{homeWords.yearTitle(year)}</h1>
        <SearchWithin fields={{ year: String(year) }} label={uiWords.searchIn(homeWords.yearTitle(year))} />
        <nav class="row" aria-label={homeWords.otherYears}>
          {older !== undefined && <a href={yearPath(older)}>{homeWords.yearBefore(older)}</a>}
          {newer !== undefined && <a href={yearPath(newer)}>{homeWords.yearAfter(newer)}</a>}
        </nav>
        <TraitFilter counts={traits} chosen={chosen} href={(choice) => withTraits(yearPath(year), choice)} />
      </div>
      <section class="side rule">
        <h2>{homeWords.yearLine(published)}</h2>
        <div>
          <ol class="lines named">
            {reports.map((line) => (
              <li>
                <p>
                  <a href={bureauPath(line.bureau.slug)}>{line.bureau.shortName}</a>
                  {demo === "some" && line.bureau.demo && <DemoTag />}
                </p>
                <ListedEdition line={line} />
              </li>
            ))}
          </ol>
          <Paging page={n} size={size} total={published + withdrawn} href={pathOf} />
        </div>
      </section>
      {missing.length > 0 && (
        <section class="side rule">
          <div>
            <h2>
              <Phrases text={homeWords.yearMissingTitle} />
            </h2>
            <p class="hint">{homeWords.yearMissingHint}</p>
          </div>
          <ul class="row">
            {missing.map((bureau) => (
              <li>
                <b class="gap">{homeWords.gap}</b> <a href={bureauPath(bureau.slug)}>{bureau.shortName}</a>
                {demo === "some" && bureau.demo && <DemoTag />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
  const title = homeWords.yearTitle(year);
  const head = { title, path: pathOf(n), section: "years" as const, demo };
  return page(c, { ...head, description: `${title}：${homeWords.yearLine(published)}` }, body);
}
