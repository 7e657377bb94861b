import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { feedbackModeration, feedbackReplies } from "../schema.ts";

export type Reply = Omit<typeof feedbackReplies.$inferSelect, "feedbackId">;

const { feedbackId: ofFeedback, ...reply } = getTableColumns(feedbackReplies);

export const loadReplies = (db: Database, feedbackId: number): Promise<Reply[]> =>
  db.select(reply).from(feedbackReplies).where(eq(ofFeedback, feedbackId)).orderBy(asc(reply.id)).all();

/** A new draft takes the place of one that still waits. */
export const insertReplyDraft = (
  db: Database,
  feedbackId: number,
  { round, by, at, text }: { round: number; by: string; at: string; text: string },
): Statement[] => [
  decideDraft(db, feedbackId, { state: "returned", by, at, note: "由新的草稿代替" }),
  db.insert(feedbackReplies).values({ feedbackId, round, text, draftedBy: by, draftedAt: at, state: "draft" }),
];

export const decideDraft = (
  db: Database,
  feedbackId: number,
  { state, by, at, note }: { state: "returned" | "approved"; by: string; at: string; note: string },
): Statement =>
  db
    .update(feedbackReplies)
    .set({ state, decidedBy: by, decidedAt: at, decisionNote: note })
    .where(and(eq(ofFeedback, feedbackId), eq(reply.state, "draft")));

export const publishReplyText = (db: Database, replyId: number, text: string, at: string): Statement =>
  db
    .update(feedbackReplies)
    .set({ publicText: text, publishedAt: sql`coalesce(${reply.publishedAt}, ${at})` })
    .where(eq(reply.id, replyId));

export const unpublishReplies = (db: Database, feedbackId: number): Statement =>
  db.update(feedbackReplies).set({ publicText: null }).where(eq(ofFeedback, feedbackId));

export interface ModerationEntry {
  replyId: number | null;
  at: string;
  actor: string;
  action: "published" | "hidden";
  reason: string;
  /** The words shown from then on; null if they are hidden. */
  shown: string | null;
}

export const insertModeration = (db: Database, feedbackId: number, entry: ModerationEntry): Statement =>
  db.insert(feedbackModeration).values({ ...entry, feedbackId });

export function loadModeration(db: Database, feedbackId: number): Promise<ModerationEntry[]> {
  const { id, feedbackId: about, ...entry } = getTableColumns(feedbackModeration);
  return db.select(entry).from(feedbackModeration).where(eq(about, feedbackId)).orderBy(asc(id)).all();
}
