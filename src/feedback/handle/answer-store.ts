import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";

export interface Reply {
  id: number;
  round: number;
  text: string;
  draftedBy: string;
  draftedAt: string;
  state: "draft" | "returned" | "approved";
  decidedBy: string | null;
  decidedAt: string | null;
  decisionNote: string;
  publicText: string | null;
  publishedAt: string | null;
}

export const loadReplies = (db: Database, feedbackId: number) =>
  db.all<Reply>(
    sql`SELECT id, round, text, drafted_by AS draftedBy, drafted_at AS draftedAt, state, decided_by AS decidedBy,
          decided_at AS decidedAt, decision_note AS decisionNote, public_text AS publicText,
          published_at AS publishedAt
        FROM feedback_replies WHERE feedback_id = ${feedbackId} ORDER BY id`,
  );

/** A new draft takes the place of one that still waits. */
export const insertReplyDraft = (
  db: Database,
  feedbackId: number,
  { round, by, at, text }: { round: number; by: string; at: string; text: string },
): Statement[] => [
  decideDraft(db, feedbackId, { state: "returned", by, at, note: "由新的草稿代替" }),
  db.run(
    sql`INSERT INTO feedback_replies (feedback_id, round, text, drafted_by, drafted_at, state)
        VALUES (${feedbackId}, ${round}, ${text}, ${by}, ${at}, 'draft')`,
  ),
];

export const decideDraft = (
  db: Database,
  feedbackId: number,
  { state, by, at, note }: { state: "returned" | "approved"; by: string; at: string; note: string },
): Statement =>
  db.run(
    sql`UPDATE feedback_replies SET state = ${state}, decided_by = ${by}, decided_at = ${at}, decision_note = ${note}
        WHERE feedback_id = ${feedbackId} AND state = 'draft'`,
  );

export const publishReplyText = (db: Database, replyId: number, text: string, at: string): Statement =>
  db.run(
    sql`UPDATE feedback_replies SET public_text = ${text}, published_at = coalesce(published_at, ${at})
        WHERE id = ${replyId}`,
  );

export const unpublishReplies = (db: Database, feedbackId: number): Statement =>
  db.run(sql`UPDATE feedback_replies SET public_text = NULL WHERE feedback_id = ${feedbackId}`);

export interface ModerationEntry {
  replyId: number | null;
  at: string;
  actor: string;
  action: "published" | "hidden";
  reason: string;
  /** The words shown from then on; null where hidden. */
  shown: string | null;
}

export const insertModeration = (db: Database, feedbackId: number, m: ModerationEntry): Statement =>
  db.run(
    sql`INSERT INTO feedback_moderation (feedback_id, reply_id, at, actor, action, reason, shown)
        VALUES (${feedbackId}, ${m.replyId}, ${m.at}, ${m.actor}, ${m.action}, ${m.reason}, ${m.shown})`,
  );

export const loadModeration = (db: Database, feedbackId: number) =>
  db.all<ModerationEntry>(
    sql`SELECT reply_id AS replyId, at, actor, action, reason, shown
        FROM feedback_moderation WHERE feedback_id = ${feedbackId} ORDER BY id`,
  );
