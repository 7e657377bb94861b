import { asc, eq } from "drizzle-orm";
import { breaks } from "../../db/broken-constraint.ts";
import type { Database, Statement } from "../../db/client.ts";
import type { EventType, Status } from "../feedback.ts";
import { feedbackHistory } from "../schema.ts";

export interface HistoryEntry {
  seq: number;
  at: string;
  event: EventType | "submit" | "seal";
  status: Status;
  actorKind: "author" | "staff" | "system";
  note: string;
  /** Whether the note may be shown to everyone. */
  public: boolean;
}

export const insertHistory = (db: Database, feedbackId: number, entry: HistoryEntry): Statement =>
  db.insert(feedbackHistory).values({ ...entry, feedbackId });

/** True if a batch failed because another writer took the step of the same number. */
export const isOutrun = (error: unknown): boolean => breaks(error, "UNIQUE", feedbackHistory.feedbackId);

const { seq, at, event, status, actorKind, note, public: isPublic } = feedbackHistory;

export const loadHistory = (db: Database, feedbackId: number): Promise<HistoryEntry[]> =>
  db
    .select({ seq, at, event, status, actorKind, note, public: isPublic })
    .from(feedbackHistory)
    .where(eq(feedbackHistory.feedbackId, feedbackId))
    .orderBy(asc(seq))
    .all();
