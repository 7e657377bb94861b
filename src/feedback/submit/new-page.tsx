import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import { proofScriptPath } from "../../http/assets.ts";
import { contentSecurityPolicy } from "../../http/security-headers.ts";
import { newFeedbackPath, paragraphPath, privacyPath } from "../../paths.ts";
import { PromiseBox } from "../../reports/promise/promise-box.tsx";
import type { StandingPromise } from "../../reports/promise/promise.ts";
import { page } from "../../ui/layout.tsx";
import { type ClockRules, lengthOf } from "../clock.ts";
import { ErrorSummary, Field, KindChoice, titled } from "../parts/form-fields.tsx";
import type { LimitedError } from "../guard/limited.ts";
import { passagePath } from "../register/public-json.ts";
import { KEEP_DAYS } from "../retention/retention.ts";
import type { FieldError } from "../submission.ts";
import type { Target } from "../target.ts";
import type { TargetBureau } from "../targets.ts";
import { TURNSTILE_ACTION, TURNSTILE_ORIGIN } from "../guard/turnstile.ts";
import { words } from "../words.ts";

const TURNSTILE_SCRIPT = `${TURNSTILE_ORIGIN}/turnstile/v0/api.js`;

/** What stands in the fields, as typed. */
export type Typed = Record<string, string>;

export interface FormView {
  typed: Typed;
  errors: readonly FieldError[];
  token: string;
  /** Null where what the address names could not be found: then the author chooses a bureau. */
  target: Target | null;
  bureaus: readonly TargetBureau[];
  promise: StandingPromise | null | undefined;
  rules: ClockRules;
  takesContact: boolean;
  hadFiles: boolean;
  limited: LimitedError | null;
}

/** The form. It works without a script, and keeps whatever was typed. */
export function newPage(c: Context<AppEnv>, view: FormView, status: ContentfulStatusCode) {
  const { errors, rules, target, limited } = view;
  c.header("Cache-Control", "no-store");
  if (limited?.siteKey) c.header("Content-Security-Policy", contentSecurityPolicy(TURNSTILE_ORIGIN));
  return page(
    c,
    {
      title: titled(words.formTitle, errors),
      path: newFeedbackPath({}),
      section: "feedback",
      unlisted: status !== 200,
      ...(limited ? { scripts: [limited.siteKey ? TURNSTILE_SCRIPT : proofScriptPath] } : {}),
    },
    <div class="side">
      <div></div>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <div class="head">
          <h1>{words.formTitle}</h1>
          <p>{words.formLead(lengthOf(rules.acknowledge), lengthOf(rules.decide))}</p>
        </div>
        {target?.bureau && <About target={target} />}
        <Promised promise={view.promise} target={target} />
        <NewForm view={view} />
      </div>
    </div>,
    status,
  );
}

function About({ target }: { target: Target }) {
  const { bureau, year, revision, section, sectionHeading, anchor, quote } = target;
  if (!bureau) return <></>;
  const place = { aboutBureau: bureau.slug, year, revision, section, anchor };
  const path = passagePath(place);
  const label = quote ? words.about : section ? words.aboutSection : year ? words.aboutReport : words.aboutBureau;
  return (
    <figure class="quote">
      <figcaption class="hint">{label}</figcaption>
      {quote && <blockquote>{quote}</blockquote>}
      <p class="hint">
        {bureau.shortName}
        {year !== null && words.passageIn(year, revision)}
        {path && sectionHeading && (
          <>
            ，<a href={path}>{sectionHeading}</a>
          </>
        )}
        {section !== null && year !== null && (
          <>
            {"　"}
            <a href={newFeedbackPath({ bureau: bureau.slug, year })}>
              {words.notThis(quote ? words.about : words.aboutSection)}
            </a>
          </>
        )}
      </p>
      {target.changedSince && <p class="note">{words.changedSince}</p>}
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
      data-challenge={limited?.challenge ? JSON.stringify(limited.challenge) : undefined}
    >
      <input type="hidden" name="token" value={token} />
      {target?.bureau ? (
        CARRIED.map((name) => value(name) && <input type="hidden" name={name} value={value(name)} />)
      ) : (
        <BureauChoice bureaus={view.bureaus} chosen={value("bureau")} errors={errors} />
      )}
      <KindChoice chosen={value("kind")} errors={errors} />
      <Field
        id="text"
        label={words.text}
        hint={words.textHint}
        errors={errors}
        control={(described) => (
          <textarea class="kai" rows={8} {...described}>
            {value("text")}
          </textarea>
        )}
      />
      <Field
        id="title"
        label={words.title}
        optional
        errors={errors}
        control={(described) => <input type="text" autocomplete="off" value={value("title")} {...described} />}
      />
      <Files errors={errors} again={view.hadFiles} />
      {view.takesContact && <Contact value={value("contact")} errors={errors} />}
      <label class="tick">
        <input type="checkbox" id="publish" name="publish" value="1" checked={value("publish") !== ""} />
        <span>
          <b>{words.publish}</b>
          {words.publishHint}
        </span>
      </label>
      <div class="hide">
        <label for="website">{words.trap}</label>
        <input type="text" id="website" name="website" tabindex={-1} autocomplete="off" />
      </div>
      <section class="panel" aria-labelledby="notice">
        <b id="notice">{words.noticeTitle}</b>
        <p>
          {words.notice(KEEP_DAYS)}
          <a href={privacyPath()}>{words.privacy}</a>
        </p>
      </section>
      {limited && <Verify limited={limited} />}
      <p class="row">
        <button class="btn" type="submit">
          {words.send}
        </button>
        {target?.bureau && target.year !== null && (
          <a href={passagePath({ ...target, aboutBureau: target.bureau.slug }) ?? "/"}>{words.giveUp}</a>
        )}
      </p>
    </form>
  );
}

/** Above the threshold: work for a script (or Turnstile, where it is set up), or a minute's wait without one. */
const Verify = ({ limited }: { limited: LimitedError }) => (
  <section class="panel" aria-labelledby="proof-title">
    <b id="proof-title">{words.proofTitle}</b>
    <p role="status" data-proof-status>
      {words.proofWait(limited.retryAfter)}
    </p>
    {limited.siteKey ? (
      <div class="cf-turnstile" data-sitekey={limited.siteKey} data-action={TURNSTILE_ACTION} data-language="zh-CN" />
    ) : (
      <input type="hidden" name="proof" value="" />
    )}
    <input type="hidden" name="waited" value={limited.waitToken ?? ""} />
  </section>
);

interface BureauProps {
  bureaus: readonly TargetBureau[];
  chosen: string;
  errors: readonly FieldError[];
}

const BureauChoice = ({ bureaus, chosen, errors }: BureauProps) => (
  <Field
    id="bureau"
    label={words.bureau}
    optional
    errors={errors}
    control={(described) => (
      <select {...described}>
        <option value="">{words.noBureau}</option>
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
  <Field
    id="attachments"
    label={words.files}
    optional
    hint={again ? `${words.filesAgain}${words.filesHint}` : words.filesHint}
    errors={errors}
    control={(described) => <input type="file" multiple accept=".pdf,.jpg,.jpeg,.png,.docx" {...described} />}
  />
);

const Contact = ({ value, errors }: { value: string; errors: readonly FieldError[] }) => (
  <details open={value !== "" || errors.some(({ field }) => field === "contact")}>
    <summary>{words.contactSummary}</summary>
    <Field
      id="contact"
      label={words.contact}
      hint={words.contactHint(KEEP_DAYS)}
      errors={errors}
      control={(described) => <input type="text" autocomplete="off" value={value} {...described} />}
    />
  </details>
);
