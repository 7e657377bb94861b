import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import { feedbackStatusPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { FormErrorSummary, FormField, titled } from "../parts/form-fields.tsx";
import type { FieldError } from "../submission.ts";
import { feedbackWords } from "../words.ts";

interface LookupView {
  errors: readonly FieldError[];
}

/** The field for a receipt. What was typed is not shown again: it may be nearly right. */
export function statusPage(c: Context<AppEnv>, { errors }: LookupView, status: ContentfulStatusCode = 200) {
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
              {feedbackWords.look}
            </button>
          </p>
        </form>
      </div>
    </div>,
    status,
  );
}
