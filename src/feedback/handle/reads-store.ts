import { and, asc, eq, lt, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { isOneOf } from "../../db/json-each.ts";
import { bureaus } from "../../reports/schema.ts";
import { feedback, feedbackReads } from "../schema.ts";
import { isOfBureau, isOpen } from "../store.ts";

export const upsertRead = (db: Database, email: string, feedbackId: number, seq: number): Statement =>
  db
    .insert(feedbackReads)
    .values({ email, feedbackId, seq })
    .onConflictDoUpdate({
      target: [feedbackReads.email, feedbackReads.feedbackId],
      set: { seq: sql`max(${feedbackReads.seq}, ${seq})` },
    });

/** Numbers of the open feedback that has steps the person has not read; `bureaus` null is every bureau. */
export const listUnreadFeedback = (
  db: Database,
  email: string,
  scope: { bureaus: readonly string[] | null; confidential: boolean },
  limit: number,
): Promise<{ id: number }[]> =>
  db
    .select({ id: feedback.id })
    .from(feedback)
    .leftJoin(bureaus, eq(bureaus.id, feedback.bureauId))
    .leftJoin(feedbackReads, and(eq(feedbackReads.email, email), eq(feedbackReads.feedbackId, feedback.id)))
    .where(
      and(
        isOpen,
        scope.bureaus === null ? undefined : isOneOf(bureaus.slug, scope.bureaus),
        scope.confidential ? undefined : isOfBureau,
        lt(sql`coalesce(${feedbackReads.seq}, 0)`, feedback.seq),
      ),
    )
    .orderBy(asc(feedback.due))
    .limit(limit)
    .all();
