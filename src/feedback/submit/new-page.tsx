import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import { newFeedbackPath, paragraphPath, privacyPath } from "../../paths.ts";
import { PromiseBox } from "../../reports/promise/promise-box.tsx";
import type { StandingPromise } from "../../reports/promise/promise.ts";
import { page } from "../../ui/layout.tsx";
import { type ClockRules, lengthOf } from "../clock.ts";
import { FormErrorSummary, FormField, KindChoice, titled } from "../parts/form-fields.tsx";
import { challengeIn, FormToken, GuardFields, guardScripts } from "../parts/guard-fields.tsx";
import type { LimitedError } from "../guard/limited.ts";
import { pinnedPath } from "../target/passage-path.ts";
import { FEEDBACK_KEEP_DAYS } from "../retention/retention.ts";
import type { Kind } from "../kind.ts";
import type { FieldError } from "../submission.ts";
import type { FeedbackTarget } from "../target/target.ts";
import type { TargetBureau } from "../target/targets.ts";
import { Similar } from "../support/support-page.tsx";
import type { SimilarFeedback } from "../support/similar.ts";
import { feedbackWords } from "../words.ts";

/** The content of the fields, as typed. */
export type TypedSubmission = Record<string, string>;

export interface FormView {
  typed: TypedSubmission;
  errors: readonly FieldError[];
  token: string;
  /** Null if the report that the address names was not found: then the author chooses a bureau. */
  target: FeedbackTarget | null;
  bureaus: readonly TargetBureau[];
  promise: StandingPromise | null | undefined;
  rules: ClockRules;
  takesContact: boolean;
  /** The kinds that can be taken now, and an address for the others. */
  kinds: readonly Kind[];
  elsewhere: readonly string[];
  hadFiles: boolean;
  limited: LimitedError | null;
  /** Published feedback about the same place. */
  similar: readonly SimilarFeedback[];
}

/** The form. It works without a script, and keeps the typed text. */
export function newPage(c: Context<AppEnv>, view: FormView, status: ContentfulStatusCode) {
  const { errors, rules, target, limited } = view;
  c.header("Cache-Control", "no-store");
  return page(
    c,
    {
      title: titled(feedbackWords.formTitle, errors),
      path: newFeedbackPath({}),
      section: "feedback",
      unlisted: status !== 200,
      ...guardScripts(c, limited),
    },
    <div class="side">
      <div></div>
      <div class="stack">
        <FormErrorSummary errors={errors} />
        <div class="head">
          <h1>{feedbackWords.formTitle}</h1>
          <p>{feedbackWords.formLead(lengthOf(rules.acknowledge), lengthOf(rules.decide))}</p>
        </div>
        {target?.bureau && <About target={target} />}
        <Promised promise={view.promise} target={target} />
        <Similar similar={view.similar} />
        <NewForm view={view} />
      </div>
    </div>,
    status,
  );
}

function About({ target }: { target: FeedbackTarget }) {
  const { bureau, year, revision, section, sectionHeading, anchor, quote } = target;
  if (!bureau) return <></>;
  const place = { aboutBureau: bureau.slug, year, revision, section, anchor };
  const path = pinnedPath(place);
  const label = quote
    ? feedbackWords.about
    : section
      ? feedbackWords.aboutSection
      : year
        ? feedbackWords.aboutReport
        : feedbackWords.aboutBureau;
  return (
    <figure class="quote">
      <figcaption class="hint">{label}</figcaption>
      {quote && <blockquote>{quote}</blockquote>}
      <p class="hint">
        {bureau.shortName}
        {year !== null && feedbackWords.passageIn(year, revision)}
        {path && sectionHeading && (
          <>
            ，<a href={path}>{sectionHeading}</a>
          </>
        )}
        {section !== null && year !== null && (
          <>
            {"　"}
            <a href={newFeedbackPath({ bureau: bureau.slug, year })}>
              {feedbackWords.notThis(quote ? feedbackWords.about : feedbackWords.aboutSection)}
            </a>
          </>
        )}
      </p>
      {target.changedSince && <p class="note">{feedbackWords.changedSince}</p>}
    </figure>
  );
}

