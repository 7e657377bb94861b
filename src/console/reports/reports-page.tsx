import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { reportPath, revisionsPath } from "../../paths.ts";
import type { BureauName, ReportLine } from "../../reports/view.ts";
import { beijingDay } from "../../day.ts";
import { renamePath, reportActionPath, reportPointsPath, reportsPath, revisePath } from "../../console-paths.ts";
import { consolePage, Done } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { pointsWords } from "../indicators/points-words.ts";
import { reportsWords } from "./reports-words.ts";
import { Phrases } from "../../ui/phrases.tsx";

/** Every bureau, to choose from. */
export const staffBureausPage = (c: Context<AppEnv>, bureaus: readonly { slug: string; shortName: string }[]) =>
  consolePage(
    c,
    { title: reportsWords.title, section: "reports" },
    <div class="stack">
      <div class="head">
        <h1>{reportsWords.title}</h1>
        <p class="hint">{reportsWords.lead}</p>
      </div>
      {bureaus.length === 0 && <p>{reportsWords.none}</p>}
      <ul class="fit">
        {bureaus.map(({ slug, shortName }) => (
          <li>
            <a href={reportsPath(slug)}>{shortName}</a>
          </li>
        ))}
      </ul>
    </div>,
  );

export interface BureauReportsView {
  bureau: BureauName;
  reports: readonly ReportLine[];
  done: string | undefined;
}

/** A bureau's reports with what can be done to each. */
export const bureauReportsPage = (c: Context<AppEnv>, { bureau, reports, done }: BureauReportsView) =>
  consolePage(
    c,
    { title: bureau.shortName, section: "reports" },
    <div class="stack">
      <div class="head">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={reportsPath()}>{reportsWords.bureaus}</a>
        </nav>
        <h1>
          <Phrases text={bureau.name} />
        </h1>
        <p class="row">
          <span class="hint">{bureau.slug}</span>
          <a href={renamePath(bureau.slug)}>{reportsWords.rename}</a>
        </p>
        <Done text={done} />
      </div>
      {reports.length === 0 && <p>{reportsWords.bureauNone}</p>}
      <ul class="lines">
        {reports.map((report) => (
          <Line bureau={bureau} report={report} />
        ))}
      </ul>
    </div>,
  );

function Line({ bureau: { slug }, report }: { bureau: BureauName; report: ReportLine }) {
  const { year, title, status, currentRevision, withdrawnAt } = report;
  const withdrawn = status === "withdrawn";
  const action = withdrawn ? "restore" : "withdraw";
  return (
    <li>
      <p>
        <b>{year}</b>　{title}
      </p>
      <p class="row hint">
        <span>
          {withdrawn ? reportsWords.withdrawn(beijingDay(withdrawnAt ?? report.updatedAt)) : reportsWords.published}
        </span>
        <span>{reportsWords.current(currentRevision)}</span>
      </p>
      <p class="row">
        <a href={reportPath(slug, year)} aria-label={reportsWords.forReport(reportsWords.read, year)}>
          {reportsWords.read}
        </a>
        {!withdrawn && (
          <>
            <a href={revisionsPath(slug, year)} aria-label={reportsWords.forReport(reportsWords.history, year)}>
              {reportsWords.history}
            </a>
            <a href={revisePath(slug, year)} aria-label={reportsWords.forReport(reportsWords.revise, year)}>
              {reportsWords.revise}
            </a>
          </>
        )}
        {!withdrawn && (
          <a href={reportPointsPath(slug, year)} aria-label={reportsWords.forReport(pointsWords.title, year)}>
            {pointsWords.title}
          </a>
        )}
        <a href={reportActionPath(slug, year, action)} aria-label={reportsWords.forReport(reportsWords[action], year)}>
          {reportsWords[action]}
        </a>
      </p>
    </li>
  );
}
