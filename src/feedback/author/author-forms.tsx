import type { Child } from "hono/jsx";
import { feedbackStatusPath } from "../../paths.ts";
import { ChoiceField, FormField } from "../parts/form-fields.tsx";
import type { AuthorView } from "../case/author-view.ts";
import type { FieldError } from "../submission.ts";
import { feedbackWords } from "../words.ts";

/** The case that the holder of a receipt sees, with the typed text. */
export interface AuthorCase {
  view: AuthorView;
  receipt: string;
  errors: readonly FieldError[];
  typed: Record<string, string>;
}

interface ActionProps {
  shown: AuthorCase;
  step: string;
  title: string;
  send: string;
  children?: Child;
}

const Action = ({ shown, step, title, send, children }: ActionProps) => (
  <details open={shown.typed.step === step || (step === "supplement" && shown.view.feedback.waiting)}>
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

/** The author's possible steps, each a form that opens. */
export function Actions({ shown }: { shown: AuthorCase }) {
  const { view, errors, typed } = shown;
  const may = new Set(view.possible);
  return (
    <section class="stack">
      {may.has("supplement") && (
        <Action
          shown={shown}
          step="supplement"
          title={feedbackWords.supplementTitle}
          send={feedbackWords.supplementSend}
        >
          <Words id="supplement" label={feedbackWords.supplementLabel} errors={errors} value={typed.supplement} />
        </Action>
      )}
      {may.has("rate") && (
        <Action shown={shown} step="rate" title={feedbackWords.rateTitle} send={feedbackWords.rateSend}>
          <ChoiceField
            name="rating"
            legend={feedbackWords.rateTitle}
            chosen={typed.rating ?? ""}
            errors={errors}
            choices={Object.entries(feedbackWords.ratings).map(([value, name]) => ({ value, name }))}
          />
          <Words
            id="reason"
            label={feedbackWords.rateReason}
            hint={feedbackWords.rateReasonHint}
            errors={errors}
            value={typed.reason}
          />
        </Action>
      )}
      {may.has("reopen") && (
        <Action shown={shown} step="reopen" title={feedbackWords.reopenTitle} send={feedbackWords.reopenSend}>
          <p class="hint">{feedbackWords.reopenHint(view.feedback.reopenUntil ?? "")}</p>
          <Words id="reopen" label={feedbackWords.reopenLabel} errors={errors} value={typed.reopen} />
        </Action>
      )}
      {may.has("reclassify") && (
        <Action
          shown={shown}
          step="reclassify"
          title={feedbackWords.reclassifyTitle}
          send={feedbackWords.reclassifySend}
        >
          <p class="hint">{feedbackWords.reclassifyHint}</p>
        </Action>
      )}
      {may.has("withdrawConsent") && (
        <Action
          shown={shown}
          step="withdrawConsent"
          title={feedbackWords.withdrawTitle}
          send={feedbackWords.withdrawSend}
        >
          <p class="hint">{feedbackWords.withdrawHint}</p>
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
  <FormField
    {...field}
    control={(described) => (
      <textarea rows={4} {...described}>
        {value ?? ""}
      </textarea>
    )}
  />
);