function Promised({ promise, target }: Pick<FormView, "promise" | "target">) {
  if (!target?.bureau || target.year === null) return <></>;
  const { bureau, year, revision } = target;
  const hrefOf = ({ section, anchor }: StandingPromise) =>
    paragraphPath(bureau.slug, year, section, anchor, revision ?? undefined);
  return <PromiseBox promise={promise} hrefOf={hrefOf} />;
}

const CARRIED = ["bureau", "year", "revision", "section", "anchor", "quote"];

function NewForm({ view }: { view: FormView }) {
  const { typed, errors, token, target, limited } = view;
  const value = (name: string) => typed[name] ?? "";
  return (
    <form
      class="form"
      method="post"
      action="/feedback/new"
      enctype="multipart/form-data"
      data-challenge={challengeIn(limited)}
    >
      <FormToken token={token} />
      {target?.bureau ? (
        CARRIED.map((name) => value(name) && <input type="hidden" name={name} value={value(name)} />)
      ) : (
        <BureauChoice bureaus={view.bureaus} chosen={value("bureau")} errors={errors} />
      )}
      <KindChoice chosen={value("kind")} errors={errors} kinds={view.kinds} elsewhere={view.elsewhere} />
      <FormField
        id="text"
        label={feedbackWords.text}
        hint={feedbackWords.textHint}
        errors={errors}
        control={(described) => (
          <textarea class="kai" rows={8} {...described}>
            {value("text")}
          </textarea>
        )}
      />
      <FormField
        id="title"
        label={feedbackWords.title}
        optional
        errors={errors}
        control={(described) => <input type="text" autocomplete="off" value={value("title")} {...described} />}
      />
      <Files errors={errors} again={view.hadFiles} />
      {view.takesContact && <Contact value={value("contact")} errors={errors} />}
      <label class="tick">
        <input type="checkbox" id="publish" name="publish" value="1" checked={value("publish") !== ""} />
        <span>
          <b>{feedbackWords.publish}</b>
          {feedbackWords.publishHint}
        </span>
      </label>
      <section class="panel" aria-labelledby="notice">
        <b id="notice">{feedbackWords.noticeTitle}</b>
        <p>
          {feedbackWords.notice(FEEDBACK_KEEP_DAYS)}
          <a href={privacyPath()}>{feedbackWords.privacy}</a>
        </p>
      </section>
      <GuardFields limited={limited} />
      <p class="row">
        <button class="btn" type="submit">
          {feedbackWords.send}
        </button>
        {target?.bureau && target.year !== null && (
          <a href={pinnedPath({ ...target, aboutBureau: target.bureau.slug }) ?? "/"}>{feedbackWords.giveUp}</a>
        )}
      </p>
    </form>
  );
}

interface BureauProps {
  bureaus: readonly TargetBureau[];
  chosen: string;
  errors: readonly FieldError[];
}

const BureauChoice = ({ bureaus, chosen, errors }: BureauProps) => (
  <FormField
    id="bureau"
    label={feedbackWords.bureau}
    optional
    errors={errors}
    control={(described) => (
      <select {...described}>
        <option value="">{feedbackWords.noBureau}</option>
        {bureaus.map(({ slug, shortName }) => (
          <option value={slug} selected={slug === chosen}>
            {shortName}
          </option>
        ))}
      </select>
    )}
  />
);

const Files = ({ errors, again }: { errors: readonly FieldError[]; again: boolean }) => (
  <FormField
    id="attachments"
    label={feedbackWords.files}
    optional
    hint={again ? `${feedbackWords.filesAgain}${feedbackWords.filesHint}` : feedbackWords.filesHint}
    errors={errors}
    control={(described) => <input type="file" multiple accept=".pdf,.jpg,.jpeg,.png,.docx" {...described} />}
  />
);

const Contact = ({ value, errors }: { value: string; errors: readonly FieldError[] }) => (
  <details open={value !== "" || errors.some(({ field }) => field === "contact")}>
    <summary>{feedbackWords.contactSummary}</summary>
    <FormField
      id="contact"
      label={feedbackWords.contact}
      hint={feedbackWords.contactHint(FEEDBACK_KEEP_DAYS)}
      errors={errors}
      control={(described) => <input type="text" autocomplete="off" value={value} {...described} />}
    />
  </details>
);
