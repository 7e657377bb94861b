import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import type { PublishResult } from "../reports/publish.ts";
import { publishPath } from "./addresses.ts";
import type { Typed } from "./case-actions.ts";
import { consolePage, ErrorSummary } from "./console-page.tsx";
import { publishWords as words } from "./publish-words.ts";

export interface UploadView {
  typed: Typed;
  error?: { field: string; message: string };
}

/** The form that starts a publication. */
export const uploadPage = (c: Context<AppEnv>, { typed, error }: UploadView, status: ContentfulStatusCode = 200) =>
  consolePage(
    c,
    { title: words.title, section: "publish" },
    <div class="stack people">
      {error && <ErrorSummary errors={[{ id: error.field, message: error.message }]} />}
      <div class="head">
        <h1>{words.title}</h1>
        <p class="hint">{words.lead}</p>
      </div>
      <form class="form" method="post" action={publishPath()} enctype="multipart/form-data">
        {(["file", "bureau", "year", "note"] as const).map((name) => (
          <div class={error?.field === name ? "bad" : undefined}>
            <label for={name}>
              {words[name]}
              <span class="hint">　{words[`${name}Hint`]}</span>
            </label>
            {error?.field === name && (
              <p class="err" id={`${name}-error`}>
                {error.message}
              </p>
            )}
            <input
              id={name}
              name={name}
              type={name === "file" ? "file" : "text"}
              accept={name === "file" ? ".docx,.html,.htm,.txt,.md" : undefined}
              value={name === "file" ? undefined : typed[name]}
              aria-describedby={error?.field === name ? `${name}-error` : undefined}
            />
          </div>
        ))}
        <p>
          <button class="btn" type="submit">
            {words.preview}
          </button>
        </p>
      </form>
    </div>,
    status,
  );

export interface PreviewView {
  result: PublishResult;
  typed: Typed;
  fileName: string;
  /** The file in base64: it travels with the page, so that nothing is stored before somebody confirms. */
  content: string;
}

/** What the import understood, what it was unsure of, and the button that publishes exactly this file. */
export const previewPage = (c: Context<AppEnv>, view: PreviewView) => {
  const { result } = view;
  const notes = { unsure: byLevel(result, "unsure"), info: byLevel(result, "info") };
  return consolePage(
    c,
    { title: words.previewTitle, section: "publish" },
    <>
      <div class="head">
        <h1>{result.title}</h1>
        <p>{outcomeOf(result)}</p>
        <dl class="fit meta">
          <div class="full">
            <dt>{words.of}</dt>
            <dd>
              {result.bureauName}　{result.bureau}
            </dd>
          </div>
          <div>
            <dt>{words.year}</dt>
            <dd>{result.year}</dd>
          </div>
          <div>
            <dt>{words.sections}</dt>
            <dd>{result.sections}</dd>
          </div>
          <div>
            <dt>{words.paragraphs}</dt>
            <dd>{result.paragraphs}</dd>
          </div>
          <div class="full">
            <dt>{words.hash}</dt>
            <dd class="mono">{result.fileSha256}</dd>
          </div>
        </dl>
      </div>
      <section class="side rule">
        <h2>{words.unsure}</h2>
        {notes.unsure.length === 0 ? <p>{words.nothingUnsure}</p> : <Notes notes={notes.unsure} />}
      </section>
      <section class="side rule">
        <h2>{words.outline}</h2>
        <ol>
          {result.outline.map(({ depth, heading, standard }) => (
            <li>
              {"　".repeat(depth - 1)}
              {heading} <small>{standard ?? ""}</small>
            </li>
          ))}
        </ol>
      </section>
      {notes.info.length > 0 && (
        <section class="side rule">
          <h2>{words.info}</h2>
          <Notes notes={notes.info} />
        </section>
      )}
      <Confirm view={view} />
    </>,
  );
};

const byLevel = (result: PublishResult, level: "unsure" | "info") =>
  result.notes.filter((note) => note.level === level);

function outcomeOf({ outcome, revision }: PublishResult) {
  if (outcome === "unchanged") return words.outcome.unchanged(revision);
  return outcome === "would_publish" ? words.outcome.would_publish(revision) : words.outcome.would_revise(revision);
}

const Notes = ({ notes }: { notes: PublishResult["notes"] }) => (
  <ol class="lines">
    {notes.map(({ message, text, line }) => (
      <li>
        <p>{message}</p>
        <p class="hint">
          {line > 0 && `第${line}行　`}
          {text.length > 120 ? `${text.slice(0, 120)}…` : text}
        </p>
      </li>
    ))}
  </ol>
);

const Confirm = ({ view: { result, typed, fileName, content } }: { view: PreviewView }) => (
  <form class="row" method="post" action={`${publishPath()}/confirm`} enctype="multipart/form-data">
    {Object.entries({ ...typed, fileName, sha256: result.fileSha256, content }).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {result.outcome !== "unchanged" && (
      <button class="btn" type="submit">
        {words.confirm}
      </button>
    )}
    <a href={publishPath()}>{words.another}</a>
  </form>
);
