import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import {
  bureauFeedBase,
  bureauIndicatorsPath,
  bureauPath,
  bureausPath,
  feedbackRegisterPath,
  followPath,
  newFeedbackPath,
  reportPath,
  revisionsPath,
} from "../paths.ts";
import type { readBureau } from "../reports/catalog/browse.ts";
import type { ReportLine } from "../reports/view.ts";
import { feedAlternates } from "../ui/feeds/feed.ts";
import { page } from "../ui/layout.tsx";
import { SearchWithin } from "../ui/masthead.tsx";
import { Day } from "../ui/time.tsx";
import { uiWords } from "../ui/words.ts";
import { homeWords } from "./words.ts";
import { Phrases } from "../ui/phrases.tsx";

type Bureau = Awaited<ReturnType<typeof readBureau>>;

/** Every year of a bureau from its first report on, the missed ones in their places. */
export function bureauPage(c: Context<AppEnv>, { bureau, aliases, reports, missed }: Bureau) {
  const lines = [
    ...reports.map((report) => ({ year: report.year, report })),
    ...missed.map((year) => ({ year, report: null })),
  ];
  lines.sort((a, b) => b.year - a.year);
  const published = reports.filter((report) => report.status === "published").length;
  const body = (
    <div class="stack" itemscope itemtype="https://schema.org/Organization">
      <div class="head">
        <nav class="crumb" aria-label={homeWords.bureau}>
          <a href={bureausPath()}>{homeWords.bureausTitle}</a>
        </nav>
        <h1 itemprop="name">
          <Phrases text={bureau.name} />
        </h1>
        <p>{reports.length === 0 ? homeWords.bureauNone : homeWords.bureauLead(published, missed.length)}</p>
        {aliases.length > 0 && (
          <p class="hint">
            {homeWords.aliases}：{aliases.join("、")}
          </p>
        )}
        <SearchWithin
          fields={{ bureau: bureau.slug }}
          label={uiWords.searchIn(homeWords.reportsOf(bureau.shortName))}
        />
        <p class="row">
          <a href={bureauIndicatorsPath(bureau.slug)}>{homeWords.indicators}</a>
          <a href={followPath(`?kind=bureau&target=${bureau.slug}`)}>{homeWords.bureauFeed}</a>
          <a href={`/api/v1/bureaus/${bureau.slug}`}>{homeWords.bureauData}</a>
          <a href={registerOf(bureau.slug)}>{homeWords.bureauRegister}</a>
          <a href={newFeedbackPath({ bureau: bureau.slug })} rel="nofollow">
            {homeWords.bureauSupervise}
          </a>
        </p>
      </div>
      {lines.length > 0 && (
        <section class="side rule">
          <div>
            <h2>{homeWords.years}</h2>
            <p class="hint">{homeWords.yearsHint}</p>
          </div>
          <ol class="lines editions">
            {lines.map(({ year, report }) => (
              <li>
                <b class="year">{year}</b>
                {report ? <ListedEdition line={report} /> : <p class="gap">{homeWords.missing}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
  const path = bureauPath(bureau.slug);
  const title = bureau.name;
  const alternates = feedAlternates({ base: bureauFeedBase(bureau.slug) }, homeWords.bureauFeed);
  const description = `${bureau.name}：${homeWords.bureauLead(published, missed.length)}`;
  return page(c, { title, path, section: "bureaus", demo: bureau.demo ? "all" : null, alternates, description }, body);
}

const registerOf = (bureau: string) => `${feedbackRegisterPath()}?bureau=${bureau}`;

export function ListedEdition({ line }: { line: ReportLine }) {
  const { bureau, year, currentRevision, status, title, updatedAt, withdrawnAt } = line;
  if (status === "withdrawn") {
    return (
      <div>
        <p>
          <a href={reportPath(bureau.slug, year)}>
            <s>{title}</s>
          </a>
        </p>
        <p class="hint">
          {withdrawnAt && <Day at={withdrawnAt} />} {homeWords.isWithdrawn}
        </p>
      </div>
    );
  }
  return (
    <div>
      <p>
        <a href={reportPath(bureau.slug, year)}>{title}</a>
      </p>
      <p class="hint row">
        <span>
          {homeWords.revision(currentRevision)}，
          <Day at={updatedAt} />
          {homeWords.publishedTail}
        </span>
        {currentRevision > 1 && <a href={revisionsPath(bureau.slug, year)}>{homeWords.history}</a>}
      </p>
    </div>
  );
}
