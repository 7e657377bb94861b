import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { paragraphPath } from "../../paths.ts";
import type { ListedPromise } from "../../reports/promise/promises.ts";
import { Day } from "../../ui/time.tsx";
import { promisesPath } from "../../console-paths.ts";
import { consolePage, Done } from "../console-page.tsx";
import { promisesWords } from "./promise-words.ts";

export interface PromisesView {
  undecided: readonly ListedPromise[];
  decided: readonly ListedPromise[];
  done: boolean;
}

/** Promises found in current revisions, each with its words and its place, to confirm or to reject. */
export function promisesPage(c: Context<AppEnv>, { undecided, decided, done }: PromisesView) {
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{promisesWords.title}</h1>
        <p class="hint">{promisesWords.lead}</p>
        <Done text={done ? promisesWords.done : undefined} />
      </div>
      <section class="stack">
        <h2>{promisesWords.undecided}</h2>
        {undecided.length === 0 && <p>{promisesWords.nothing}</p>}
        {undecided.map((promise) => (
          <Promised promise={promise} />
        ))}
      </section>
      {decided.length > 0 && (
        <section class="stack">
          <h2>{promisesWords.decided}</h2>
          {decided.map((promise) => (
            <Promised promise={promise} />
          ))}
        </section>
      )}
    </div>
  );
  return consolePage(c, { title: promisesWords.title, section: "promises" }, body);
}

function Promised({ promise }: { promise: ListedPromise }) {
  const { bureau, bureauName, year, revision, section, anchor, quote, status, decidedBy, decidedAt } = promise;
  const name = promisesWords.report(bureauName, year, revision);
  return (
    <div class="stack">
      <figure class="quote">
        <figcaption class="hint">
          <a href={paragraphPath(bureau, year, section, anchor, revision)}>{name}</a>
          {status !== "found" && decidedBy !== null && decidedAt !== null && (
            <>
              {`　${promisesWords[status]}，`}
              {promisesWords.by(decidedBy)}，<Day at={decidedAt} />
            </>
          )}
        </figcaption>
        <blockquote>{quote}</blockquote>
      </figure>
      <form class="row" method="post" action={promisesPath()}>
        <input type="hidden" name="bureau" value={bureau} />
        <input type="hidden" name="year" value={String(year)} />
        <input type="hidden" name="revision" value={String(revision)} />
        {status !== "confirmed" && (
          <button
            class="btn"
            type="submit"
            name="verdict"
            value="confirmed"
            aria-label={`${promisesWords.confirm}：${name}`}
          >
            {promisesWords.confirm}
          </button>
        )}
        {status !== "rejected" && (
          <button
            class="btn plain"
            type="submit"
            name="verdict"
            value="rejected"
            aria-label={`${promisesWords.reject}：${name}`}
          >
            {promisesWords.reject}
          </button>
        )}
      </form>
    </div>
  );
}
