import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import { indicatorPath, indicatorsPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import type { ListedIndicator } from "../read.ts";
import { indicatorWords } from "../words.ts";
import { SmallLine } from "./small-line.tsx";

/** All indicators by the section they belong to; `words` limits the list to names and definitions that hold them. */
export function indicatorsPage(c: Context<AppEnv>, listed: readonly ListedIndicator[], words: string) {
  const shown = listed.filter(({ indicator }) => `${indicator.name}${indicator.definition}`.includes(words));
  const groups = Map.groupBy(shown, ({ indicator }) => indicator.section);
  const body = (
    <>
      <div class="head">
        <h1>{indicatorWords.title}</h1>
        <p>{indicatorWords.lead}</p>
        <form method="get" action={indicatorsPath()} class="row ends" role="search" aria-label={indicatorWords.search}>
          <label>
            {indicatorWords.search}
            <input type="search" name="q" value={words} maxlength={40} />
          </label>
          <button class="btn plain" type="submit">
            {indicatorWords.searchButton}
          </button>
        </form>
      </div>
      {shown.length === 0 && (
        <p>
          {indicatorWords.noneFound(words)} <a href={indicatorsPath()}>{indicatorWords.all}</a>
        </p>
      )}
      {[...groups].map(([section, group]) => (
        <section class="side rule">
          <h2>{standardSection(section)?.name ?? indicatorWords.otherSections}</h2>
          <ul class="lines">
            {group
              .filter(({ points }) => points > 0)
              .map(({ indicator, points, byYear }) => (
                <li>
                  <p class="row">
                    <a href={indicatorPath(indicator.slug)}>{indicator.name}</a>
                    <small class="hint">
                      {indicatorWords.unit(indicator.unit)}　{indicatorWords.count(points)}
                    </small>
                    <SmallLine counts={byYear} />
                  </p>
                </li>
              ))}
            <Unstated group={group.filter(({ points }) => points === 0)} />
          </ul>
        </section>
      ))}
    </>
  );
  const head = {
    title: indicatorWords.title,
    path: indicatorsPath(),
    section: "indicators" as const,
    description: indicatorWords.description,
  };
  return page(c, head, body);
}

/** Those that no report states yet, in one line: they stay addresses. */
const Unstated = ({ group }: { group: readonly ListedIndicator[] }) =>
  group.length === 0 ? (
    <></>
  ) : (
    <li class="hint">
      {indicatorWords.none}
      {group.map(({ indicator }, index) => (
        <>
          {index > 0 && "、"}
          {indicator.name}
        </>
      ))}
    </li>
  );
