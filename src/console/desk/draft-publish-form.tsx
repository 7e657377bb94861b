import { KINDS } from "../../feedback/kind.ts";
import { beijingDay, beijingMinute } from "../../day.ts";
import { draftPath } from "../../console-paths.ts";
import { caseWords } from "../cases/case-words.ts";
import type { DraftView } from "./draft-view.ts";
import { errorAt } from "./draft-returned.ts";
import { described, ConsoleField } from "../field.tsx";
import { checkWords } from "./check-words.ts";
import { draftWords } from "./publish-words.ts";

/** Leads to the check before publishing exactly what the page shows, now or at a time. The form carries a digest of the page. */
export function PublishForm({ view: { preview, correctable, returned } }: { view: DraftView }) {
  const { draft, plan, digest } = preview;
  if (!plan) return <></>;
  const revises = plan.number > 1;
  const typed = returned?.form === "publish" ? returned.typed : undefined;
  const chosen = typed ? (typed.feedback ?? "").split(",") : draft.feedback.map(String);
  const noteError = errorAt(returned, "publish", "note");
  return (
    <section class="people">
      <h2 id="publish">{draftWords.publish}</h2>
      {draft.state === "scheduled" && <Scheduled draft={draft} />}
      <form class="form" method="post" action={`${draftPath(draft.id)}/check`}>
        <input type="hidden" name="version" value={String(draft.version)} />
        <input type="hidden" name="number" value={String(plan.number)} />
        <input type="hidden" name="digest" value={digest} />
        <ConsoleField
          id="note"
          label={revises ? draftWords.note : draftWords.noteFirst}
          hint={revises ? draftWords.noteHint : draftWords.noteFirstHint}
          error={noteError}
        >
          <textarea id="note" name="note" rows={3} {...described("note", noteError)}>
            {typed?.note ?? draft.note}
          </textarea>
        </ConsoleField>
        <Decisions
          preview={preview}
          ticked={typed ? (typed.accept ?? "").split(",") : draft.accepted}
          error={errorAt(returned, "publish", "accept")}
        />
        {revises && correctable.length > 0 && <Answers correctable={correctable} chosen={chosen} />}
        <When draft={draft} typed={typed} error={errorAt(returned, "publish", "at")} />
        {plan.newBureau && <p class="panel">{draftWords.newBureau(plan.newBureau.name, plan.newBureau.slug)}</p>}
        <p class="hint">{draftWords.final}</p>
        <p>
          <button class="btn" type="submit">
            {checkWords.step}
          </button>
        </p>
      </form>
    </section>
  );
}

interface DecisionsProps {
  preview: DraftView["preview"];
  /** Codes that are ticked. */
  ticked: readonly string[];
  error: string | undefined;
}

/** The obstacles to the publication: one tick for each kind. */
const Decisions = ({ preview: { obstacles }, ticked, error }: DecisionsProps) =>
  obstacles.length === 0 ? (
    <></>
  ) : (
    <fieldset id="accept" aria-describedby={error === undefined ? undefined : "accept-error"}>
      <legend>
        {draftWords.decide} <span class="hint">{draftWords.decideHint}</span>
      </legend>
      {error !== undefined && (
        <p class="err" id="accept-error">
          {error}
        </p>
      )}
      {obstacles.map(({ code, message }) => (
        <label class="tick">
          <input type="checkbox" name="accept" value={code} checked={ticked.includes(code)} />
          <span>
            <b>{draftWords.accepted(code)}</b>　{message}
          </span>
        </label>
      ))}
    </fieldset>
  );

type Draft = DraftView["preview"]["draft"];

const Scheduled = ({ draft }: { draft: Draft }) => (
  <form class="stack tight" method="post" action={`${draftPath(draft.id)}/cancel`}>
    <p class="panel">{draftWords.scheduledFor(beijingMinute(draft.publishAt ?? ""), draft.scheduledBy ?? "")}</p>
    <p>
      <button class="btn plain" type="submit">
        {draftWords.cancel}
      </button>
    </p>
  </form>
);

interface AnswersProps {
  correctable: DraftView["correctable"];
  /** Numbers of the feedback that is ticked. */
  chosen: readonly string[];
}

/** Which feedback the revision answers. */
const Answers = ({ correctable, chosen }: AnswersProps) => (
  <fieldset id="feedback">
    <legend>
      {draftWords.feedback} <span class="hint">{draftWords.feedbackHint}</span>
    </legend>
    {correctable.map(({ id, kind, submittedAt, sectionHeading, publicText }) => (
      <label class="tick">
        <input type="checkbox" name="feedback" value={String(id)} checked={chosen.includes(String(id))} />
        <span>
          <b>
            {caseWords.title(id)}　{KINDS[kind].name}
          </b>
          {beijingDay(submittedAt)}　{sectionHeading ?? ""}　{publicText?.slice(0, 60) ?? ""}
        </span>
      </label>
    ))}
  </fieldset>
);

interface WhenProps {
  draft: Draft;
  typed: Record<string, string> | undefined;
  error: string | undefined;
}

function When({ draft, typed, error }: WhenProps) {
  const when = typed?.when ?? (draft.state === "scheduled" ? "later" : "now");
  const at = typed?.at ?? (draft.publishAt === null ? "" : beijingMinute(draft.publishAt));
  return (
    <fieldset>
      <legend>{draftWords.when}</legend>
      <label class="tick">
        <input type="radio" name="when" value="now" checked={when === "now"} />
        <span>{draftWords.now}</span>
      </label>
      <label class="tick">
        <input type="radio" name="when" value="later" checked={when === "later"} />
        <span>{draftWords.later}</span>
      </label>
      <ConsoleField id="at" label={draftWords.at} hint={draftWords.atHint} error={error}>
        <input id="at" name="at" type="text" autocomplete="off" value={at} {...described("at", error)} />
      </ConsoleField>
    </fieldset>
  );
}

export const DiscardForm = ({ id }: { id: number }) => (
  <details>
    <summary>{draftWords.discard}</summary>
    <form class="stack tight" method="post" action={`${draftPath(id)}/discard`}>
      <p>{draftWords.discardLead}</p>
      <p>
        <button class="btn plain" type="submit">
          {draftWords.discard}
        </button>
      </p>
    </form>
  </details>
);
