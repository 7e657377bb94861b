import { type Term, type TermName, TERMS } from "../feedback/clock.ts";
import type { PersonInput } from "../staff/people.ts";

const LONGEST_FIELD = 20_000;

/** One text field of a sent form; a file or a missing field is empty. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, LONGEST_FIELD) : "";
}

export const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === "string");

export const PERSON_FIELDS = { once: ["email", "name", "active"], many: ["roles", "bureaus"] };

export const toPersonInput = (form: FormData, mode: "add" | "change"): PersonInput => ({
  email: textField(form, "email"),
  name: textField(form, "name"),
  roles: textsOf(form, "roles"),
  bureaus: textsOf(form, "bureaus"),
  active: mode === "add" || form.get("active") === "1",
});

export const TERM_FIELDS = TERMS.flatMap((name) => ["days", "unit", "basis"].map((part) => `${name}-${part}`));

/** Typed terms as rules; a number that is none becomes NaN, which the verb refuses. */
export const toRules = (typed: Record<string, string>): Record<TermName, Term> =>
  Object.fromEntries(
    TERMS.map((name) => {
      const days = typed[`${name}-days`]?.trim() ?? "";
      const unit = typed[`${name}-unit`] === "working" ? "working" : "calendar";
      return [
        name,
        { days: /^\d{1,4}$/.test(days) ? Number(days) : Number.NaN, unit, basis: typed[`${name}-basis`] ?? "" },
      ];
    }),
  ) as unknown as Record<TermName, Term>;
