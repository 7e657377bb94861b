import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { bureauPath, bureausPath, diffPath, feedPath, homePath, reportPath, searchPath } from "../paths.ts";
import type { ClockRules } from "../feedback/clock.ts";
import type { readCounts, readMatrix } from "../reports/catalog/browse.ts";
import type { ReportLine } from "../reports/view.ts";
import { page } from "../ui/layout.tsx";
import { Day } from "../ui/time.tsx";
import { demoOf } from "./demo.ts";
import { Matrix } from "./matrix.tsx";
import { Steps } from "./steps.tsx";
import { HowToSupervise } from "./supervise.tsx";
import { words } from "./words.ts";

interface Home {
  counts: Awaited<ReturnType<typeof readCounts>>;
  newest: readonly ReportLine[];
  matrix: Awaited<ReturnType<typeof readMatrix>>;
  rules: ClockRules;
}

export function homePage(c: Context<AppEnv>, { counts, newest, matrix, rules }: Home) {
  const isEmpty = counts.bureaus === 0;
  const demo = demoOf(counts);
  const body = (
    <>
      <section class="side hero">
        <h1 class="slip">
          {words.slip.map((line) => (
            <span>{line}</span>
          ))}
        </h1>
        <div class="stack tight">
          <p class="lead">{words.lead}</p>
          <SearchBox reports={counts.reports} />
        </div>
        <Readouts counts={counts} />
      </section>
      {isEmpty ? <Empty /> : <Newest lines={newest} />}
      {!isEmpty && (
        <section class="side rule" id="bureaus">
          <div>
            <h2>{words.matrix}</h2>
            <p class="hint">{words.matrixHint}</p>
          </div>
          <div>
            <Matrix {...matrix} mixed={demo === "some"} />
            {counts.bureaus > matrix.rows.length && (
              <p>
                <a href={bureausPath()}>{words.allBureaus(counts.bureaus)}</a>
              </p>
            )}
          </div>
        </section>
      )}
      <HowItWorks />
      <HowToSupervise rules={rules} />
    </>
  );
  const alternates = [{ path: feedPath(), type: "application/atom+xml", title: words.newest }];
  return page(c, { title: words.title, path: homePath(), description: words.lead, alternates, demo }, body);
}

const SearchBox = ({ reports }: { reports: number }) => (
  <form class="ask" role="search" action={searchPath()}>
    <label for="q">{words.searchIn(reports)}</label>
    <div>
      <input type="search" id="q" name="q" autocomplete="off" spellcheck={false} />
      <button class="btn" type="submit">
        {words.search}
      </button>
    </div>
    <p class="row hint">
      {words.searchHint}
      {words.searchExamples.map((example) => (
        <a href={searchPath(example)}>{example}</a>
      ))}
    </p>
  </form>
);

const Readouts = ({ counts }: { counts: Home["counts"] }) => (
  <dl class="fit gauge">
    {(["bureaus", "reports", "revisions", "missed"] as const).map((key) => (
      <div>
        <dt>{words.counts[key]}</dt>
        <dd class={key === "missed" && counts.missed > 0 ? "over" : undefined}>{counts[key]}</dd>
      </div>
    ))}
  </dl>
);

const Empty = () => (
  <section class="side rule">
    <h2>{words.emptyTitle}</h2>
    <div class="stack tight">
      <p>{words.empty}</p>
      <p>
        <code class="mono">{words.emptyCommand}</code>
      </p>
    </div>
  </section>
);

const Newest = ({ lines }: { lines: readonly ReportLine[] }) => (
  <section class="side rule" id="new">
    <div>
      <h2>{words.newest}</h2>
      <p class="hint">
        <a href={feedPath()}>{words.feed}</a>
      </p>
    </div>
    <ol class="lines ledger">
      {lines.map((line) => (
        <li>
          <Day at={line.updatedAt} class="no" />
          <span class="no">{words.kinds[kindOf(line)]}</span>
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
        {words.firstTail}
      </p>
    );
  }
  if (kind === "withdrawn") {
    return (
      <p>
        <a href={bureauPath(bureau.slug)}>{bureau.shortName}</a>
        {words.yearTitle(year)}
        {words.withdrawnTail}
        <a href={address}>{words.stub}</a>
      </p>
    );
  }
  return (
    <p>
      <a href={address}>{title}</a>
      {words.revisedTail}
      <a href={diffPath(bureau.slug, year, currentRevision - 1, currentRevision)}>
        {words.revisedLink(currentRevision)}
      </a>
    </p>
  );
}

const HowItWorks = () => (
  <section class="side rule" id="how">
    <div>
      <h2>{words.how}</h2>
      <p class="hint">{words.howHint}</p>
    </div>
    <Steps steps={words.steps} />
  </section>
);
