import type { Context } from "hono";
import { AnsweredBy } from "../../feedback/parts/answered-by.tsx";
import type { Corrected } from "../../feedback/handle/correction.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { diffPath, importNotesPath, originalPath, reportPath, revisionsPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { groupHash } from "./group-hash.ts";
import { historyWords as words } from "./history-words.ts";
import { ReportCrumbs } from "../pages/report-crumbs.tsx";
import type { ReportView, RevisionInfo } from "../view.ts";
import { words as reportWords } from "../words.ts";

type History = ReportView & { revisions: RevisionInfo[]; corrected: readonly Corrected[] };

export function revisionsPage(c: Context<AppEnv>, history: History) {
  const { bureau, year, revision } = history;
  const path = revisionsPath(bureau.slug, year);
  const body = (
    <>
      <div class="head">
        <ReportCrumbs view={history} />
        <h1>{words.history}</h1>
        <p>{revision.title}</p>
        <p class="hint">{words.historyLead}</p>
      </div>
      <ol class="lines revisions rule">
        {history.revisions.map((each) => (
          <Revision history={history} revision={each} />
        ))}
      </ol>
    </>
  );
  const title = `${words.history} - ${revision.title}`;
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
          {n === currentRevision && <span class="tag">{words.current}</span>}
        </h2>
        <Day at={revision.publishedAt} class="hint" />
      </div>
      <div class="stack tight">
        <p>{revision.note || (n === 1 ? words.firstNote : words.noNote)}</p>
        <AnsweredBy revision={n} corrected={history.corrected} />
        <p class="hint">{words.counts(revision.sectionCount, revision.paragraphCount, revision.characterCount)}</p>
        <p class="row">
          <a href={reportPath(slug, year, n)}>{words.read(n)}</a>
          {n > 1 && <a href={diffPath(slug, year, n - 1, n)}>{words.changes(n - 1, n)}</a>}
          {n < currentRevision - 1 && (
            <a href={diffPath(slug, year, n, currentRevision)}>{words.changes(n, currentRevision)}</a>
          )}
          <a href={originalPath(slug, year, n)}>{words.original}</a>
          <a href={importNotesPath(slug, year, n)}>{words.notes}</a>
        </p>
        <p class="mono hint">SHA-256 {groupHash(revision.fileSha256)}</p>
      </div>
    </li>
  );
}
