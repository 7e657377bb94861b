import type { Typed } from "../cases/case-actions.ts";

/** A form of a draft that was sent back: what was typed, and what is wrong with which field. */
export interface Returned {
  form: "publish" | "facts" | "edits" | "edit";
  typed: Typed;
  /** The id of the field. */
  field: string;
  message: string;
}

export const errorAt = (returned: Returned | undefined, form: Returned["form"], field: string) =>
  returned?.form === form && returned.field === field ? returned.message : undefined;
