import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import type { BureauName, ReportLine } from "../../reports/view.ts";
import { beijingDay } from "../../day.ts";
import { reportActionPath, reportsPath } from "../../console-paths.ts";
import { consolePage, ConsoleErrorSummary } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { described, ConsoleField } from "../field.tsx";
import { reportsWords } from "./reports-words.ts";

export interface StatusView {
  bureau: BureauName;
  report: ReportLine;
  action: "withdraw" | "restore";
  reason?: string;
  error?: string;
}

/** The effect of withdrawing or restoring a report, and the button that does it. */
export function reportStatusPage(c: Context<AppEnv>, view: StatusView, status: ContentfulStatusCode = 200) {
  const { bureau, report, action, error } = view;
  const withdraws = action === "withdraw";
  const title = withdraws ? reportsWords.withdrawTitle(report.year) : reportsWords.restoreTitle(report.year);
  const body = (
    <div class="stack people">
      {error && <ConsoleErrorSummary errors={[{ id: withdraws ? "reason" : "confirm", message: error }]} />}
      <div class="head">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={reportsPath(bureau.slug)}>{bureau.name}</a>
        </nav>
        <h1>{title}</h1>
        <p>{report.title}</p>
        {report.withdrawnAt !== null && <p>{reportsWords.wasWithdrawn(beijingDay(report.withdrawnAt))}</p>}
        <p class="panel">{withdraws ? reportsWords.withdrawLead : reportsWords.restoreLead}</p>
      </div>
      <form class="form" method="post" action={reportActionPath(bureau.slug, report.year, action)}>
        {withdraws && (
          <ConsoleField id="reason" label={reportsWords.reason} hint={reportsWords.reasonHint} error={error}>
            <textarea id="reason" name="reason" rows={3} {...described("reason", error)}>
              {view.reason ?? ""}
            </textarea>
          </ConsoleField>
        )}
        <p class="row">
          <button class="btn" type="submit" id="confirm">
            {withdraws ? reportsWords.confirmWithdraw : reportsWords.confirmRestore}
          </button>
          <a href={reportsPath(bureau.slug)}>{reportsWords.back}</a>
        </p>
      </form>
    </div>
  );
  return consolePage(c, { title, section: "reports" }, body, status);
}
