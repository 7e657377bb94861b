import type { Preview } from "../../drafts/preview.ts";
import type { Correctable } from "../../feedback/handle/correction.ts";
import type { ReturnedDraftForm } from "./draft-returned.ts";

/** The contents of the page of a draft. */
export interface DraftView {
  preview: Preview;
  correctable: readonly Correctable[];
  today: string;
  origin: string;
  returned?: ReturnedDraftForm | undefined;
  done?: string | undefined;
}
