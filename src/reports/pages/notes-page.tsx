import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import type { ImportNote } from "../../ingest/document.ts";
import { importNotesPath, originalPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { groupHash } from "../history/group-hash.ts";
import { historyWords } from "../history/history-words.ts";
import { ReportCrumbs } from "./report-crumbs.tsx";
import type { ReportView } from "../view.ts";
import { reportWords } from "../words.ts";

/** Changes that the conversion made to the original, and its doubts. */
export function notesPage(c: Context<AppEnv>, view: ReportView) {
  const { bureau, year, revision } = view;
  const unsure = revision.importNotes.filter((note) => note.level === "unsure");
  const info = revision.importNotes.filter((note) => note.level === "info");
  const body = (
    <>
      <div class="head">
        <ReportCrumbs view={view} />
        <h1>{historyWords.notesTitle}</h1>
        <p>
          {revision.title}　{reportWords.revision(revision.number)}
        </p>
        <p class="hint">{historyWords.notesLead}</p>
        <dl class="fit meta">
          <div class="full">
            <dt>{historyWords.fileName}</dt>
            <dd>
              <a href={originalPath(bureau.slug, year, revision.number)}>{revision.fileName}</a>
            </dd>
          </div>
          <div>
            <dt>{historyWords.size}</dt>
            <dd>{historyWords.bytes(revision.fileSize)}</dd>
          </div>
          <div>
            <dt>{historyWords.encoding}</dt>
            <dd>{revision.encoding.toUpperCase()}</dd>
          </div>
          <div class="full">
            <dt>SHA-256</dt>
            <dd class="mono">{groupHash(revision.fileSha256)}</dd>
          </div>
        </dl>
      </div>
      {revision.importNotes.length === 0 && <p>{historyWords.notesNone}</p>}
      {unsure.length > 0 && <NoteList heading={historyWords.unsureHead} notes={unsure} />}
      {info.length > 0 && <NoteList heading={historyWords.infoHead} notes={info} />}
    </>
  );
  const path = importNotesPath(bureau.slug, year, revision.number);
  const title = `${historyWords.notesTitle} - ${revision.title}${reportWords.revision(revision.number)}`;
  return page(
    c,
    { title, path, section: "bureaus", demo: bureau.demo ? "all" : null, revision: revision.number },
    body,
  );
}

const LONG = 60;

const NoteList = ({ heading, notes }: { heading: string; notes: readonly ImportNote[] }) => (
  <section class="side rule">
    <h2>
      {heading}
      <small>{notes.length}</small>
    </h2>
    <ol class="lines">
      {notes.map((note) => (
        <li>
          <p>{note.message}</p>
          <Excerpt note={note} />
        </li>
      ))}
    </ol>
  </section>
);

function Excerpt({ note }: { note: ImportNote }) {
  if (note.code === "editorial")
    return (
      <p class="hint">
        <q class="verbatim">{note.text}</q>
      </p>
    );
  const where = note.line > 0 ? historyWords.line(note.line) : historyWords.wholeFile;
  if (!note.text) return <p class="hint">{where}</p>;
  if (note.text.length <= LONG && !note.text.includes("\n")) {
    return (
      <p class="hint">
        {where}：<q class="verbatim">{note.text}</q>
      </p>
    );
  }
  return (
    <details>
      <summary>
        {where}：{historyWords.inFile}
      </summary>
      <pre class="panel verbatim">{note.text}</pre>
    </details>
  );
}
