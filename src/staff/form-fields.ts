import type { PersonInput } from "./people.ts";

const LONGEST_FIELD = 20_000;

/** One text field of a sent form; a file or a missing field is empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, LONGEST_FIELD) : "";
}

export const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === "string");

export const toPersonInput = (form: FormData, mode: "add" | "change"): PersonInput => ({
  email: textOf(form, "email"),
  name: textOf(form, "name"),
  roles: textsOf(form, "roles"),
  bureaus: textsOf(form, "bureaus"),
  active: mode === "add" || form.get("active") === "1",
});
