import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import type { Paragraph } from "../../reports/report.ts";
import { bureaus, formerSlugs, reports, revisions, sections, yearCounts } from "../../reports/schema.ts";

export interface TargetBureau {
  id: number;
  slug: string;
  name: string;
  shortName: string;
}

/** By a slug that the bureau has or had. */
export function loadBureau(db: Database, wanted: string): Promise<TargetBureau | undefined> {
  const { id, slug, name, shortName } = bureaus;
  const present = db.select({ id }).from(bureaus).where(eq(slug, wanted));
  const former = db.select({ id: formerSlugs.bureauId }).from(formerSlugs).where(eq(formerSlugs.slug, wanted));
  return db
    .select({ id, slug, name, shortName })
    .from(bureaus)
    .where(eq(id, sql`coalesce(${present}, ${former})`))
    .get();
}

export interface TargetReport {
  reportId: number;
  currentRevision: number;
  status: "published" | "withdrawn";
  revision: number;
  revisionId: number;
  title: string;
}

/** The report of a bureau and year in the revision asked for, or the current one. */
export const loadTargetReport = (
  db: Database,
  bureauId: number,
  year: number,
  revision: number | null,
): Promise<TargetReport | undefined> =>
  db
    .select({
      reportId: reports.id,
      currentRevision: reports.currentRevision,
      status: reports.status,
      revision: revisions.number,
      revisionId: revisions.id,
      title: revisions.title,
    })
    .from(reports)
    .innerJoin(
      revisions,
      and(eq(revisions.reportId, reports.id), eq(revisions.number, revision ?? reports.currentRevision)),
    )
    .where(and(eq(reports.bureauId, bureauId), eq(reports.year, year)))
    .get();

export interface TargetSection {
  slug: string;
  heading: string;
  blocks: Paragraph[];
}

const section = { slug: sections.slug, heading: sections.heading, blocks: sections.blocks };

/** One section of a revision, or all of them if none is named. */
export function loadTargetSections(db: Database, revisionId: number, slug: string | null): Promise<TargetSection[]> {
  const isNamed = slug === null ? undefined : eq(sections.slug, slug);
  return db
    .select(section)
    .from(sections)
    .where(and(eq(sections.revisionId, revisionId), isNamed))
    .orderBy(asc(sections.position))
    .all();
}

/** One section of a revision, by the report and the number of the revision. */
export const loadPinnedSection = (
  db: Database,
  reportId: number,
  revision: number,
  slug: string,
): Promise<TargetSection | undefined> =>
  db
    .select(section)
    .from(revisions)
    .innerJoin(sections, and(eq(sections.revisionId, revisions.id), eq(sections.slug, slug)))
    .where(and(eq(revisions.reportId, reportId), eq(revisions.number, revision)))
    .get();

export async function revisionExists(db: Database, reportId: number, revision: number): Promise<boolean> {
  const row = await db
    .select({ id: revisions.id })
    .from(revisions)
    .where(and(eq(revisions.reportId, reportId), eq(revisions.number, revision)))
    .get();
  return row !== undefined;
}

export const listYears = (db: Database): Promise<{ year: number }[]> =>
  db.select({ year: yearCounts.year }).from(yearCounts).orderBy(desc(yearCounts.year)).all();
