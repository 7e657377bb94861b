import { and, asc, eq, getTableColumns, isNull } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { feedbackAttachments, feedbackRatings, feedbackSupplements } from "../schema.ts";

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

export type Attachment = Omit<typeof feedbackAttachments.$inferSelect, "feedbackId">;

export const insertSupplement = (db: Database, feedbackId: number, given: Supplement): Statement =>
  db.insert(feedbackSupplements).values({ ...given, feedbackId });

export const loadSupplements = (db: Database, feedbackId: number): Promise<Supplement[]> =>
  db
    .select({ at: feedbackSupplements.at, text: feedbackSupplements.text })
    .from(feedbackSupplements)
    .where(eq(feedbackSupplements.feedbackId, feedbackId))
    .orderBy(asc(feedbackSupplements.id))
    .all();

export const insertRating = (db: Database, feedbackId: number, given: GivenRating): Statement =>
  db.insert(feedbackRatings).values({ ...given, feedbackId });

export function loadRatings(db: Database, feedbackId: number): Promise<GivenRating[]> {
  const { feedbackId: of, ...given } = getTableColumns(feedbackRatings);
  return db.select(given).from(feedbackRatings).where(eq(of, feedbackId)).orderBy(asc(given.round)).all();
}

export const insertAttachment = (db: Database, feedbackId: number, a: Omit<Attachment, "id" | "erasedAt">): Statement =>
  db.insert(feedbackAttachments).values({ ...a, feedbackId });

const { feedbackId: ofFeedback, ...attachment } = getTableColumns(feedbackAttachments);

export const loadAttachments = (db: Database, feedbackId: number): Promise<Attachment[]> =>
  db.select(attachment).from(feedbackAttachments).where(eq(ofFeedback, feedbackId)).orderBy(asc(attachment.id)).all();

export const markAttachmentsErased = (db: Database, feedbackId: number, at: string): Statement =>
  db
    .update(feedbackAttachments)
    .set({ erasedAt: at })
    .where(and(eq(ofFeedback, feedbackId), isNull(attachment.erasedAt)));
