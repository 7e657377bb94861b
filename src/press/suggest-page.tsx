import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { challengeIn, FormToken, GuardFields, guardScripts } from "../feedback/parts/guard-fields.tsx";
import type { LimitedError } from "../feedback/guard/limited.ts";
import type { FieldError } from "../feedback/submission.ts";
import type { AppEnv } from "../http/app-env.ts";
import { newPressPath, pressPath } from "../paths.ts";
import { ErrorBox } from "../ui/error-box.tsx";
import { page } from "../ui/layout.tsx";
import { PressInputs } from "./press-inputs.tsx";
import { pressWords } from "./words.ts";

export interface SuggestView {
  typed: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
  bureaus: readonly { slug: string; shortName: string }[];
  token: string;
  limited: LimitedError | null;
}

/** For everybody, without a script; it keeps the typed text. */
export function suggestPage(c: Context<AppEnv>, view: SuggestView, status: ContentfulStatusCode = 200) {
  const { errors, token, limited } = view;
  c.header("Cache-Control", "no-store");
  const body = (
    <div class="side">
      <p class="hint">
        <a href={pressPath()}>{pressWords.register}</a>
      </p>
      <div class="stack">
        <ErrorBox
          title={pressWords.wrong(errors.length)}
          errors={errors.map(({ field, message }) => ({ id: field || null, message }))}
        />
        <div class="head">
          <h1>{pressWords.suggestTitle}</h1>
          <p>{pressWords.suggestLead}</p>
        </div>
        <form class="form" method="post" action={newPressPath()} data-challenge={challengeIn(limited)}>
          <PressInputs {...view} />
          <FormToken token={token} />
          <GuardFields limited={limited} />
          <p class="row">
            <button class="btn" type="submit">
              {pressWords.send}
            </button>
          </p>
        </form>
      </div>
    </div>
  );
  const head = { title: pressWords.suggestTitle, path: newPressPath(), unlisted: status !== 200 };
  return page(c, { ...head, ...guardScripts(c, limited) }, body, status);
}

export function pressSentPage(c: Context<AppEnv>) {
  const body = (
    <div class="head">
      <h1>{pressWords.sentTitle}</h1>
      <p>{pressWords.sent}</p>
      <p>
        <a href={pressPath()}>{pressWords.register}</a>
      </p>
    </div>
  );
  return page(c, { title: pressWords.sentTitle, path: pressPath(), unlisted: true }, body);
}
