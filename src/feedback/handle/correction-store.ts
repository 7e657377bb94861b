import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import type { Status } from "../feedback.ts";
import { reportIdAt } from "../../reports/schema.ts";
import type { Kind } from "../kind.ts";
import { feedback } from "../schema.ts";
import { isOfBureau } from "../store.ts";

export interface Correctable {
  id: number;
  kind: Kind;
  status: Status;
  submittedAt: string;
  sectionHeading: string | null;
  /** Its public text; null if it is not public. */
  publicText: string | null;
}

/** Feedback about a report that a revision may answer; nothing confidential. */
export const listCorrectable = (db: Database, bureau: string, year: number, limit: number): Promise<Correctable[]> =>
  db
    .select({
      id: feedback.id,
      kind: feedback.kind,
      status: feedback.status,
      submittedAt: feedback.submittedAt,
      sectionHeading: feedback.sectionHeading,
      publicText: sql<string | null>`CASE ${feedback.publication} WHEN 'published' THEN ${feedback.publicText} END`,
    })
    .from(feedback)
    .where(
      and(
        eq(feedback.reportId, reportIdAt({ bureau, year })),
        inArray(feedback.status, ["accepted", "in_progress", "answered"]),
        eq(feedback.corrected, false),
        isOfBureau,
      ),
    )
    .orderBy(asc(feedback.submittedAt), asc(feedback.id))
    .limit(limit)
    .all();

export interface CorrectedFeedback {
  id: number;
  revision: number;
  title: string;
}

/** Public feedback that a revision of a report answered. */
export const listCorrected = (
  db: Database,
  bureau: string,
  year: number,
  limit: number,
): Promise<CorrectedFeedback[]> =>
  db
    .select({
      id: feedback.id,
      revision: sql<number>`${feedback.correctionRevision}`,
      title: sql<string>`coalesce(${feedback.publicTitle}, '')`,
    })
    .from(feedback)
    .where(
      and(
        eq(feedback.reportId, reportIdAt({ bureau, year })),
        eq(feedback.publication, "published"),
        isNotNull(feedback.correctionRevision),
      ),
    )
    .orderBy(asc(feedback.submittedAt), asc(feedback.id))
    .limit(limit)
    .all();
