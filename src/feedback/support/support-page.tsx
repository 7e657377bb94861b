import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { feedbackPath, newFeedbackPath, supportPath } from "../../paths.ts";
import { ErrorBox } from "../../ui/error-box.tsx";
import { page } from "../../ui/layout.tsx";
import { STATUS_NAMES } from "../feedback.ts";
import { excerpt } from "../register/register-page.tsx";
import type { PublicFeedback } from "../register/register.ts";
import type { SimilarFeedback } from "./similar.ts";
import { feedbackWords } from "../words.ts";
import { supportWords } from "../parts/support-words.ts";

interface SupportView {
  view: PublicFeedback;
  /** Null if this browser has been counted. */
  token: string | null;
  problem?: string;
}

/** One button; or that it was pressed. */
export function supportPage(c: Context<AppEnv>, { view, token, problem }: SupportView, status: 200 | 422 = 200) {
  const { id, aboutBureau, year, section } = view;
  const another = newFeedbackPath({
    ...(aboutBureau ? { bureau: aboutBureau } : {}),
    ...(aboutBureau && year ? { year } : {}),
    ...(aboutBureau && year && section ? { section } : {}),
  });
  c.header("Cache-Control", "no-store");
  return page(
    c,
    { title: supportWords.title, path: supportPath(id), section: "feedback", unlisted: true },
    <div class="side">
      <p class="hint">
        <a href={feedbackPath(id)}>{supportWords.back}</a>
      </p>
      <div class="stack">
        {problem && <ErrorBox title={feedbackWords.wrong(1)} errors={[{ id: null, message: problem }]} />}
        <div class="head">
          <h1>{supportWords.title}</h1>
          <p>{view.title || excerpt(view.text)}</p>
          <p class="hint">{supportWords.count(view.supports)}</p>
        </div>
        {token === null ? (
          <p class="panel" role="status">
            {supportWords.counted}
          </p>
        ) : (
          <form class="form" method="post" action={supportPath(id)}>
            <p>{supportWords.lead}</p>
            <input type="hidden" name="token" value={token} />
            <p>
              <button class="btn" type="submit">
                {supportWords.send}
              </button>
            </p>
          </form>
        )}
        <p class="hint">
          {supportWords.more}
          <a href={another}>{supportWords.submit}</a>
        </p>
      </div>
    </div>,
    status,
  );
}

/** Offered on the form, before anything is written. */
export const Similar = ({ similar }: { similar: readonly SimilarFeedback[] }) =>
  similar.length === 0 ? (
    <></>
  ) : (
    <section class="panel" aria-labelledby="similar">
      <b id="similar">{supportWords.similar}</b>
      <p class="hint">{supportWords.similarHint}</p>
      <ul class="lines">
        {similar.map(({ id, title, text, status, supports }) => (
          <li>
            <p>
              <a href={feedbackPath(id)}>{title || excerpt(text)}</a>
            </p>
            <p class="row hint">
              <span>{STATUS_NAMES[status]}</span>
              {supports > 0 && <span>{supportWords.count(supports)}</span>}
              <a href={supportPath(id)} rel="nofollow" aria-label={`${supportWords.me}：${feedbackWords.untitled(id)}`}>
                {supportWords.me}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
