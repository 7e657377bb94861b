import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";

export interface Supplement {
  at: string;
  text: string;
}

export const RATINGS = ["satisfied", "fair", "dissatisfied"] as const;
export type Rating = (typeof RATINGS)[number];

export interface GivenRating {
  round: number;
  rating: Rating;
  reason: string;
  at: string;
}

export interface Attachment {
  id: number;
  objectKey: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  erasedAt: string | null;
}

export const insertSupplement = (db: Database, feedbackId: number, { at, text }: Supplement): Statement =>
  db.run(sql`INSERT INTO feedback_supplements (feedback_id, at, text) VALUES (${feedbackId}, ${at}, ${text})`);

export const loadSupplements = (db: Database, feedbackId: number) =>
  db.all<Supplement>(sql`SELECT at, text FROM feedback_supplements WHERE feedback_id = ${feedbackId} ORDER BY id`);

export const insertRating = (db: Database, feedbackId: number, given: GivenRating): Statement =>
  db.run(
    sql`INSERT INTO feedback_ratings (feedback_id, round, rating, reason, at)
        VALUES (${feedbackId}, ${given.round}, ${given.rating}, ${given.reason}, ${given.at})`,
  );

export const loadRatings = (db: Database, feedbackId: number) =>
  db.all<GivenRating>(
    sql`SELECT round, rating, reason, at FROM feedback_ratings WHERE feedback_id = ${feedbackId} ORDER BY round`,
  );

export const insertAttachment = (db: Database, feedbackId: number, a: Omit<Attachment, "id" | "erasedAt">): Statement =>
  db.run(
    sql`INSERT INTO feedback_attachments (feedback_id, object_key, name, type, size, sha256)
        VALUES (${feedbackId}, ${a.objectKey}, ${a.name}, ${a.type}, ${a.size}, ${a.sha256})`,
  );

export const loadAttachments = (db: Database, feedbackId: number) =>
  db.all<Attachment>(
    sql`SELECT id, object_key AS objectKey, name, type, size, sha256, erased_at AS erasedAt
        FROM feedback_attachments WHERE feedback_id = ${feedbackId} ORDER BY id`,
  );

export const markAttachmentsErased = (db: Database, feedbackId: number, at: string): Statement =>
  db.run(
    sql`UPDATE feedback_attachments SET erased_at = ${at} WHERE feedback_id = ${feedbackId} AND erased_at IS NULL`,
  );
