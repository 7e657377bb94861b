import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import type { Deadline } from "../clock.ts";
import { runningDeadline } from "../deadlines.ts";
import { type EventType, possibleEvents } from "../feedback.ts";
import {
  type GivenRating,
  loadAttachments,
  loadRatings,
  loadSupplements,
  type Supplement,
} from "../private/author-store.ts";
import type { Feedback } from "../store.ts";
import { resolveTarget } from "../target/target.ts";
import { loadReplies } from "./answer-store.ts";
import { type HistoryEntry, loadHistory } from "./history-store.ts";

export type { HistoryEntry };

/** The case as the holder of a receipt sees it. */
export interface AuthorView {
  feedback: Feedback;
  /** The deadline that runs, with how it was computed; null if none does. */
  deadline: Deadline | null;
  history: HistoryEntry[];
  replies: { round: number; text: string; at: string }[];
  supplements: Supplement[];
  ratings: GivenRating[];
  attachments: { name: string; size: number; erased: boolean }[];
  /** The author's possible steps. */
  possible: EventType[];
  /** The passage no longer stands in the current revision as the author saw it. */
  changedSince: boolean;
}

const AUTHOR_EVENTS: EventType[] = ["supplement", "rate", "reopen", "withdrawConsent", "reclassify"];

/** For a feedback whose author is known to be asking. */
export async function viewForAuthor(ctx: Ctx, feedback: Feedback): Promise<AuthorView> {
  const { db } = ctx;
  const [history, replies, supplements, ratings, attachments, changedSince] = await Promise.all([
    loadHistory(db, feedback.id),
    loadReplies(db, feedback.id),
    loadSupplements(db, feedback.id),
    loadRatings(db, feedback.id),
    loadAttachments(db, feedback.id),
    hasChanged(ctx, feedback),
  ]);
  const today = beijingDay(ctx.now());
  return {
    feedback,
    deadline: runningDeadline(feedback, feedback.deadlines),
    history,
    replies: replies
      .filter(({ state }) => state === "approved")
      .map(({ round, text, decidedAt }) => ({ round, text, at: decidedAt ?? "" })),
    supplements,
    ratings,
    attachments: attachments.map(({ name, size, erasedAt }) => ({ name, size, erased: erasedAt !== null })),
    possible: possibleEvents(feedback, "", today).filter((event) => AUTHOR_EVENTS.includes(event)),
    changedSince,
  };
}

/** A passage that can no longer be looked up (report withdrawn) counts as changed. */
async function hasChanged(ctx: Ctx, feedback: Feedback): Promise<boolean> {
  const { aboutBureau: bureau, year, revision, section, anchor, quote } = feedback;
  if (quote === null || bureau === null) return false;
  return resolveTarget(ctx, { bureau, year, revision, section, anchor, quote: null }).then(
    (target) => target.changedSince,
    () => true,
  );
}
