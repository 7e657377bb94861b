import type { PointNote } from "../indicators/point-note.ts";
import type { Edit } from "../reports/desk/edit.ts";

export type DraftState = "open" | "scheduled" | "published" | "discarded";

/** An uploaded report that is not published yet. Instants are ISO 8601 in UTC. */
export interface Draft {
  id: number;
  owner: string;
  state: DraftState;
  /** Grows with every change. */
  version: number;
  createdAt: string;
  updatedAt: string;
  /** The folder of its objects in R2, below drafts/. */
  folder: string;
  fileSha256: string;
  fileName: string;
  fileSize: number;
  /** The digest of the document read from the file, as JSON. */
  readSha256: string;
  readTitle: string;
  /** Given by hand if the file does not say it; "" and null if nothing was given. */
  title: string;
  bureauName: string;
  /** Slug. */
  bureau: string;
  year: number | null;
  edits: Edit[];
  /** An editor's decisions about its figures. */
  pointNotes: PointNote[];
  note: string;
  /** Codes of obstacles that were accepted when the time was set. */
  accepted: string[];
  /** Numbers of the feedback that the revision answers. */
  feedback: number[];
  publishAt: string | null;
  scheduledBy: string | null;
  /** Digest of the preview that was shown when the time was set. */
  previewed: string | null;
  failure: string | null;
  publishedPath: string | null;
  erasedAt: string | null;
}

export const MOST_EDITS = 500;

/** The publisher's entries; a named bureau or year overrides the file's. */
export const draftDecision = ({ bureau, bureauName, year }: Draft) => ({
  bureau: bureau || bureauName || undefined,
  year: year ?? undefined,
  confirmsSlug: !bureau,
});

export const isSettled = ({ state }: Pick<Draft, "state">) => state === "published" || state === "discarded";
