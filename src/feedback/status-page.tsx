import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import { diffPath, feedbackPath, feedbackStatusPath } from "../paths.ts";
import { page } from "../ui/layout.tsx";
import { Day } from "../ui/time.tsx";
import { STATUS_NAMES } from "./feedback.ts";
import { Choice, ErrorSummary, Field } from "./form-fields.tsx";
import { KIND_WORDS } from "./kind.ts";
import type { AuthorView } from "./lookup.ts";
import { passagePath } from "./public-json.ts";
import type { FieldError } from "./submission.ts";
import { Timeline } from "./timeline.tsx";
import { words } from "./words.ts";

interface LookupView {
  errors: readonly FieldError[];
}

/** The field for a receipt. What was typed is not shown again: it may be nearly right. */
export function statusPage(c: Context<AppEnv>, { errors }: LookupView, status: ContentfulStatusCode = 200) {
  c.header("Cache-Control", "no-store");
  return page(
    c,
    { title: words.statusTitle, path: feedbackStatusPath(), section: "status", unlisted: status !== 200 },
    <div class="side">
      <div></div>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <div class="head">
          <h1>{words.statusTitle}</h1>
        </div>
        <form class="form" method="post" action={feedbackStatusPath()}>
          <Field
            id="receipt"
            label={words.receiptLabel}
            hint={words.statusHint}
            errors={errors}
            control={(described) => (
              <input
                type="text"
                class="mono"
                autocomplete="off"
                spellcheck={false}
                autocapitalize="characters"
                {...described}
              />
            )}
          />
          <p>
            <button class="btn" type="submit">
              {words.look}
            </button>
          </p>
        </form>
      </div>
    </div>,
    status,
  );
}

export interface CaseView {
  view: AuthorView;
  receipt: string;
  errors: readonly FieldError[];
  typed: Record<string, string>;
  /** What the author has just done. */
  done: string | null;
}

/** Everything for the holder of a receipt, which travels only in the bodies of the forms. */
export function casePage(c: Context<AppEnv>, shown: CaseView, status: ContentfulStatusCode = 200) {
  const { view, errors, done } = shown;
  const { feedback } = view;
  c.header("Cache-Control", "no-store");
  c.header("Referrer-Policy", "no-referrer");
  return page(
    c,
    { title: words.yours, path: feedbackStatusPath(), section: "status", unlisted: true },
    <div class="side">
      <div></div>
      <div class="stack">
        <ErrorSummary errors={errors} />
        {done && (
          <p class="panel" role="status">
            {done}
          </p>
        )}
        <div class="head">
          <h1>{feedback.title || words.untitled(feedback.id)}</h1>
          <p>
            <span class={stateClass(view)}>{STATUS_NAMES[feedback.status]}</span>
            {`　${KIND_WORDS[feedback.kind].name}　${feedback.bureauName ?? words.noBureau}`}
          </p>
        </div>
        <Deadline view={view} />
        <Own view={view} />
        <Replies view={view} />
        <section>
          <h2>{words.history}</h2>
          <Timeline history={view.history} />
        </section>
        <Publicity view={view} />
        <Actions shown={shown} />
      </div>
    </div>,
    status,
  );
}

function stateClass({ feedback }: AuthorView) {
  const late = feedback.overdue ? " over" : "";
  if (feedback.status === "answered" || feedback.status === "closed") return "state done";
  return `state ${feedback.status === "in_progress" ? "half" : ""}${late}`;
}

const Deadline = ({ view: { deadline } }: { view: AuthorView }) => (
  <section>
    <h2>{words.deadline}</h2>
    {deadline ? (
      <p>
        <b>
          <time datetime={deadline.due}>{deadline.due}</time>
          {words.before}
        </b>
        <br />
        <span class="hint">{deadline.explanation}</span>
      </p>
    ) : (
      <p class="hint">{words.noDeadline}</p>
    )}
  </section>
);

