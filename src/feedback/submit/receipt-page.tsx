import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import { receiptScriptPath } from "../../http/assets.ts";
import { feedbackStatusPath } from "../../paths.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { FormErrorSummary, FormField } from "../parts/form-fields.tsx";
import { extendedDeadline, type ClockRules } from "../clock.ts";
import type { Deadlines } from "../deadlines.ts";
import { groups } from "../private/receipt.ts";
import type { FieldError } from "../submission.ts";
import { feedbackWords } from "../words.ts";
import { Phrases } from "../../ui/phrases.tsx";

export interface ReceiptView {
  id: number;
  receipt: string;
  submittedAt: string;
  deadlines: Deadlines;
  rules: ClockRules;
  errors: readonly FieldError[];
}

/** Shown once, after submission, and never cached. */
export function receiptPage(c: Context<AppEnv>, view: ReceiptView, status: ContentfulStatusCode = 200) {
  const { id, receipt, submittedAt, errors } = view;
  c.header("Cache-Control", "no-store");
  const head = {
    title: feedbackWords.receiptTitle,
    path: feedbackStatusPath(),
    section: "status" as const,
    unlisted: true,
    script: true,
    scripts: [receiptScriptPath],
  };
  return page(
    c,
    head,
    <div class="side">
      <div></div>
      <div class="stack">
        <FormErrorSummary errors={errors} />
        <div class="head">
          <h1>
            <Phrases text={feedbackWords.receiptTitle} />
          </h1>
          <p>{feedbackWords.receiptLead}</p>
        </div>
        <p class="code" lang="en">
          {groups(receipt).map((group) => (
            <>
              <span>{group}</span>{" "}
            </>
          ))}
        </p>
        <div class="screen">
          <CopyField label={feedbackWords.receiptLabel} value={receipt} />
        </div>
        <Download receipt={receipt} />
        <ul class="lines">
          <Care bold={feedbackWords.keepSecret} plain={feedbackWords.keepSecretHow} />
          <Care bold={feedbackWords.neverAsked} plain={feedbackWords.neverAskedHow} />
          <Care bold={feedbackWords.lost} plain={feedbackWords.lostHow} />
        </ul>
        <Saved receipt={receipt} errors={errors} />
        <section>
          <h2>{feedbackWords.next}</h2>
          <p>
            {feedbackWords.untitled(id)}，<Day at={submittedAt} />
            {feedbackWords.submittedTail}
          </p>
          <Scale view={view} />
        </section>
      </div>
    </div>,
    status,
  );
}

const Download = ({ receipt }: { receipt: string }) => (
  <form class="row screen" method="post" action="/feedback/receipt.txt">
    <input type="hidden" name="receipt" value={receipt} />
    <button class="btn" type="submit">
      {feedbackWords.download}
    </button>
    <span data-print={feedbackWords.print}></span>
    <span class="hint">{feedbackWords.receiptHint}</span>
  </form>
);

/** Whoever kept the receipt can type its end. */
const Saved = ({ receipt, errors }: Pick<ReceiptView, "receipt" | "errors">) => (
  <form class="form screen" method="post" action="/feedback/saved">
    <input type="hidden" name="receipt" value={receipt} />
    <FormField
      id="last"
      label={feedbackWords.lastFour}
      errors={errors}
      control={(described) => (
        <input type="text" class="mono" autocomplete="off" maxlength={4} spellcheck={false} {...described} />
      )}
    />
    <p>
      <button class="btn plain" type="submit">
        {feedbackWords.saved}
      </button>
    </p>
  </form>
);

const Care = ({ bold, plain }: { bold: string; plain: string }) => (
  <li>
    <b>{bold}</b>
    {plain}
  </li>
);

function Scale({ view: { deadlines, rules } }: { view: ReceiptView }) {
  const steps = [
    [deadlines.acknowledge, feedbackWords.tellAccepted],
    [deadlines.decide, feedbackWords.tellAnswer],
    [extendedDeadline(rules, deadlines.decide.from), feedbackWords.tellExtended],
  ] as const;
  return (
    <>
      <ol class="scale">
        {steps.map(([{ due }, label]) => (
          <li>
            <b>
              <time datetime={due}>{due}</time>
              {feedbackWords.before}
            </b>
            {label}
          </li>
        ))}
      </ol>
      <details>
        <summary>{feedbackWords.howCounted}</summary>
        {steps.map(([{ explanation }, label]) => (
          <p class="hint">
            {label}：{explanation}
          </p>
        ))}
      </details>
    </>
  );
}
