import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { FieldError } from "../../feedback/submission.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { pressDeskPath } from "../../console-paths.ts";
import { PressInputs } from "../../press/press-inputs.tsx";
import { PressSubject } from "../../press/press-page.tsx";
import type { PressLine } from "../../press/register.ts";
import { ErrorBox } from "../../ui/error-box.tsx";
import { consolePage, Done } from "../console-page.tsx";
import { pressDeskWords as words } from "./press-words.ts";

export interface PressDeskView {
  suggested: readonly PressLine[];
  accepted: readonly PressLine[];
  bureaus: readonly { slug: string; shortName: string }[];
  typed: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
  done: boolean;
}

/** Suggestions of readers, to list or not; a form to record; listed entries, to take down. */
export function pressDeskPage(c: Context<AppEnv>, view: PressDeskView, status: ContentfulStatusCode = 200) {
  const { suggested, accepted, errors } = view;
  const body = (
    <div class="stack">
      <ErrorBox title={words.wrong} errors={errors.map(({ field, message }) => ({ id: field || null, message }))} />
      <div class="head">
        <h1>{words.title}</h1>
        <p class="hint">{words.lead}</p>
        <Done text={view.done ? words.done : undefined} />
      </div>
      <section class="stack">
        <h2>{words.waiting}</h2>
        {suggested.length === 0 && <p>{words.nothing}</p>}
        {suggested.map((line) => (
          <Use of={line}>
            <Reason id={line.id} label={words.reason} />
            <p class="row">
              <Verdict value="accepted" label={words.accept} about={line.title} />
              <Verdict value="refused" label={words.refuse} about={line.title} plain />
            </p>
          </Use>
        ))}
      </section>
      <section class="stack">
        <h2>{words.record}</h2>
        <form class="form" method="post" action={`${pressDeskPath()}/record`}>
          <PressInputs typed={view.typed} errors={errors} bureaus={view.bureaus} />
          <p>
            <button class="btn" type="submit">
              {words.save}
            </button>
          </p>
        </form>
      </section>
      {accepted.length > 0 && (
        <section class="stack">
          <h2>{words.listed}</h2>
          {accepted.map((line) => (
            <Use of={line}>
              <Reason id={line.id} label={words.removeReason} />
              <p>
                <Verdict value="removed" label={words.remove} about={line.title} plain />
              </p>
            </Use>
          ))}
        </section>
      )}
    </div>
  );
  return consolePage(c, { title: words.title, section: "press" }, body, status);
}

const Use = ({ of: line, children }: { of: PressLine; children: unknown }) => (
  <form class="panel stack tight" method="post" action={pressDeskPath()}>
    <input type="hidden" name="id" value={String(line.id)} />
    <p>
      <a href={line.address} rel="external nofollow noopener">
        {line.title}
      </a>
      {"　"}
      {line.medium}，<time datetime={line.day}>{line.day}</time>
    </p>
    <p class="hint">
      <PressSubject of={line} />　{line.recordedBy === null ? words.byReader : words.by(line.recordedBy)}
    </p>
    {children}
  </form>
);

const Reason = ({ id, label }: { id: number; label: string }) => (
  <div>
    <label for={`reason-${id}`}>{label}</label>
    <input type="text" id={`reason-${id}`} name="reason" autocomplete="off" />
  </div>
);

interface VerdictProps {
  value: string;
  label: string;
  about: string;
  plain?: boolean;
}

const Verdict = ({ value, label, about, plain }: VerdictProps) => (
  <button
    class={plain ? "btn plain" : "btn"}
    type="submit"
    name="verdict"
    value={value}
    aria-label={`${label}：${about}`}
  >
    {label}
  </button>
);