function Own({ view }: { view: AuthorView }) {
  const { feedback, supplements, attachments } = view;
  const path = passagePath(feedback);
  return (
    <section>
      <h2>{words.question}</h2>
      {path && (
        <figure class="quote">
          {feedback.quote && <blockquote>{feedback.quote}</blockquote>}
          <p class="hint">
            <a href={path}>
              {feedback.aboutBureauName}
              {feedback.year}年度报告第{feedback.revision}版 {feedback.sectionHeading}
            </a>
          </p>
          {view.changedSince && <p class="note">{words.changedForAuthor}</p>}
        </figure>
      )}
      <p class="kai pre">{feedback.text}</p>
      {supplements.map(({ at, text }) => (
        <div>
          <p class="hint">
            {words.supplements}　<Day at={at} />
          </p>
          <p class="kai pre">{text}</p>
        </div>
      ))}
      {attachments.map(({ name, erased }) => (
        <p class="hint">
          {words.attachments}　{name}
          {erased && `（${words.erased}）`}
        </p>
      ))}
    </section>
  );
}

const Replies = ({ view: { replies, ratings, feedback } }: { view: AuthorView }) => (
  <section>
    <h2>{words.reply}</h2>
    {replies.length === 0 && <p class="hint">{words.noReply}</p>}
    {replies.map(({ round, text, at }) => (
      <div>
        <p class="hint">
          {words.replyOfRound(round)}　<Day at={at} />
        </p>
        <p class="pre">{text}</p>
        {ratings
          .filter((given) => given.round === round)
          .map((given) => (
            <p class="hint">
              {words.rated}：{words.ratings[given.rating]}　{given.reason}
            </p>
          ))}
      </div>
    ))}
    {feedback.correctionRevision !== null && feedback.aboutBureau && feedback.year && feedback.revision && (
      <p>
        <a href={diffPath(feedback.aboutBureau, feedback.year, feedback.revision, feedback.correctionRevision)}>
          {words.correctedBy(feedback.correctionRevision)}，{words.seeDiff}
        </a>
      </p>
    )}
  </section>
);

const Publicity = ({ view: { feedback } }: { view: AuthorView }) => (
  <section>
    <h2>{words.publicTitle}</h2>
    <p>
      {feedback.publication === "published" ? (
        <a href={feedbackPath(feedback.id)}>{words.publicState.published}</a>
      ) : (
        words.publicState[feedback.publication]
      )}
    </p>
  </section>
);

interface ActionProps {
  shown: CaseView;
  step: string;
  title: string;
  send: string;
  children?: Child;
}

const Action = ({ shown, step, title, send, children }: ActionProps) => (
  <details open={shown.typed.step === step}>
    <summary>{title}</summary>
    <form class="form" method="post" action={feedbackStatusPath()}>
      <input type="hidden" name="receipt" value={shown.receipt} />
      <input type="hidden" name="step" value={step} />
      {children}
      <p>
        <button class="btn plain" type="submit">
          {send}
        </button>
      </p>
    </form>
  </details>
);

function Actions({ shown }: { shown: CaseView }) {
  const { view, errors, typed } = shown;
  const may = new Set(view.possible);
  return (
    <section class="stack">
      {may.has("supplement") && (
        <Action shown={shown} step="supplement" title={words.supplementTitle} send={words.supplementSend}>
          <Words id="supplement" label={words.supplementLabel} errors={errors} value={typed.supplement} />
        </Action>
      )}
      {may.has("rate") && (
        <Action shown={shown} step="rate" title={words.rateTitle} send={words.rateSend}>
          <Choice
            name="rating"
            legend={words.rateTitle}
            chosen={typed.rating ?? ""}
            errors={errors}
            choices={Object.entries(words.ratings).map(([value, name]) => ({ value, name }))}
          />
          <Words
            id="reason"
            label={words.rateReason}
            hint={words.rateReasonHint}
            errors={errors}
            value={typed.reason}
          />
        </Action>
      )}
      {may.has("reopen") && (
        <Action shown={shown} step="reopen" title={words.reopenTitle} send={words.reopenSend}>
          <p class="hint">{words.reopenHint(view.feedback.reopenUntil ?? "")}</p>
          <Words id="reopen" label={words.reopenLabel} errors={errors} value={typed.reopen} />
        </Action>
      )}
      {may.has("withdrawConsent") && (
        <Action shown={shown} step="withdrawConsent" title={words.withdrawTitle} send={words.withdrawSend}>
          <p class="hint">{words.withdrawHint}</p>
        </Action>
      )}
    </section>
  );
}

interface WordsProps {
  id: string;
  label: string;
  hint?: string;
  errors: readonly FieldError[];
  value: string | undefined;
}

const Words = ({ value, ...field }: WordsProps) => (
  <Field
    {...field}
    control={(described) => (
      <textarea rows={4} {...described}>
        {value ?? ""}
      </textarea>
    )}
  />
);
