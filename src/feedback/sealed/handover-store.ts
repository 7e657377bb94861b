import { asc, desc, eq, isNotNull } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { isOneOf } from "../../db/json-each.ts";
import { feedback, feedbackHandovers } from "../schema.ts";

export type Handover = Omit<typeof feedbackHandovers.$inferSelect, "id" | "feedbackId">;

const { at, by, sealedTo, text, feedbackId, id } = feedbackHandovers;

export const insertHandover = (db: Database, feedback_: number, handover: Handover): Statement =>
  db.insert(feedbackHandovers).values({ ...handover, feedbackId: feedback_ });

export const loadHandovers = (db: Database, of: number): Promise<Handover[]> =>
  db
    .select({ at, by, sealedTo, text })
    .from(feedbackHandovers)
    .where(eq(feedbackId, of))
    .orderBy(asc(id))
    .limit(20)
    .all();

export interface SealedCase {
  id: number;
  sealedTo: string[];
}

/** The newest sealed feedback, with the keys it was sealed to at first. */
export const listSealed = async (db: Database, limit: number): Promise<SealedCase[]> =>
  (
    await db
      .select({ id: feedback.id, sealedTo: feedback.sealedTo })
      .from(feedback)
      .where(isNotNull(feedback.sealedTo))
      .orderBy(desc(feedback.id))
      .limit(limit)
      .all()
  ).map((row) => ({ id: row.id, sealedTo: row.sealedTo ?? [] }));

export const listHandoversOf = (db: Database, ids: readonly number[]): Promise<SealedCase[]> =>
  db.select({ id: feedbackId, sealedTo }).from(feedbackHandovers).where(isOneOf(feedbackId, ids)).all();
