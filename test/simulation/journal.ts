import type { PublishResult } from "../../src/reports/publish/publish.ts";
import type { StatusChange } from "../../src/reports/publish/withdraw.ts";
import type { Submission } from "../../src/feedback/submission.ts";

/** One feedback as its author knows it, over all tries to send it. */
export interface Letter {
  /** Unique in the world: the text holds it. */
  mark: string;
  submission: Submission;
  key: string | null;
  address: string;
  /** When the key was first used. */
  begunAt: number;
  /** The answer; absent while nobody knows it. */
  answer?: { id: number; receipt: string; due: string };
  /** The site said no for good. */
  refused?: string;
}

/** A step of a feedback that was answered: the row that must be there. */
export interface AcknowledgedStep {
  feedback: number;
  seq: number;
  event: string;
}

/** What the site told anybody, which nothing may take back. */
export interface Journal {
  published: PublishResult[];
  standings: StatusChange[];
  letters: Letter[];
  steps: AcknowledgedStep[];
  /** Words that an answered step stored: the table they must be in. */
  words: { table: "feedback_supplements" | "feedback_replies"; feedback: number; text: string }[];
  renamed: { from: string; to: string }[];
  /** The words of every file that was sent, by its digest. */
  sources: Map<string, string>;
  /** Steps on the publisher's desk that were answered, as the audit log names them. */
  desk: { draft: number; action: string }[];
  /** Previews that somebody set to be published: the number and the text's digest that they showed. */
  seen: { draft: number; number: number; text: string; when: "now" | "later" }[];
  /** Answers of the search; `isWhole`: it says that nothing is missing. */
  answers: { engine: string; isWhole: boolean }[];
  /** Signed checkpoints that somebody was given. */
  checkpoints: string[];
  /** Ids of outbox rows or what else the webhook was told, as text. */
  told: string[];
  /** What went wrong while the world ran, beyond what a fault explains. */
  wrong: string[];
}

export const emptyJournal = (): Journal => ({
  published: [],
  standings: [],
  letters: [],
  steps: [],
  words: [],
  renamed: [],
  sources: new Map(),
  desk: [],
  seen: [],
  answers: [],
  checkpoints: [],
  told: [],
  wrong: [],
});
