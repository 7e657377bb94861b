import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { jsonEach } from "../db/json-each.ts";
import { bureaus, reports, revisions, sections } from "../reports/schema.ts";

export interface SectionPlace {
  bureau: string;
  year: number;
  revision: number;
  section: string;
}

/** Title and paragraphs of these sections, and the current revision of their reports. Rows read: five for each. */
export const selectPlaces = (db: Database, places: readonly SectionPlace[]) =>
  db
    .select({
      index: sql<number>`j.key`,
      bureauName: bureaus.name,
      demo: bureaus.demo,
      currentRevision: reports.currentRevision,
      heading: sections.heading,
      blocks: sections.blocks,
    })
    .from(jsonEach(places.map(({ bureau, year, revision, section }) => [bureau, year, revision, section])))
    .innerJoin(bureaus, sql`${bureaus.slug} = j.value ->> 0`)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), sql`${reports.year} = j.value ->> 1`))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), sql`${revisions.number} = j.value ->> 2`))
    .innerJoin(sections, and(eq(sections.revisionId, revisions.id), sql`${sections.slug} = j.value ->> 3`))
    .where(eq(reports.status, "published"))
    .all();
