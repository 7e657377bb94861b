import type { ActionName, TypedFields } from "./case-actions.ts";

/** A form that was sent back: which, the typed text, and the error (nothing if its sender only wants to go on typing). */
export interface ReturnedCaseForm {
  action: ActionName | "contact";
  typed: TypedFields;
  field: string | undefined;
  message: string;
}

export const fieldId = (action: string, field: string) => `${action}-${field}`;
