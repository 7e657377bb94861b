import { challengeIn, FormToken, GuardFields } from "../../feedback/parts/guard-fields.tsx";
import { ChoiceField, FormField } from "../../feedback/parts/form-fields.tsx";
import type { LimitedError } from "../../feedback/guard/limited.ts";
import type { FieldError } from "../../feedback/submission.ts";
import { followPath, privacyPath } from "../../paths.ts";
import type { Topic } from "../topic.ts";
import { mailWords } from "./mail-words.ts";

export interface MailFormView {
  topic: Topic;
  address: string;
  frequency: string;
  errors: readonly FieldError[];
  token: string;
  limited: LimitedError | null;
}

/** Asks for an address; nothing is sent to it but a question until its owner confirms. */
export const MailForm = ({ view: { topic, address, frequency, errors, token, limited } }: { view: MailFormView }) => (
  <section class="side rule">
    <div>
      <h2>{mailWords.title}</h2>
      <p class="hint">{mailWords.lead}</p>
    </div>
    <form class="form" method="post" action={followPath()} data-challenge={challengeIn(limited)}>
      <input type="hidden" name="kind" value={topic.kind} />
      <input type="hidden" name="target" value={topic.target} />
      <FormField
        id="address"
        label={mailWords.address}
        errors={errors}
        control={(described) => (
          <input
            type="text"
            inputmode="email"
            autocomplete="email"

            value={address}
            required
            {...described}
          />
        )}
      />
      <ChoiceField
        name="frequency"
        legend={mailWords.frequency}
        chosen={frequency}
        errors={errors}
        choices={[
          { value: "daily", name: mailWords.daily },
          { value: "weekly", name: mailWords.weekly },
        ]}
      />
      <p class="hint">
        {mailWords.notice}
        <a href={privacyPath()}>{mailWords.privacy}</a>
      </p>
      <FormToken token={token} />
      <GuardFields limited={limited} />
      <p class="row">
        <button class="btn" type="submit">
          {mailWords.send}
        </button>
      </p>
    </form>
  </section>
);
