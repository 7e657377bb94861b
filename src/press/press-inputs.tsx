import { FormField } from "../feedback/parts/form-fields.tsx";
import type { FieldError } from "../feedback/submission.ts";
import { pressWords } from "./words.ts";

interface Props {
  typed: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
  bureaus: readonly { slug: string; shortName: string }[];
}

const FACTS = [
  { id: "title", label: pressWords.title, hint: pressWords.titleHint, type: "text" as const },
  { id: "medium", label: pressWords.medium, hint: pressWords.mediumHint, type: "text" as const },
  { id: "day", label: pressWords.day, hint: pressWords.dayHint, type: "text" as const },
  { id: "address", label: pressWords.address, hint: pressWords.addressHint, type: "url" as const },
  { id: "archived", label: pressWords.archived, hint: pressWords.archivedHint, type: "url" as const, optional: true },
];
const PLACE = [
  { id: "year", label: pressWords.year, type: "text" as const, optional: true },
  { id: "section", label: pressWords.section, hint: pressWords.sectionHint, type: "text" as const, optional: true },
  { id: "anchor", label: pressWords.anchor, hint: pressWords.anchorHint, type: "text" as const, optional: true },
];

/** The fields of one use, in the public form and in the console's. */
export const PressInputs = ({ typed, errors, bureaus }: Props) => (
  <>
    {FACTS.map((field) => (
      <Field {...field} typed={typed} errors={errors} />
    ))}
    <FormField
      id="bureau"
      label={pressWords.bureau}
      errors={errors}
      control={(described) => (
        <select {...described}>
          {bureaus.map(({ slug, shortName }) => (
            <option value={slug} selected={slug === typed["bureau"]}>
              {shortName}
            </option>
          ))}
        </select>
      )}
    />
    {PLACE.map((field) => (
      <Field {...field} typed={typed} errors={errors} />
    ))}
  </>
);

interface FieldProps extends Pick<Props, "typed" | "errors"> {
  id: string;
  label: string;
  hint?: string;
  type: "text" | "url";
  optional?: boolean;
}

const Field = ({ id, label, hint, type, optional, typed, errors }: FieldProps) => (
  <FormField
    id={id}
    label={label}
    errors={errors}
    {...(hint ? { hint } : {})}
    {...(optional ? { optional } : {})}
    control={(described) => (
      <input type="text" inputmode={type} autocomplete="off" value={typed[id] ?? ""} {...described} />
    )}
  />
);
