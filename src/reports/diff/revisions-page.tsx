import type { Context } from "hono";
import { AnsweredBy } from "../../feedback/handle/answered-by.tsx";
import type { Corrected } from "../../feedback/handle/correction.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { diffPath, importNotesPath, originalPath, reportPath, revisionsPath } from "../../paths.ts";
import { beijingDay } from "../../day.ts";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { groupHash } from "../history/group-hash.ts";
import { historyWords } from "../history/history-words.ts";
import { ReportCrumbs } from "../pages/report-crumbs.tsx";
import type { ReportView, RevisionInfo } from "../view.ts";
import { reportWords } from "../words.ts";

type History = ReportView & { revisions: RevisionInfo[]; corrected: readonly Corrected[] };

export function revisionsPage(c: Context<AppEnv>, history: History) {
  const { bureau, year, revision } = history;
  const path = revisionsPath(bureau.slug, year);
  const body = (
    <>
      <div class="head">
        <ReportCrumbs view={history} />
        <h1>{historyWords.history}</h1>
        <p>{revision.title}</p>
        <p class="hint">{historyWords.historyLead}</p>
        <form method="get" action={reportPath(bureau.slug, year)} class="row">
          <label for="on">{historyWords.onDay}</label>
          <input
            type="date"
            id="on"
            name="on"
            required
            class="day"
            min={beijingDay(history.firstPublishedAt)}
            max={beijingDay(c.get("ctx").now())}
          />
          <button class="btn plain" type="submit">
            {historyWords.showDay}
          </button>
        </form>
      </div>
      <ol class="lines revisions rule">
        {history.revisions.map((each) => (
          <Revision history={history} revision={each} />
        ))}
      </ol>
    </>
  );
  const title = `${historyWords.history} - ${revision.title}`;
  return page(c, { title, path, section: "bureaus", demo: bureau.demo ? "all" : null, description: title }, body);
}

function Revision({ history, revision }: { history: History; revision: RevisionInfo }) {
  const { bureau, year, currentRevision } = history;
  const { slug } = bureau;
  const n = revision.number;
  return (
    <li>
      <div>
        <h2>
          <a href={reportPath(slug, year, n)}>{reportWords.revision(n)}</a>
          {n === currentRevision && <span class="tag">{historyWords.current}</span>}
        </h2>
        <Day at={revision.publishedAt} class="hint" />
      </div>
      <div class="stack tight">
        <p>{revision.note || (n === 1 ? historyWords.firstNote : historyWords.noNote)}</p>
        <AnsweredBy revision={n} corrected={history.corrected} />
        <p class="hint">
          {historyWords.counts(revision.sectionCount, revision.paragraphCount, revision.characterCount)}
        </p>
        <p class="row">
          <a href={reportPath(slug, year, n)}>{historyWords.read(n)}</a>
          {n > 1 && <a href={diffPath(slug, year, n - 1, n)}>{historyWords.changes(n - 1, n)}</a>}
          {n < currentRevision - 1 && (
            <a href={diffPath(slug, year, n, currentRevision)}>{historyWords.changes(n, currentRevision)}</a>
          )}
          <a href={originalPath(slug, year, n)}>{historyWords.original}</a>
          <a href={importNotesPath(slug, year, n)}>{historyWords.notes}</a>
        </p>
        <p class="mono hint">SHA-256 {groupHash(revision.fileSha256)}</p>
      </div>
    </li>
  );
}
