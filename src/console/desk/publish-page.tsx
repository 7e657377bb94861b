import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { beijingMinute } from "../../day.ts";
import type { DraftLine } from "../../drafts/load.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { Day } from "../../ui/time.tsx";
import { draftPath, publishPath } from "../../console-paths.ts";
import { consolePage, Done, ConsoleErrorSummary } from "../console-page.tsx";
import { described, ConsoleField } from "../field.tsx";
import { publishWords } from "./publish-words.ts";

/** A new file's purpose: the report it revises, and the feedback it answers. */
export interface UploadPurpose {
  bureau: string;
  bureauName: string;
  year: number;
  feedback: number | null;
}

export interface PublishView {
  drafts: readonly DraftLine[];
  published: readonly DraftLine[];
  /** The list names the owner of each draft if there are several owners. */
  everybody: boolean;
  purpose: UploadPurpose | null;
  error?: string;
  done?: string | undefined;
}

/** The desk: a file to upload, and the drafts that lie on it. */
export function publishPage(c: Context<AppEnv>, view: PublishView, status: ContentfulStatusCode = 200) {
  const { drafts, published, everybody, error, done } = view;
  const body = (
    <div class="stack people">
      {error && <ConsoleErrorSummary errors={[{ id: "file", message: error }]} />}
      <div class="head">
        <h1>{publishWords.title}</h1>
        <p class="hint">{publishWords.lead}</p>
        <Done text={done} />
      </div>
      <section>
        <h2>{publishWords.uploadTitle}</h2>
        <UploadForm view={view} />
      </section>
      <section class="stack tight">
        <h2>{publishWords.drafts}</h2>
        {drafts.length === 0 && <p>{publishWords.noDrafts}</p>}
        <ul class="lines">
          {drafts.map((draft) => (
            <Line draft={draft} everybody={everybody} />
          ))}
        </ul>
      </section>
      {published.length > 0 && (
        <section class="stack tight">
          <h2>{publishWords.lastPublished}</h2>
          <ul class="lines">
            {published.map((draft) => (
              <Line draft={draft} everybody={everybody} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
  return consolePage(c, { title: publishWords.title, section: "publish" }, body, status);
}

const UploadForm = ({ view: { purpose, error } }: { view: PublishView }) => (
  <form class="form" method="post" action={publishPath()} enctype="multipart/form-data">
    {purpose && (
      <>
        <p class="panel">{publishWords.for(purpose.bureauName, purpose.year)}</p>
        <input type="hidden" name="bureau" value={purpose.bureau} />
        <input type="hidden" name="year" value={String(purpose.year)} />
        {purpose.feedback !== null && <input type="hidden" name="feedback" value={String(purpose.feedback)} />}
      </>
    )}
    <ConsoleField id="file" label={publishWords.file} hint={publishWords.fileHint} error={error}>
      <input id="file" name="file" type="file" accept=".docx,.pdf,.html,.htm,.txt,.md" {...described("file", error)} />
    </ConsoleField>
    <p>
      <button class="btn" type="submit">
        {publishWords.upload}
      </button>
    </p>
  </form>
);

const Line = ({ draft, everybody }: { draft: DraftLine; everybody: boolean }) => (
  <li>
    <p>
      <a href={draftPath(draft.id)}>{draft.title}</a>
    </p>
    <p class="row hint">
      <span>
        {draft.failure !== null && draft.state === "open" ? publishWords.failedAt : publishWords.state[draft.state]}
      </span>
      {draft.state === "scheduled" && draft.publishAt !== null && (
        <span>{publishWords.scheduledFor(beijingMinute(draft.publishAt))}</span>
      )}
      {draft.publishedPath !== null && <a href={draft.publishedPath}>{draft.publishedPath}</a>}
      <span>{draft.fileName}</span>
      <span>
        {publishWords.updated} <Day at={draft.updatedAt} />
      </span>
      {everybody && <span>{draft.owner}</span>}
    </p>
  </li>
);
