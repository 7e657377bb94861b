import { and, asc, eq, gt, isNotNull, lte, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { isOneOf } from "../../db/json-each.ts";
import { bureauNameOf } from "../read-store.ts";
import { bureaus, reports, revisions, sections } from "../schema.ts";

const changed = {
  bureauId: reports.bureauId,
  bureau: bureauNameOf,
  year: reports.year,
  status: reports.status,
  revisionId: revisions.id,
  number: revisions.number,
  title: revisions.title,
};

/** Rows read: three a revision. */
export const selectPublished = (db: Database, from: string, until: string, limit: number) =>
  db
    .select(changed)
    .from(revisions)
    .innerJoin(reports, eq(reports.id, revisions.reportId))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(and(gt(revisions.publishedAt, from), lte(revisions.publishedAt, until)))
    .orderBy(asc(revisions.publishedAt), asc(revisions.id))
    .limit(limit)
    .all();

/** Rows read: three for each report that changed. */
export const selectWithdrawn = (db: Database, from: string, until: string, limit: number) =>
  db
    .select(changed)
    .from(reports)
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(and(gt(reports.updatedAt, from), lte(reports.updatedAt, until), eq(reports.status, "withdrawn")))
    .orderBy(asc(reports.updatedAt), asc(reports.id))
    .limit(limit)
    .all();

export async function selectStandards(db: Database, revisionIds: readonly number[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ standard: sql<string>`${sections.standard}` })
    .from(sections)
    .where(and(isOneOf(sections.revisionId, revisionIds), isNotNull(sections.standard)))
    .all();
  return rows.map(({ standard }) => standard);
}
