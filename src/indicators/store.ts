import { and, asc, eq, getTableColumns, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "../db/client.ts";
import { columnList, jsonEach } from "../db/json-each.ts";
import { bureaus, reportIdAt, reports, revisions } from "../reports/schema.ts";
import { INDICATOR_READER } from "./indicator.ts";
import type { IndicatorPoint } from "./reading/points.ts";
import { indicatorCounts, indicatorNotes, indicatorPoints, indicatorReports } from "./schema.ts";

export interface RevisionPlace {
  bureau: string;
  year: number;
  number: number;
}

const setReader = (db: Database, place: RevisionPlace, reader: number | SQL<number>): Statement =>
  db
    .update(indicatorReports)
    .set({ reader })
    .where(eq(indicatorReports.reportId, reportIdAt(place)));

/** Takes away the kept points of a report; a correction does it by a trigger. */
export const forgetPoints = (db: Database, place: RevisionPlace): Statement => setReader(db, place, 0);

/** This version, or null, which the column refuses: then another revision is in force, or an editor changed a note meanwhile. */
const readerOf = ({ number }: RevisionPlace, notesSeen: number) =>
  sql<number>`(SELECT CASE WHEN ${reports.currentRevision} = ${number} AND (
      SELECT count(*) + count(${indicatorNotes.endedAt}) FROM ${indicatorNotes}
      WHERE ${indicatorNotes.bureauId} = ${reports.bureauId} AND ${indicatorNotes.statedIn} = ${reports.year}
    ) = ${notesSeen} THEN ${INDICATOR_READER} END FROM ${reports} WHERE ${reports.id} = ${indicatorReports.reportId})`;

/** Fields of a point that are columns of the same name. */
const STATED = [
  "indicator",
  "year",
  "value",
  "upTo",
  "approximate",
  "leftOut",
  "section",
  "anchor",
  "start",
  "end",
  "text",
  "label",
  "note",
] as const satisfies readonly (keyof IndicatorPoint)[];

/**
 * Keeps the points of a report's current revision, of which nothing is kept yet. All of them travel as one parameter. The batch
 * fails (`isOvertaken`) unless the report has as many notes and ended notes as the points were read with.
 */
export function insertPoints(
  db: Database,
  place: RevisionPlace,
  points: readonly IndicatorPoint[],
  notesSeen: number,
): Statement[] {
  const { bureauId, statedIn, position, revision, hidden } = indicatorPoints;
  const columns = columnList(
    bureauId,
    statedIn,
    position,
    revision,
    hidden,
    ...STATED.map((name) => indicatorPoints[name]),
  );
  const values = sql.join(
    STATED.map((name) => sql`j.value ->> ${name}`),
    sql`, `,
  );
  return [
    sql`INSERT INTO ${indicatorPoints} (${columns})
      SELECT ${reports.bureauId}, ${reports.year}, j.key, ${place.number}, ${reports.status} = 'withdrawn', ${values}
      FROM ${reports} CROSS JOIN ${jsonEach(points)} WHERE ${reports.id} = ${reportIdAt(place)}`,
    setReader(db, place, readerOf(place, notesSeen)),
  ];
}

const { position: _, hidden: __, ...shown } = getTableColumns(indicatorPoints);

const { id, act, role, reason, at } = indicatorNotes;
const publicNote = { id, act, role, reason, at };

/**
 * Every statement of an indicator by bureau and year, with the note about it, in some bureaus (slugs; none: all). Rows read: one
 * each, one a note, and one a slug.
 */
export const selectPoints = (db: Database, indicator: string, limit: number, slugs: readonly string[] = []) =>
  db
    .select({ point: shown, note: publicNote })
    .from(indicatorPoints)
    .leftJoin(indicatorNotes, eq(indicatorNotes.id, indicatorPoints.note))
    .where(
      and(
        eq(indicatorPoints.indicator, indicator),
        eq(indicatorPoints.hidden, false),
        slugs.length > 0 ? inArray(indicatorPoints.bureauId, idsOf(db, slugs)) : undefined,
      ),
    )
    .orderBy(asc(indicatorPoints.bureauId), asc(indicatorPoints.year))
    .limit(limit);

/** Every statement of a bureau, in the order of its reports. */
export const selectBureauPoints = (db: Database, bureauId: number, limit: number) =>
  db
    .select(shown)
    .from(indicatorPoints)
    .where(and(eq(indicatorPoints.bureauId, bureauId), eq(indicatorPoints.hidden, false)))
    .orderBy(asc(indicatorPoints.statedIn), asc(indicatorPoints.position))
    .limit(limit);

/** The values that reports state, each by its bureau and year. */
export async function selectStated(db: Database, reportsOf: readonly { bureauId: number; year: number }[]) {
  const rows = await db
    .selectDistinct({ indicator: indicatorPoints.indicator })
    .from(jsonEach(reportsOf))
    .innerJoin(
      indicatorPoints,
      and(
        eq(indicatorPoints.bureauId, sql`j.value ->> 'bureauId'`),
        eq(indicatorPoints.statedIn, sql`j.value ->> 'year'`),
      ),
    );
  return rows.map(({ indicator }) => indicator);
}

const here = alias(indicatorPoints, "here");

/**
 * The values that a bureau states in any year, of the indicators that one section of a report states. Rows read: the report's
 * points, then one a year of each of those indicators.
 */
export const selectPointsLikeSection = (db: Database, bureau: string, year: number, section: string, limit: number) =>
  db
    .selectDistinct(shown)
    .from(bureaus)
    .innerJoin(here, and(eq(here.bureauId, bureaus.id), eq(here.statedIn, year), eq(here.section, section)))
    .innerJoin(
      indicatorPoints,
      and(eq(indicatorPoints.indicator, here.indicator), eq(indicatorPoints.bureauId, here.bureauId)),
    )
    .where(
      and(eq(bureaus.slug, bureau), isNull(here.leftOut), eq(here.hidden, false), eq(indicatorPoints.hidden, false)),
    )
    .limit(limit);

/** Every statement of some reports; a report is a bureau's slug and a year. Rows read: one each. */
export const selectPointsOfReports = (
  db: Database,
  picks: readonly { bureau: string; year: number }[],
  limit: number,
) =>
  db
    .select({ bureau: bureaus.slug, point: shown })
    .from(bureaus)
    .innerJoin(indicatorPoints, eq(indicatorPoints.bureauId, bureaus.id))
    .where(
      and(
        or(...picks.map(({ bureau, year }) => and(eq(bureaus.slug, bureau), eq(indicatorPoints.statedIn, year)))),
        eq(indicatorPoints.hidden, false),
      ),
    )
    .limit(limit);

/** An indicator in some bureaus (slugs; none: the first ones that state it). Rows read: one each and one a bureau. */
export const selectNamedPoints = (db: Database, indicator: string, slugs: readonly string[], limit: number) =>
  db
    .select({ bureau: bureaus.slug, name: bureaus.shortName, point: shown })
    .from(indicatorPoints)
    .innerJoin(bureaus, eq(bureaus.id, indicatorPoints.bureauId))
    .where(
      and(
        eq(indicatorPoints.indicator, indicator),
        eq(indicatorPoints.hidden, false),
        slugs.length > 0 ? inArray(indicatorPoints.bureauId, idsOf(db, slugs)) : undefined,
      ),
    )
    .orderBy(asc(indicatorPoints.bureauId), asc(indicatorPoints.year))
    .limit(limit);

const idsOf = (db: Database, slugs: readonly string[]) =>
  db
    .select({ id: bureaus.id })
    .from(bureaus)
    .where(inArray(bureaus.slug, [...slugs]));

/** How many points each indicator has, and in each year; one row. */
export async function selectPointCounts(db: Database) {
  const [row] = await db.select().from(indicatorCounts).limit(1);
  return { points: row?.points ?? {}, byYear: row?.byYear ?? {} };
}

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
