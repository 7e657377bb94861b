import type { Child } from "hono/jsx";
import { ErrorBox } from "../../ui/error-box.tsx";
import { KINDS, type Kind } from "../kind.ts";
import type { FieldError } from "../submission.ts";
import { feedbackWords } from "../words.ts";

/** On top of a form that was sent back. */
export const FormErrorSummary = ({ errors }: { errors: readonly FieldError[] }) => (
  <ErrorBox
    title={feedbackWords.wrong(errors.length)}
    errors={errors.map(({ field, message }) => ({ id: field ? anchorOf(field) : null, message }))}
  />
);

/** The title of a page with errors says so first, which is what a screen reader reads first. */
export const titled = (title: string, errors: readonly FieldError[]) =>
  errors.length > 0 ? `${feedbackWords.wrong(errors.length)}：${title}` : title;

const anchorOf = (field: string) => (field === "kind" || field === "rating" ? `${field}-first` : field);

interface FieldProps {
  id: string;
  label: string;
  errors: readonly FieldError[];
  hint?: string;
  optional?: boolean;
  control: (described: { id: string; name: string; "aria-describedby"?: string; "aria-invalid"?: "true" }) => Child;
}

/** Label, hint, error and control, tied together for everyone. */
export function FormField({ id, label, errors, hint, optional, control }: FieldProps) {
  const error = errors.find(({ field }) => field === id);
  const described = [hint ? `${id}-hint` : "", error ? `${id}-fault` : ""].filter(Boolean).join(" ");
  return (
    <div class={error ? "bad" : undefined}>
      <label for={id}>
        {label}
        {optional && <small>{feedbackWords.optional}</small>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldFault id={id} error={error} />
      {control({
        id,
        name: id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": "true" as const } : {}),
      })}
    </div>
  );
}

const FieldFault = ({ id, error }: { id: string; error: FieldError | undefined }) =>
  error ? (
    <p class="err" id={`${id}-fault`}>
      {feedbackWords.wrongMark}
      {error.message}
    </p>
  ) : (
    <></>
  );

interface ChoiceProps {
  name: string;
  legend: string;
  chosen: string;
  errors: readonly FieldError[];
  choices: readonly { value: string; name: string; hint?: string }[];
}

export function ChoiceField({ name, legend, chosen, errors, choices }: ChoiceProps) {
  const error = errors.find(({ field }) => field === name);
  return (
    <fieldset class={error ? "bad" : undefined} aria-describedby={error ? `${name}-fault` : undefined}>
      <legend>{legend}</legend>
      <FieldFault id={name} error={error} />
      <div class="fit">
        {choices.map(({ value, name: label, hint }, index) => {
          const id = index === 0 ? `${name}-first` : `${name}-${value}`;
          return (
            <label class="tick">
              <input type="radio" id={id} name={name} value={value} checked={value === chosen} />
              <span>
                <b>{label}</b>
                {hint}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

interface KindProps {
  chosen: string;
  errors: readonly FieldError[];
  /** The kinds that can be taken now, and an address for the others. */
  kinds: readonly Kind[];
  elsewhere: readonly string[];
}

export const KindChoice = ({ chosen, errors, kinds, elsewhere }: KindProps) => (
  <>
    <ChoiceField
      name="kind"
      legend={feedbackWords.kindLegend}
      chosen={chosen}
      errors={errors}
      choices={kinds.map((value) => {
        const { name, hint, next } = KINDS[value];
        return { value, name, hint: `${hint}。${next}` };
      })}
    />
    {elsewhere.map((text) => (
      <p class="note">{text}</p>
    ))}
  </>
);
