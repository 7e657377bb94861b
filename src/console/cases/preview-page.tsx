import type { Context } from "hono";
import type { PublicFeedback } from "../../feedback/register/register.ts";
import { PublicArticle } from "../../feedback/register/public-page.tsx";
import type { AppEnv } from "../../http/app-env.ts";
import { casePath } from "../../console-paths.ts";
import { consolePage } from "../console-page.tsx";
import type { ActionName, TypedFields } from "./case-actions.ts";
import { ACTION_WORDS, caseWords } from "./case-words.ts";

interface PreviewView {
  view: PublicFeedback;
  action: ActionName;
  typed: TypedFields;
}

/** The public page as it would be, with the one button that makes it so. */
export function previewPage(c: Context<AppEnv>, { view, action, typed }: PreviewView) {
  const title = `${caseWords.previewTitle}：${ACTION_WORDS[action].title}`;
  const body = (
    <div class="stack">
      <section class="note banner" aria-labelledby="preview">
        <h2 id="preview">{title}</h2>
        <p>{caseWords.previewLead}</p>
        <form class="row" method="post" action={`${casePath(view.id)}/${action}`}>
          {Object.entries(typed).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button class="btn" type="submit">
            {caseWords.confirmPublish}
          </button>
          <button
            class="link"
            type="submit"
            name="back"
            value="1"
            formaction={`${casePath(view.id)}/${action}/preview`}
          >
            {caseWords.backToCase}
          </button>
        </form>
      </section>
      <article class="panel" aria-label={caseWords.previewPage}>
        <PublicArticle view={view} />
      </article>
    </div>
  );
  c.header("Cache-Control", "no-store");
  return consolePage(c, { title, section: "queue" }, body);
}
