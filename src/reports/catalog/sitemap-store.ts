import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { jsonEach } from "../../db/json-each.ts";
import { reports, revisions, sections } from "../schema.ts";

const slugs = sql<string>`(SELECT json_group_array(${sections.slug}) FROM ${sections}
  WHERE ${sections.revisionId} = ${revisions.id})`;

/** The slugs of each revision's sections (JSON), and when its report last changed, in no order. Rows read: three and one a section. */
export const selectSitemapReports = (db: Database, revisionIds: readonly number[]) =>
  db
    .select({ revisionId: revisions.id, updatedAt: reports.updatedAt, slugs })
    .from(jsonEach(revisionIds))
    .crossJoin(revisions)
    .crossJoin(reports)
    .where(and(sql`${revisions.id} = j.value`, eq(reports.id, revisions.reportId)))
    .all();
