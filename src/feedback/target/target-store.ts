import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import type { Paragraph } from "../../reports/report.ts";

export interface TargetBureau {
  id: number;
  slug: string;
  name: string;
  shortName: string;
}

export const loadBureau = (db: Database, slug: string) =>
  db.get<TargetBureau | undefined>(
    sql`SELECT id, slug, name, short_name AS shortName FROM bureaus
        WHERE id = coalesce((SELECT id FROM bureaus WHERE slug = ${slug}),
                            (SELECT bureau_id FROM former_slugs WHERE slug = ${slug}))`,
  );

export interface TargetReport {
  reportId: number;
  currentRevision: number;
  status: "published" | "withdrawn";
  revision: number;
  revisionId: number;
  title: string;
}

/** The report of a bureau and year in the revision asked for, or the current one. */
export const loadTargetReport = (db: Database, bureauId: number, year: number, revision: number | null) =>
  db.get<TargetReport | undefined>(
    sql`SELECT r.id AS reportId, r.current_revision AS currentRevision, r.status, v.number AS revision,
          v.id AS revisionId, v.title
        FROM reports r JOIN revisions v ON v.report_id = r.id AND v.number = coalesce(${revision}, r.current_revision)
        WHERE r.bureau_id = ${bureauId} AND r.year = ${year}`,
  );

export interface TargetSection {
  slug: string;
  heading: string;
  blocks: Paragraph[];
}

/** One section of a revision, or all of them where none is named. */
export async function loadTargetSections(
  db: Database,
  revisionId: number,
  slug: string | null,
): Promise<TargetSection[]> {
  const rows = await db.all<{ slug: string; heading: string; blocks: string }>(
    slug === null
      ? sql`SELECT slug, heading, blocks FROM sections WHERE revision_id = ${revisionId} ORDER BY position`
      : sql`SELECT slug, heading, blocks FROM sections WHERE revision_id = ${revisionId} AND slug = ${slug}`,
  );
  return rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) }));
}

export async function revisionExists(db: Database, reportId: number, revision: number): Promise<boolean> {
  const row = await db.get(sql`SELECT 1 FROM revisions WHERE report_id = ${reportId} AND number = ${revision}`);
  return row !== undefined;
}

export const listYears = (db: Database) =>
  db.all<{ year: number }>(sql`SELECT year FROM year_counts ORDER BY year DESC`);
