import { beijingDay } from "../../day.ts";
import type { Case } from "../../feedback/handle/queue.ts";
import { type AnswerTemplate, fillTemplate } from "../../feedback/handle/templates.ts";
import { isSealed } from "../../feedback/seal/sealing.ts";
import { ACTION_NAMES, type ActionName, CASE_ACTIONS } from "./case-actions.ts";
import { ACTION_WORDS, caseWords, FIELD_WORDS } from "./case-words.ts";
import { Paragraphs } from "./case-facts.tsx";
import { dueAction } from "./due-action.ts";
import { fieldId, type ReturnedCaseForm } from "./returned-case-form.ts";
import { casePath } from "../../console-paths.ts";

interface FormsProps {
  of: Case;
  bureaus: readonly { slug: string; name: string }[];
  returned: ReturnedCaseForm | undefined;
  templates: readonly AnswerTemplate[];
  /** The template that was asked for. */
  template: number | undefined;
}

const possibleActions = (of: Case) => ACTION_NAMES.filter((name) => of.possible.includes(CASE_ACTIONS[name].event));

/** Every step that is possible now, each a form of its own. The step that is due stands first and open. */
export const CaseForms = (props: FormsProps) => {
  const { of, returned, template } = props;
  const due = template === undefined ? dueAction(of) : "draft";
  const actions = possibleActions(of).toSorted((a, b) => Number(b === due) - Number(a === due));
  const open = returned?.action ?? due;
  return (
    <>
      <Waits of={of} />
      {actions.length === 0 && <p>{caseWords.noActions}</p>}
      <ul class="lines">
        {actions.map((name) => (
          <li>
            <details open={name === open}>
              <summary>{ACTION_WORDS[name].title}</summary>
              <ActionForm {...props} name={name} returned={returned?.action === name ? returned : undefined} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The step that somebody else has to take first. */
const Waits = ({ of: { feedback, possible } }: { of: Case }) => (
  <>
    {feedback.draftBy !== null && !possible.includes("approveReply") && (
      <p class="note">{caseWords.waitsForReview(feedback.draftBy)}</p>
    )}
    {feedback.waiting && <p class="note">{caseWords.waitsForAuthor}</p>}
  </>
);

type ActionFormProps = FormsProps & { name: ActionName };

/** A text for the public is previewed before it is published. */
const isPreviewed = (name: ActionName) => name === "publish" || name === "publish-reply";

const ActionForm = ({ name, of, bureaus, returned, templates, template }: ActionFormProps) => (
  <form class="form" method="post" action={`${casePath(of.feedback.id)}/${name}${isPreviewed(name) ? "/preview" : ""}`}>
    <p class="hint">{ACTION_WORDS[name].hint}</p>
    {name === "draft" && <Templates id={of.feedback.id} templates={templates} />}
    {name === "approve" && <DraftShown of={of} />}
    {CASE_ACTIONS[name].fields.map((field) => (
      <Field
        id={fieldId(name, field)}
        name={field}
        optional={isOptional(name, field)}
        value={returned ? (returned.typed[field] ?? "") : prefill(name, field, of, templates[template ?? -1])}
        error={returned?.field === field ? returned.message : undefined}
        bureaus={bureaus.filter(({ slug }) => slug !== of.feedback.bureau)}
      />
    ))}
    <p>
      <button class={name === "decline" || name === "hide" ? "btn plain" : "btn"} type="submit">
        {isPreviewed(name) ? caseWords.preview : ACTION_WORDS[name].button}
      </button>
    </p>
  </form>
);

/** Links, so that a template is filled in without any script too. */
const Templates = ({ id, templates }: { id: number; templates: readonly AnswerTemplate[] }) =>
  templates.length === 0 ? (
    <></>
  ) : (
    <div>
      <b>{caseWords.templates}</b>
      <p class="hint">{caseWords.templatesHint}</p>
      <p class="row">
        {templates.map((each, index) => (
          <a href={`${casePath(id)}?template=${index + 1}#draft-text`}>{each.name}</a>
        ))}
      </p>
    </div>
  );

/** The very words that are to be approved. */
const DraftShown = ({ of: { replies } }: { of: Case }) => {
  const draft = replies.findLast(({ state }) => state === "draft");
  if (!draft) return <></>;
  return (
    <figure class="quote">
      <figcaption class="hint">{caseWords.toApprove(draft.draftedBy, beijingDay(draft.draftedAt))}</figcaption>
      <Paragraphs text={draft.text} />
    </figure>
  );
};

const isOptional = (name: ActionName, field: string) =>
  (name === "publish" || name === "publish-reply") && (field === "reason" || field === "title");

/** Redaction starts from the original words, a new draft from the template asked for, else from the last draft. */
function prefill(name: ActionName, field: string, of: Case, template: AnswerTemplate | undefined): string {
  const { feedback, replies, same } = of;
  if (name === "draft") {
    if (template) return fillTemplate(template.text, feedback);
    const last = replies.findLast(({ round }) => round === feedback.round);
    return last && last.state !== "approved" && !isSealed(last.text) ? last.text : "";
  }
  if (name === "join") return same[0] === undefined ? "" : String(same[0]);
  if (name === "publish" && field === "text") return feedback.publicText ?? feedback.text;
  if (name === "publish" && field === "title") return feedback.publicTitle ?? feedback.title;
  if (name !== "publish-reply" || field !== "text") return "";
  const approved = replies.findLast(({ state }) => state === "approved");
  return approved?.publicText ?? approved?.text ?? "";
}

interface FieldProps {
  id: string;
  name: string;
  value: string;
  optional: boolean;
  error: string | undefined;
  bureaus: readonly { slug: string; name: string }[];
}

const Field = ({ id, name, value, optional, error, bureaus }: FieldProps) => {
  const shared = {
    id,
    name,
    "aria-describedby": error ? `${id}-error` : undefined,
    "aria-invalid": error ? ("true" as const) : undefined,
  };
  return (
    <div class={error ? "bad" : undefined}>
      <label for={id}>
        {FIELD_WORDS[name]}
        {optional && name === "reason" && <span class="hint">　{caseWords.redactHint}</span>}
      </label>
      {error && (
        <p class="err" id={`${id}-error`}>
          {error}
        </p>
      )}
      {name === "bureau" ? (
        <select {...shared}>
          <option value="">{caseWords.chooseBureau}</option>
          {bureaus.map((bureau) => (
            <option value={bureau.slug} selected={bureau.slug === value}>
              {bureau.name}
            </option>
          ))}
        </select>
      ) : name === "revision" || name === "title" || name === "into" ? (
        <input type="text" inputmode={name === "title" ? undefined : "numeric"} value={value} {...shared} />
      ) : (
        <textarea rows={name === "text" ? 8 : 3} {...shared}>
          {value}
        </textarea>
      )}
    </div>
  );
};
