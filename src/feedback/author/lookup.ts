import type { Ctx } from "../../ctx.ts";
import { loadReplies } from "../handle/answer-store.ts";
import {
  loadAttachments,
  loadRatings,
  loadSupplements,
  type GivenRating,
  type Supplement,
} from "../private/author-store.ts";
import { requireByReceipt } from "./author.ts";
import { beijingDay } from "../../day.ts";
import { commit } from "../../db/client.ts";
import type { Deadline } from "../clock.ts";
import { runningDeadline } from "../deadlines.ts";
import { type EventType, possibleEvents } from "../feedback.ts";
import { type HistoryEntry, loadHistory } from "../history-store.ts";
import { parseReceipt } from "../private/receipt.ts";
import { keepAuthorKey } from "../sealed/seal-later-store.ts";
import { authorKeys, isSealed, openText } from "../sealed/sealing.ts";
import type { Feedback } from "../store.ts";
import { resolveTarget } from "../target/target.ts";

export type { HistoryEntry };

/** What the holder of a receipt sees. */
export interface AuthorView {
  feedback: Feedback;
  /** The deadline that runs, with how it was computed; null if none does. */
  deadline: Deadline | null;
  history: HistoryEntry[];
  replies: { round: number; text: string; at: string }[];
  supplements: Supplement[];
  ratings: GivenRating[];
  attachments: { name: string; size: number; erased: boolean }[];
  /** What the author may do now. */
  possible: EventType[];
  /** The passage no longer stands in the current revision as the author saw it. */
  changedSince: boolean;
}

const AUTHOR_EVENTS: EventType[] = ["supplement", "rate", "reopen", "withdrawConsent", "reclassify"];

/** Throws `invalid`, `not_found`, `limited`. */
export async function lookupByReceipt(ctx: Ctx, receipt: string, address: string | null): Promise<AuthorView> {
  const feedback = await requireByReceipt(ctx, receipt, address);
  if (feedback.sealedTo !== null && feedback.authorKey === null) await keepKeyOf(ctx, feedback.id, receipt);
  return openForAuthor(await viewForAuthor(ctx, feedback), parseReceipt(receipt) ?? "");
}

/** If a feedback was sealed without its author's key, answers are sealed to that key from now on. */
async function keepKeyOf(ctx: Ctx, id: number, receipt: string): Promise<void> {
  const { recipient } = await authorKeys(parseReceipt(receipt) ?? "");
  await commit(ctx.db, [keepAuthorKey(ctx.db, id, recipient)]);
}

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

/** The view of a sealed feedback as its author may read it, whose receipt opens it. */
async function openForAuthor(view: AuthorView, receipt: string): Promise<AuthorView> {
  if (view.feedback.sealedTo === null) return view;
  const { identity } = await authorKeys(receipt);
  const open = async (text: string) => (isSealed(text) ? openText(identity, text).catch(() => "（已加密）") : text);
  const all = <T, K extends keyof T>(list: readonly T[], name: K) =>
    Promise.all(list.map(async (each) => ({ ...each, [name]: await open(String(each[name])) })));
  return {
    ...view,
    feedback: { ...view.feedback, text: await open(view.feedback.text) },
    history: await all(view.history, "note"),
    replies: await all(view.replies, "text"),
    supplements: await all(view.supplements, "text"),
    ratings: await all(view.ratings, "reason"),
  };
}
