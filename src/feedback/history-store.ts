import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import type { EventType, Status } from "./feedback.ts";

export interface HistoryEntry {
  seq: number;
  at: string;
  event: EventType | "submit";
  status: Status;
  actorKind: "author" | "staff" | "system";
  note: string;
  /** Whether the note may be shown to everyone. */
  public: boolean;
}

export const insertHistory = (db: Database, feedbackId: number, entry: HistoryEntry): Statement =>
  db.run(
    sql`INSERT INTO feedback_history (feedback_id, seq, at, event, status, actor_kind, note, public)
        VALUES (${feedbackId}, ${entry.seq}, ${entry.at}, ${entry.event}, ${entry.status}, ${entry.actorKind},
          ${entry.note}, ${entry.public ? 1 : 0})`,
  );

export async function loadHistory(db: Database, feedbackId: number): Promise<HistoryEntry[]> {
  const rows = await db.all<Omit<HistoryEntry, "public"> & { public: number }>(
    sql`SELECT seq, at, event, status, actor_kind AS actorKind, note, public
        FROM feedback_history WHERE feedback_id = ${feedbackId} ORDER BY seq`,
  );
  return rows.map((row) => ({ ...row, public: row.public === 1 }));
}
