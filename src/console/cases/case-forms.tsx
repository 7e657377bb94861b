import type { Case } from "../../feedback/handle/queue.ts";
import { ACTION_NAMES, type ActionName, CASE_ACTIONS, type TypedFields } from "./case-actions.ts";
import { ACTION_WORDS, caseWords, FIELD_WORDS } from "./case-words.ts";
import { casePath } from "../../console-paths.ts";

/** A form that was sent back: which, what was typed, and what is wrong. */
export interface ReturnedCaseForm {
  action: ActionName | "contact";
  typed: TypedFields;
  field: string | undefined;
  message: string;
}

interface FormsProps {
  of: Case;
  bureaus: readonly { slug: string; name: string }[];
  returned: ReturnedCaseForm | undefined;
}

export const fieldId = (action: string, field: string) => `${action}-${field}`;

const possibleActions = (of: Case) => ACTION_NAMES.filter((name) => of.possible.includes(CASE_ACTIONS[name].event));

/** Everything that can be done now, each a form of its own; the first simple step stands open. */
export const CaseForms = ({ of, bureaus, returned }: FormsProps) => {
  const actions = possibleActions(of);
  if (actions.length === 0) return <p>{caseWords.noActions}</p>;
  return (
    <ul class="lines">
      {actions.map((name) => (
        <li>
          <details open={returned?.action === name || (returned === undefined && name === actions[0])}>
            <summary>{ACTION_WORDS[name].title}</summary>
            <ActionForm
              name={name}
              of={of}
              bureaus={bureaus}
              returned={returned?.action === name ? returned : undefined}
            />
          </details>
        </li>
      ))}
    </ul>
  );
};

type ActionFormProps = FormsProps & { name: ActionName };

const ActionForm = ({ name, of, bureaus, returned }: ActionFormProps) => (
  <form class="form" method="post" action={`${casePath(of.feedback.id)}/${name}`}>
    <p class="hint">{ACTION_WORDS[name].hint}</p>
    {CASE_ACTIONS[name].fields.map((field) => (
      <Field
        id={fieldId(name, field)}
        name={field}
        optional={isOptional(name, field)}
        value={returned ? (returned.typed[field] ?? "") : prefill(name, field, of)}
        error={returned?.field === field ? returned.message : undefined}
        bureaus={bureaus.filter(({ slug }) => slug !== of.feedback.bureau)}
      />
    ))}
    <p>
      <button class={name === "decline" || name === "hide" ? "btn plain" : "btn"} type="submit">
        {ACTION_WORDS[name].button}
      </button>
    </p>
  </form>
);

const isOptional = (name: ActionName, field: string) =>
  (name === "publish" || name === "publish-reply") && (field === "reason" || field === "title");

/** Redaction starts from the original words. */
function prefill(name: ActionName, field: string, { feedback, replies }: Case): string {
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
      ) : name === "revision" || name === "title" ? (
        <input type="text" inputmode={name === "revision" ? "numeric" : undefined} value={value} {...shared} />
      ) : (
        <textarea rows={name === "text" ? 8 : 3} {...shared}>
          {value}
        </textarea>
      )}
    </div>
  );
};
