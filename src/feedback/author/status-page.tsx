import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import { feedbackStatusPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { FormErrorSummary, FormField, titled } from "../parts/form-fields.tsx";
import { inGroups } from "../private/receipt.ts";
import type { FieldError } from "../submission.ts";
import { feedbackWords } from "../words.ts";

interface LookupView {
  errors: readonly FieldError[];
  /** The typed text, to be put right; the page is kept nowhere. */
  typed: string;
}

/** The field for a receipt. */
export function statusPage(c: Context<AppEnv>, { errors, typed }: LookupView, status: ContentfulStatusCode = 200) {
  c.header("Cache-Control", "no-store");
  return page(
    c,
    {
      title: titled(feedbackWords.statusTitle, errors),
      path: feedbackStatusPath(),
      section: "status",
      unlisted: status !== 200,
    },
    <div class="side">
      <div></div>
      <div class="stack">
        <FormErrorSummary errors={errors} />
        <div class="head">
          <h1>{feedbackWords.statusTitle}</h1>
        </div>
        <form class="form" method="post" action={feedbackStatusPath()}>
          <FormField
            id="receipt"
            label={feedbackWords.receiptLabel}
            hint={feedbackWords.statusHint}
            errors={errors}
            control={(described) => (
              <textarea
                class="mono"
                rows={2}
                autocomplete="off"
                spellcheck={false}
                autocapitalize="characters"
                {...described}
              >
                {inGroups(typed)}
              </textarea>
            )}
          />
          <p>
            <button class="btn" type="submit">
              {feedbackWords.look}
            </button>
          </p>
        </form>
      </div>
    </div>,
    status,
  );
}
