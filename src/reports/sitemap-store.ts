import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { bureaus, reports, revisions } from "./schema.ts";

/** Slugs in a stable order. */
export const selectBureauSlugs = (db: Database) =>
  db.select({ slug: bureaus.slug }).from(bureaus).orderBy(asc(bureaus.id)).all();

/** How many addresses each published report has in the sitemap, in a stable order. */
export const selectSitemapWeights = (db: Database) =>
  db
    .select({ id: reports.id, sections: revisions.sectionCount })
    .from(reports)
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .where(eq(reports.status, "published"))
    .orderBy(asc(reports.id))
    .all();

/** Reports with ids from `first` to `last` and the slugs of their current sections. */
export const selectSitemapReports = (db: Database, first: number, last: number) =>
  db
    .select({
      bureau: bureaus.slug,
      year: reports.year,
      updatedAt: reports.updatedAt,
      slugs: sql<string>`(SELECT json_group_array(s.slug) FROM sections s WHERE s.revision_id = ${revisions.id})`,
    })
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .where(and(eq(reports.status, "published"), sql`${reports.id} BETWEEN ${first} AND ${last}`))
    .orderBy(asc(reports.id))
    .all();
