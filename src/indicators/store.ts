import { and, asc, eq, lt, sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { bureaus, reports, revisions } from "../reports/schema.ts";
import { INDICATOR_READER } from "./indicator.ts";
import type { IndicatorPoint } from "./reading/points.ts";
import { indicatorCounts, indicatorPoints, indicatorReports } from "./schema.ts";

export interface RevisionPlace {
  bureau: string;
  year: number;
  number: number;
}

const reportAt = ({ bureau, year }: RevisionPlace) =>
  sql`(SELECT ${reports.id} FROM ${reports} JOIN ${bureaus} ON ${bureaus.id} = ${reports.bureauId}
       WHERE ${bureaus.slug} = ${bureau} AND ${reports.year} = ${year})`;

/** Puts the points of a report's current revision in the place of those read before. All of them travel as one parameter. */
export const replacePoints = (db: Database, place: RevisionPlace, points: readonly IndicatorPoint[]): Statement[] => [
  db.delete(indicatorPoints).where(eq(indicatorPoints.reportId, reportAt(place))),
  sql`INSERT INTO indicator_points (report_id, position, indicator, bureau_id, stated_in, revision, year, value, up_to,
        approximate, left_out, section, anchor, start, "end", text, label, hidden)
      SELECT r.id, j.key, j.value ->> 'indicator', r.bureau_id, r.year, ${place.number}, j.value ->> 'year',
        j.value ->> 'value', j.value ->> 'upTo', j.value ->> 'approximate', j.value ->> 'leftOut', j.value ->> 'section',
        j.value ->> 'anchor', j.value ->> 'start', j.value ->> 'end', j.value ->> 'text', j.value ->> 'label',
        r.status = 'withdrawn'
      FROM (SELECT * FROM ${reports} WHERE ${reports.id} = ${reportAt(place)}) r, json_each(${JSON.stringify(points)}) j`,
  db
    .insert(indicatorReports)
    .values({ reportId: sql`${reportAt(place)}`, reader: INDICATOR_READER })
    .onConflictDoUpdate({ target: indicatorReports.reportId, set: { reader: INDICATOR_READER } }),
];

const shown = {
  indicator: indicatorPoints.indicator,
  bureauId: indicatorPoints.bureauId,
  statedIn: indicatorPoints.statedIn,
  revision: indicatorPoints.revision,
  year: indicatorPoints.year,
  value: indicatorPoints.value,
  upTo: indicatorPoints.upTo,
  approximate: indicatorPoints.approximate,
  leftOut: indicatorPoints.leftOut,
  section: indicatorPoints.section,
  anchor: indicatorPoints.anchor,
  start: indicatorPoints.start,
  end: indicatorPoints.end,
  text: indicatorPoints.text,
  label: indicatorPoints.label,
};

/** Every statement of an indicator by bureau and year, the report's own year first. Rows read: one each. */
export const selectPoints = (db: Database, indicator: string, limit: number) =>
  db
    .select(shown)
    .from(indicatorPoints)
    .where(and(eq(indicatorPoints.indicator, indicator), eq(indicatorPoints.hidden, false)))
    .orderBy(asc(indicatorPoints.bureauId), asc(indicatorPoints.year))
    .limit(limit);

/** Every statement of a bureau, by indicator and year. */
export const selectBureauPoints = (db: Database, bureauId: number, limit: number) =>
  db
    .select(shown)
    .from(indicatorPoints)
    .where(and(eq(indicatorPoints.bureauId, bureauId), eq(indicatorPoints.hidden, false)))
    .orderBy(asc(indicatorPoints.indicator), asc(indicatorPoints.year))
    .limit(limit);

export const selectCounts = (db: Database) => db.select().from(indicatorCounts);

/** Reports whose current revision an earlier version of the rules has read, or none. */
export const listUnreadReports = (db: Database, limit: number) =>
  db
    .select({ bureau: bureaus.slug, year: reports.year, number: revisions.number, revisionId: revisions.id })
    .from(indicatorReports)
    .innerJoin(reports, eq(reports.id, indicatorReports.reportId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(lt(indicatorReports.reader, INDICATOR_READER))
    .orderBy(asc(indicatorReports.reader), asc(indicatorReports.reportId))
    .limit(limit);
