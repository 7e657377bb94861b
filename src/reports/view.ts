import type { ImportNote } from "../ingest/document.ts";
import type { FeedbackCounts } from "./feedback-counts.ts";
import type { PressUse } from "../press/press-use.ts";
import type { StandingPromise } from "./promise/promise.ts";
import type { Edition } from "./history/edition.ts";
import type { RevisionFacts, Section } from "./report.ts";

/** A bureau as pages name it. */
export interface BureauName {
  slug: string;
  name: string;
  shortName: string;
  demo: boolean;
}

/** One revision without its text. */
export interface RevisionInfo extends RevisionFacts {
  encoding: string;
  importNotes: ImportNote[];
  sectionCount: number;
  paragraphCount: number;
  characterCount: number;
}

/** One revision of one report, with what its page needs around it. */
export interface ReportView {
  bureau: BureauName;
  year: number;
  currentRevision: number;
  firstPublishedAt: string;
  updatedAt: string;
  /** Nearest years of the same bureau that have a published report. */
  previousYear: number | null;
  nextYear: number | null;
  /** The place of the revision in the ledger. */
  recorded: { index: number; at: string } | null;
  /** Undefined if the revision has not been looked through. */
  promise: StandingPromise | null | undefined;
  /** How many of its figures do not agree; null if nobody has read it for figures. */
  doubtfulFigures: number | null;
  /** The kept figures, if some do not agree. */
  doubtfulPacked: string | null;
  feedback: FeedbackCounts;
  /** The first revision, the newest ones and the current one, oldest first. */
  editions?: readonly Edition[];
  /** Its uses and discussions, the newest twenty. */
  press: PressUse[];
  revision: RevisionInfo;
}

export interface ReportText extends ReportView {
  sections: Section[];
}

/** A year in a list of reports. */
export interface ReportLine {
  bureau: BureauName;
  year: number;
  currentRevision: number;
  status: "published" | "withdrawn";
  title: string;
  firstPublishedAt: string;
  updatedAt: string;
  withdrawnAt: string | null;
}
