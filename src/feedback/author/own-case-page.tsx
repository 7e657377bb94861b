import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import { feedbackPath, feedbackStatusPath } from "../../paths.ts";
import { beijingMinute } from "../../day.ts";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { Actions, type AuthorCase } from "./author-forms.tsx";
import { CorrectedBy } from "../parts/corrected-by.tsx";
import { STATUS_NAMES } from "../feedback.ts";
import { FormErrorSummary, titled } from "../parts/form-fields.tsx";
import { LONGEST_STOP_DAYS } from "../clock.ts";
import { KINDS } from "../kind.ts";
import type { AuthorView } from "../case/author-view.ts";
import { pinnedPath } from "../target/passage-path.ts";
import { FeedbackTimeline } from "../parts/timeline.tsx";
import { feedbackWords } from "../words.ts";
import { Phrases } from "../../ui/phrases.tsx";

interface CaseView extends AuthorCase {
  /** The author's last step. */
  done: string | null;
}

/** Everything for the holder of a receipt, which travels only in the bodies of the forms. */
export function ownCasePage(c: Context<AppEnv>, shown: CaseView, status: ContentfulStatusCode = 200) {
  const { view, errors, done } = shown;
  const { feedback } = view;
  c.header("Cache-Control", "no-store");
  return page(
    c,
    { title: titled(feedbackWords.yours, errors), path: feedbackStatusPath(), section: "status", unlisted: true },
    <div class="side">
      <div></div>
      <div class="stack">
        <FormErrorSummary errors={errors} />
        {done && (
          <p class="panel" role="status">
            {done}
          </p>
        )}
        <div class="head">
          <h1>
            <Phrases text={feedback.title || feedbackWords.untitled(feedback.id)} />
          </h1>
          <p>
            <span class={stateClass(view)}>
              {feedback.waiting ? feedbackWords.waitingForYou : STATUS_NAMES[feedback.status]}
            </span>
            {`　${KINDS[feedback.kind].name}　${feedback.bureauName ?? feedbackWords.bureauUnsaid}`}
          </p>
        </div>
        {feedback.heldUntil !== null && <p class="note">{feedbackWords.held(beijingMinute(feedback.heldUntil))}</p>}
        {feedback.waiting && <Asked view={view} />}
        {feedback.waiting && <Actions shown={shown} />}
        <Deadline view={view} receipt={shown.receipt} />
        <Own view={view} />
        <Replies view={view} />
        <section>
          <h2>{feedbackWords.history}</h2>
          <FeedbackTimeline history={view.history} />
        </section>
        <Publicity view={view} />
        {!feedback.waiting && <Actions shown={shown} />}
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

/** The bureau's question, above everything else. */
function Asked({ view: { history } }: { view: AuthorView }) {
  const asked = history.findLast(({ event }) => event === "askAuthor" || event === "stopClock");
  return asked ? (
    <section class="note banner">
      <h2>{feedbackWords.asked}</h2>
      <p class="pre">{asked.note}</p>
    </section>
  ) : (
    <></>
  );
}

const Deadline = ({ view: { deadline, feedback }, receipt }: { view: AuthorView; receipt: string }) => (
  <section>
    <h2>{feedbackWords.deadline}</h2>
    {deadline ? (
      <p>
        <b>
          <time datetime={deadline.due}>{deadline.due}</time>
          {feedbackWords.before}
        </b>
      </p>
    ) : (
      <p class="hint">
        {feedback.stoppedOn
          ? feedbackWords.clockStopped(feedback.stoppedOn, LONGEST_STOP_DAYS)
          : feedbackWords.noDeadline}
      </p>
    )}
    {deadline && (
      <details>
        <summary>{feedbackWords.howCounted}</summary>
        <p class="hint">{deadline.explanation}</p>
      </details>
    )}
    {deadline && (
      <form method="post" action="/feedback/deadline.ics">
        <input type="hidden" name="receipt" value={receipt} />
        <button class="link" type="submit">
          {feedbackWords.toCalendar}
        </button>
      </form>
    )}
  </section>
);

function Own({ view }: { view: AuthorView }) {
  const { feedback, supplements, attachments } = view;
  const path = pinnedPath(feedback);
  return (
    <section>
      <h2>{feedbackWords.question}</h2>
      {path && (
        <figure class="quote">
          {feedback.quote && <blockquote>{feedback.quote}</blockquote>}
          <p class="hint">
            <a href={path}>
              {feedback.aboutBureauName}
              {feedbackWords.passageIn(feedback.year, feedback.revision)} {feedback.sectionHeading}
            </a>
          </p>
          {view.changedSince && <p class="note">{feedbackWords.changedForAuthor}</p>}
        </figure>
      )}
      <p class="kai pre">{feedback.text}</p>
      {supplements.map(({ at, text }) => (
        <div>
          <p class="hint">
            {feedbackWords.supplements}　<Day at={at} />
          </p>
          <p class="kai pre">{text}</p>
        </div>
      ))}
      {attachments.map(({ name, erased }) => (
        <p class="hint">
          {feedbackWords.attachments}　{name}
          {erased && `（${feedbackWords.erased}）`}
        </p>
      ))}
    </section>
  );
}

const Replies = ({ view: { replies, ratings, feedback } }: { view: AuthorView }) => (
  <section>
    <h2>{feedbackWords.reply}</h2>
    {replies.length === 0 && <p class="hint">{feedbackWords.noReply}</p>}
    {replies.map(({ round, text, at }) => (
      <div>
        <p class="hint">
          {round === 1 && feedbackWords.reviewReply}
          <Day at={at} />
        </p>
        <p class="pre">{text}</p>
        {ratings
          .filter((given) => given.round === round)
          .map((given) => (
            <p class="hint">
              {feedbackWords.rated}：{feedbackWords.ratings[given.rating]}　{given.reason}
            </p>
          ))}
      </div>
    ))}
    <CorrectedBy of={feedback} />
  </section>
);

const Publicity = ({ view: { feedback } }: { view: AuthorView }) => (
  <section>
    <h2>{feedbackWords.publicTitle}</h2>
    <p>
      {feedback.publication === "published" ? (
        <a href={feedbackPath(feedback.id)}>{feedbackWords.publicState.published}</a>
      ) : (
        (isAwaited(feedback) && feedbackWords.consented) || feedbackWords.publicState[feedback.publication]
      )}
    </p>
  </section>
);

const isAwaited = ({ consent, publication, confidential }: AuthorView["feedback"]) =>
  consent && publication === "private" && !confidential;
