import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import type { Status } from "../feedback.ts";
import type { Kind } from "../kind.ts";

export interface Correctable {
  id: number;
  kind: Kind;
  status: Status;
  submittedAt: string;
  sectionHeading: string | null;
  /** What the public may read of it; null where it is not public. */
  publicText: string | null;
}

/** Feedback about a report that a revision may answer; nothing confidential. */
export const listCorrectable = (db: Database, bureau: string, year: number, limit: number) =>
  db.all<Correctable>(
    sql`SELECT f.id, f.kind, f.status, f.submitted_at AS submittedAt, f.section_heading AS sectionHeading,
          CASE f.publication WHEN 'published' THEN f.public_text END AS publicText
        FROM feedback f
        WHERE f.report_id = (SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id
                             WHERE b.slug = ${bureau} AND r.year = ${year})
          AND f.status IN ('accepted', 'in_progress', 'answered') AND f.corrected = 0 AND f.confidential = 0
        ORDER BY f.submitted_at, f.id LIMIT ${limit}`,
  );

export interface CorrectedFeedback {
  id: number;
  revision: number;
  title: string;
}

/** Public feedback that a revision of a report answered. */
export const listCorrected = (db: Database, bureau: string, year: number, limit: number) =>
  db.all<CorrectedFeedback>(
    sql`SELECT f.id, f.correction_revision AS revision, coalesce(f.public_title, '') AS title
        FROM feedback f
        WHERE f.report_id = (SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id
                             WHERE b.slug = ${bureau} AND r.year = ${year})
          AND f.publication = 'published' AND f.correction_revision IS NOT NULL
        ORDER BY f.submitted_at, f.id LIMIT ${limit}`,
  );
