import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { caseFeedBase, deadlinePath, feedbackPath, feedbackRegisterPath } from "../../paths.ts";
import { feedAlternates } from "../../ui/feeds/feed.ts";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { Supported } from "../parts/supported.tsx";
import { CorrectedBy } from "../parts/corrected-by.tsx";
import { pinnedPath } from "../target/passage-path.ts";
import type { PublicFeedback } from "./register.ts";
import { excerpt, StateTag, Where } from "./register-page.tsx";
import { clockOf, Ruler, When } from "./ruler.tsx";
import { FeedbackTimeline } from "../parts/timeline.tsx";
import { feedbackWords } from "../words.ts";
import { Phrases } from "../../ui/phrases.tsx";

/** One published feedback with its passage, its answer and its dates. */
export function publicFeedbackPage(c: Context<AppEnv>, view: PublicFeedback) {
  const { id, title, text } = view;
  return page(
    c,
    {
      title: `${title || excerpt(text)} - ${feedbackWords.untitled(id)}`,
      path: feedbackPath(id),
      description: excerpt(text),
      section: "feedback",
      alternates: feedAlternates({ base: caseFeedBase(id) }, feedbackWords.followCase),
    },
    <PublicArticle view={view} />,
  );
}

interface PublicProps {
  view: PublicFeedback;
}

/** The public text of the matter; the console shows it before it is published. */
export function PublicArticle({ view }: PublicProps) {
  const { id, title, text, today } = view;
  const clock = clockOf(view, today);
  return (
    <div class="side">
      <p class="hint">
        <a href={feedbackRegisterPath()}>{feedbackWords.register}</a>
      </p>
      <div class="stack">
        <div class="head">
          <p class="hint">{feedbackWords.untitled(id)}</p>
          <h1>
            <Phrases text={title || excerpt(text)} />
          </h1>
          <Where row={view} />
          <p class="row">
            <StateTag row={view} today={today} />
            <Ruler clock={clock} />
          </p>
          <When row={view} clock={clock} />
          {view.deadline && (
            <details>
              <summary>{feedbackWords.howCounted}</summary>
              <p class="hint">{view.deadline.explanation}</p>
            </details>
          )}
          {view.deadline && (
            <p class="hint">
              <a href={deadlinePath(id)}>{feedbackWords.toCalendar}</a>
            </p>
          )}
          <Supported id={id} supports={view.supports} />
        </div>
        <Passage view={view} />
        <section>
          <h2>{feedbackWords.question}</h2>
          <p class="kai pre">{text}</p>
        </section>
        <Answer view={view} />
        <section>
          <h2>{feedbackWords.history}</h2>
          <FeedbackTimeline history={view.history} />
          <p class="hint">
            <a href={`${caseFeedBase(id)}.atom`}>{feedbackWords.followCase}</a>
          </p>
        </section>
      </div>
    </div>
  );
}

function Passage({ view }: PublicProps) {
  const path = pinnedPath(view);
  if (!path || !view.quote) return <></>;
  return (
    <figure class="quote">
      <figcaption class="hint">{feedbackWords.passage}</figcaption>
      <blockquote>{view.quote}</blockquote>
      <p class="hint">
        <a href={path}>
          {view.aboutBureauName}
          {feedbackWords.passageIn(view.year, view.revision)} {view.sectionHeading}
        </a>
      </p>
    </figure>
  );
}

/** The replies, and the correction that closed it. */
const Answer = ({ view }: PublicProps) => (
  <section>
    <h2>{feedbackWords.reply}</h2>
    {view.replies.length === 0 && <p class="hint">{feedbackWords.noReply}</p>}
    {view.replies.map(({ round, text, at }) => (
      <div>
        <p class="hint">
          {round === 1 && feedbackWords.reviewReply}
          {view.bureauName}　<Day at={at} />
        </p>
        <p class="pre">{text}</p>
      </div>
    ))}
    <CorrectedBy of={view} />
  </section>
);
