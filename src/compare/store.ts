import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { bureaus, reports, revisions, sections } from "../reports/schema.ts";

const bureauName = { slug: bureaus.slug, name: bureaus.name, shortName: bureaus.shortName, demo: bureaus.demo };

/** Every report of a run of bureaus (by slug), with the slug of the standard section in its current revision, if any. */
export const selectCellsWith = (db: Database, standard: string, limit: number, offset: number) =>
  db
    .select({ bureau: bureauName, year: reports.year, status: reports.status, section: sections.slug })
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .leftJoin(sections, and(eq(sections.standard, standard), eq(sections.revisionId, revisions.id)))
    .where(sql`${reports.bureauId} IN (SELECT id FROM bureaus ORDER BY slug LIMIT ${limit} OFFSET ${offset})`)
    .orderBy(asc(bureaus.slug), asc(reports.year))
    .all();

/** Published reports that have the section, newest year first; `slugs` and `years` narrow where they are not empty. */
export const selectReportsWith = (
  db: Database,
  standard: string,
  slugs: readonly string[],
  years: readonly number[],
  limit: number,
) =>
  db
    .selectDistinct({ bureau: bureaus.slug, year: reports.year })
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .leftJoin(sections, and(eq(sections.standard, standard), eq(sections.revisionId, revisions.id)))
    .where(
      and(
        eq(reports.status, "published"),
        isNotNull(sections.slug),
        slugs.length > 0 ? inArray(bureaus.slug, [...slugs]) : undefined,
        years.length > 0 ? inArray(reports.year, [...years]) : undefined,
      ),
    )
    .orderBy(desc(reports.year), asc(bureaus.slug))
    .limit(limit)
    .all();

export const selectExtent = (db: Database) =>
  db.get<{ bureaus: number; newest: number | null; oldest: number | null }>(
    sql`SELECT (SELECT bureaus FROM archive_counts) AS bureaus, (SELECT max(year) FROM reports) AS newest,
          (SELECT min(year) FROM reports) AS oldest`,
  );
