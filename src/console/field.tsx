import type { Child } from "hono/jsx";

interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: Child;
}

/** A labelled field with its hint and, if it was refused, why. */
export const ConsoleField = ({ id, label, hint, error, children }: FieldProps) => (
  <div class={error ? "bad" : undefined}>
    <label for={id}>
      {label}
      {hint && <span class="hint">　{hint}</span>}
    </label>
    {error && (
      <p class="err" id={`${id}-error`}>
        {error}
      </p>
    )}
    {children}
  </div>
);

/** The attributes by which an input refers to its error. */
export const described = (id: string, error: string | undefined) =>
  error ? { "aria-describedby": `${id}-error`, "aria-invalid": "true" as const } : {};
