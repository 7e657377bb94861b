import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import {
  bureauPath,
  bureausPath,
  diffPath,
  feedBase,
  homePath,
  indicatorPath,
  indicatorsPath,
  reportPath,
  searchPath,
  feedbackStatusPath,
  newFeedbackPath,
} from "../paths.ts";
import type { ClockRules } from "../feedback/clock.ts";
import type { readCounts, matrixOf } from "../reports/catalog/browse.ts";
import type { ReportLine } from "../reports/view.ts";
import { feedAlternates } from "../ui/feeds/feed.ts";
import { indicatorOf } from "../indicators/indicator.ts";
import { page } from "../ui/layout.tsx";
import { Day } from "../ui/time.tsx";
import { demoOf } from "../reports/catalog/demo.ts";
import { ReportMatrix } from "./matrix.tsx";
import { Steps } from "./steps.tsx";
import { HowToSupervise } from "./supervise.tsx";
import { homeWords } from "./words.ts";

interface Home {
  counts: Awaited<ReturnType<typeof readCounts>>;
  newest: readonly ReportLine[];
  matrix: ReturnType<typeof matrixOf>;
  rules: ClockRules;
}

export function homePage(c: Context<AppEnv>, { counts, newest, matrix, rules }: Home) {
  const isEmpty = counts.bureaus === 0;
  const demo = demoOf(counts);
  const body = (
    <>
      <section class="side hero">
        <h1 class="slip">
          {homeWords.slip.map((line) => (
            <span>{line}</span>
          ))}
        </h1>
        <div class="stack tight">
          <p class="lead">{homeWords.lead}</p>
          <SearchBox reports={counts.reports} />
        </div>
        <Readouts counts={counts} />
      </section>
      {isEmpty ? <Empty /> : <Newest lines={newest} />}
      {!isEmpty && (
        <section class="side rule" id="bureaus">
          <div>
            <h2>{homeWords.matrix}</h2>
            <p class="hint">{homeWords.matrixHint}</p>
          </div>
          <div>
            <ReportMatrix {...matrix} mixed={demo === "some"} />
            {counts.bureaus > matrix.rows.length && (
              <p>
                <a href={bureausPath()}>{homeWords.allBureaus(counts.bureaus)}</a>
              </p>
            )}
          </div>
        </section>
      )}
      <HowItWorks />
      <HowToSupervise rules={rules} />
    </>
  );
  const alternates = feedAlternates({ base: feedBase() }, homeWords.newest);
  return page(c, { title: homeWords.title, path: homePath(), description: homeWords.lead, alternates, demo }, body);
}

const SearchBox = ({ reports }: { reports: number }) => (
  <form class="ask" role="search" action={searchPath()}>
    <label for="q">{homeWords.searchIn(reports)}</label>
    <div>
      <input type="search" id="q" name="q" autocomplete="off" spellcheck={false} />
      <button class="btn" type="submit">
        {homeWords.search}
      </button>
    </div>
    <p class="row hint">
      {homeWords.searchHint}
      {homeWords.searchExamples.map((example) => (
        <a href={searchPath(example)}>{example}</a>
      ))}
    </p>
    <p class="row hint">
      {homeWords.indicatorHint}
      {homeWords.indicatorExamples.map((slug) => (
        <a href={indicatorPath(slug)}>{indicatorOf(slug)?.name}</a>
      ))}
      <a href={indicatorsPath()}>{homeWords.allIndicators}</a>
    </p>
    <p class="row">
      <a class="btn plain" href={newFeedbackPath({ kind: "complaint" })}>
        {homeWords.complain}
      </a>
      <a href={newFeedbackPath({})}>{homeWords.otherFeedback}</a>
      <a href={feedbackStatusPath()}>{homeWords.byReceipt}</a>
    </p>
  </form>
);

const Readouts = ({ counts }: { counts: Home["counts"] }) => (
  <dl class="fit gauge">
    {(["bureaus", "reports", "revisions", "missed"] as const).map((key) => (
      <div>
        <dt>{homeWords.counts[key]}</dt>
        <dd class={key === "missed" && counts.missed > 0 ? "over" : undefined}>{counts[key]}</dd>
      </div>
    ))}
  </dl>
);

const Empty = () => (
  <section class="side rule">
    <h2>{homeWords.emptyTitle}</h2>
    <div class="stack tight">
      <p>{homeWords.empty}</p>
      <p>
        <code class="mono">{homeWords.emptyCommand}</code>
      </p>
    </div>
  </section>
);

const Newest = ({ lines }: { lines: readonly ReportLine[] }) => (
  <section class="side rule" id="new">
    <div>
      <h2>{homeWords.newest}</h2>
      <p class="hint">
        <a href={`${feedBase()}.atom`}>{homeWords.feed}</a>
      </p>
    </div>
    <ol class="lines ledger">
      {lines.map((line) => (
        <li>
          <Day at={line.updatedAt} class="no" />
          <span class="no">{homeWords.kinds[kindOf(line)]}</span>
          <NewsText line={line} />
        </li>
      ))}
    </ol>
  </section>
);

function kindOf({ status, currentRevision }: ReportLine) {
  if (status === "withdrawn") return "withdrawn";
  return currentRevision > 1 ? "revised" : "first";
}

function NewsText({ line }: { line: ReportLine }) {
  const { bureau, year, currentRevision, title } = line;
  const address = reportPath(bureau.slug, year);
  const kind = kindOf(line);
  if (kind === "first") {
    return (
      <p>
        <a href={address}>{title}</a>
        {homeWords.firstTail}
      </p>
    );
  }
  if (kind === "withdrawn") {
    return (
      <p>
        <a href={bureauPath(bureau.slug)}>{bureau.shortName}</a>
        {homeWords.yearTitle(year)}
        {homeWords.withdrawnTail}
        <a href={address}>{homeWords.stub}</a>
      </p>
    );
  }
  return (
    <p>
      <a href={address}>{title}</a>
      {homeWords.revisedTail}
      <a href={diffPath(bureau.slug, year, currentRevision - 1, currentRevision)}>
        {homeWords.revisedLink(currentRevision)}
      </a>
    </p>
  );
}

const HowItWorks = () => (
  <section class="side rule" id="how">
    <div>
      <h2>{homeWords.how}</h2>
      <p class="hint">{homeWords.howHint}</p>
    </div>
    <Steps steps={homeWords.steps} />
  </section>
);
