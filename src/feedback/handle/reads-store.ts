import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";

export const upsertRead = (db: Database, email: string, feedbackId: number, seq: number): Statement =>
  db.run(
    sql`INSERT INTO feedback_reads (email, feedback_id, seq) VALUES (${email}, ${feedbackId}, ${seq})
        ON CONFLICT (email, feedback_id) DO UPDATE SET seq = max(seq, excluded.seq)`,
  );

/** Numbers of the open feedback that has steps the person has not read; `bureaus` null is every bureau. */
export const listUnreadFeedback = (
  db: Database,
  email: string,
  scope: { bureaus: readonly string[] | null; confidential: boolean },
  limit: number,
) =>
  db.all<{ id: number }>(
    sql`SELECT f.id FROM feedback f LEFT JOIN bureaus b ON b.id = f.bureau_id
          LEFT JOIN feedback_reads r ON r.email = ${email} AND r.feedback_id = f.id
        WHERE f.status IN ('submitted', 'accepted', 'in_progress')
          AND (${scope.bureaus === null ? 1 : 0} = 1
            OR b.slug IN (SELECT value FROM json_each(${JSON.stringify(scope.bureaus ?? [])})))
          AND (${scope.confidential ? 1 : 0} = 1 OR f.confidential = 0)
          AND coalesce(r.seq, 0) < f.seq
        ORDER BY f.due LIMIT ${limit}`,
  );
