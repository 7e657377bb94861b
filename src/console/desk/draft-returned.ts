import type { TypedFields } from "../cases/case-actions.ts";

/** A form of a draft that was sent back: the typed text, and the fault of each field. */
export interface ReturnedDraftForm {
  form: "publish" | "facts" | "edits" | "edit";
  typed: TypedFields;
  /** The id of the field. */
  field: string;
  message: string;
}

export const errorAt = (returned: ReturnedDraftForm | undefined, form: ReturnedDraftForm["form"], field: string) =>
  returned?.form === form && returned.field === field ? returned.message : undefined;
