import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  lt,
  lte,
  notInArray,
  type SQL,
  sql,
} from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "../../db/client.ts";
import { bureaus, reportIdAt, reports } from "../../reports/schema.ts";
import type { EventType, Status } from "../feedback.ts";
import type { Kind } from "../kind.ts";
import { feedback, feedbackHistory, feedbackReplies } from "../schema.ts";
import { aboutBureaus, isOfBureau, withNames } from "../store.ts";

export interface RegisterFilter {
  bureau: string | null;
  year: number | null;
  kind: Kind | null;
  status: Status | null;
  /** Past its deadline and not answered. */
  overdue: boolean;
  /** The report it is about, whoever handles it. */
  report: { bureau: string; year: number } | null;
  section: string | null;
}

const columns = getTableColumns(feedback);
const row = {
  id: columns.id,
  kind: columns.kind,
  status: columns.status,
  publication: columns.publication,
  // A published feedback has the three; a table constraint sees to it.
  title: sql<string>`${columns.publicTitle}`,
  text: sql<string>`${columns.publicText}`,
  publishedAt: sql<string>`${columns.publishedAt}`,
  quote: columns.quote,
  revision: columns.revision,
  section: columns.section,
  sectionHeading: columns.sectionHeading,
  anchor: columns.anchor,
  round: columns.round,
  extended: columns.extended,
  submittedAt: columns.submittedAt,
  clockFrom: columns.clockFrom,
  due: columns.due,
  deadlines: columns.deadlines,
  answeredAt: columns.answeredAt,
  settledAt: columns.settledAt,
  wasOverdue: columns.wasOverdue,
  stoppedOn: columns.stoppedOn,
  correctionRevision: columns.correctionRevision,
  supports: columns.supports,
  bureau: bureaus.slug,
  bureauName: bureaus.shortName,
  aboutBureau: aboutBureaus.slug,
  aboutBureauName: aboutBureaus.shortName,
  year: reports.year,
};

const selectRows = (db: Database) => withNames(db.select(row).from(feedback).$dynamic());

/** A published feedback in a list: what everyone may see. */
export type RegisterRow = NonNullable<Awaited<ReturnType<typeof loadRegisterRow>>>;

const bureauId = (db: Database, slug: string) =>
  db.select({ id: bureaus.id }).from(bureaus).where(eq(bureaus.slug, slug));

/** Only the conditions that the reader asks for, so that an index fits. */
const matches = (db: Database, filter: RegisterFilter, today: string): SQL | undefined =>
  and(
    sql`${feedback.publication} = 'published'`,
    filter.bureau === null ? undefined : eq(feedback.bureauId, bureauId(db, filter.bureau)),
    filter.year === null ? undefined : eq(reports.year, filter.year),
    filter.kind === null ? undefined : eq(feedback.kind, filter.kind),
    filter.status === null ? undefined : eq(feedback.status, filter.status),
    filter.overdue ? lt(feedback.due, today) : undefined,
    filter.report === null ? undefined : eq(feedback.reportId, reportIdAt(filter.report)),
    filter.section === null ? undefined : eq(feedback.section, filter.section),
  );

export const listRegister = (
  db: Database,
  filter: RegisterFilter,
  today: string,
  page: { limit: number; offset: number },
): Promise<RegisterRow[]> =>
  selectRows(db)
    .where(matches(db, filter, today))
    .orderBy(desc(feedback.publishedAt), desc(feedback.id))
    .limit(page.limit)
    .offset(page.offset)
    .all();

export async function countRegister(db: Database, filter: RegisterFilter, today: string): Promise<number> {
  const counted = await withNames(
    db
      .select({ total: sql<number>`count(*)` })
      .from(feedback)
      .$dynamic(),
  )
    .where(matches(db, filter, today))
    .get();
  return counted!.total;
}

export const loadRegisterRow = (db: Database, id: number) => selectRows(db).where(eq(feedback.id, id)).get();

const isPublic = sql`${feedback.publication} = 'published'`;

/** Feedback that was made public, and public feedback that was answered, after one instant and up to another. */
export async function selectChangedCases(db: Database, from: string, until: string, limit: number) {
  const changed = { id: columns.id, title: row.title, publishedAt: row.publishedAt, answeredAt: columns.answeredAt };
  const between = (column: SQLiteColumn) => and(isPublic, gt(column, from), lte(column, until));
  const [published, answered] = await Promise.all([
    db.select(changed).from(feedback).where(between(feedback.publishedAt)).limit(limit).all(),
    db
      .select(changed)
      .from(feedback)
      .where(and(between(feedback.answeredAt), isNotNull(feedback.answeredAt)))
      .limit(limit)
      .all(),
  ]);
  return { published, answered };
}

/** Public feedback of which a step became known after one instant and up to another. */
export const selectSteppedCases = (
  db: Database,
  from: string,
  until: string,
  internal: readonly EventType[],
  limit: number,
): Promise<{ id: number }[]> =>
  db
    .selectDistinct({ id: feedback.id })
    .from(feedbackHistory)
    .innerJoin(feedback, eq(feedback.id, feedbackHistory.feedbackId))
    .where(
      and(
        isPublic,
        gt(feedbackHistory.at, from),
        lte(feedbackHistory.at, until),
        notInArray(feedbackHistory.event, [...internal]),
      ),
    )
    .limit(limit)
    .all();

/** Published feedback about a report, the newest first. */
export const listAbout = (db: Database, report: number, limit: number) =>
  db
    .select({
      id: columns.id,
      title: row.title,
      text: row.text,
      section: columns.section,
      anchor: columns.anchor,
      status: columns.status,
      supports: columns.supports,
    })
    .from(feedback)
    .where(and(sql`${feedback.publication} = 'published'`, eq(feedback.reportId, report)))
    .orderBy(desc(feedback.publishedAt), desc(feedback.id))
    .limit(limit)
    .all();

/** One more who met the same. */
export const addSupport = (db: Database, id: number): Statement =>
  db
    .update(feedback)
    .set({ supports: sql`${feedback.supports} + 1` })
    .where(and(eq(feedback.id, id), eq(feedback.publication, "published")));

/** When and why a feedback stopped being public. */
export function loadHiding(db: Database, id: number) {
  const { at, note, actorKind, feedbackId, event, seq } = feedbackHistory;
  return db
    .select({ at, note, actorKind })
    .from(feedbackHistory)
    .where(and(eq(feedbackId, id), inArray(event, ["hide", "withdrawConsent"])))
    .orderBy(desc(seq))
    .limit(1)
    .get();
}

/** A reply in public was approved, so it has a text and a date. */
export const loadPublicReplies = (db: Database, id: number) =>
  db
    .select({
      round: feedbackReplies.round,
      text: sql<string>`${feedbackReplies.publicText}`,
      at: sql<string>`${feedbackReplies.decidedAt}`,
    })
    .from(feedbackReplies)
    .where(
      and(
        eq(feedbackReplies.feedbackId, id),
        eq(feedbackReplies.state, "approved"),
        isNotNull(feedbackReplies.publicText),
      ),
    )
    .orderBy(asc(feedbackReplies.id))
    .all();

export interface StatisticsRow {
  bureau: string | null;
  bureauName: string | null;
  /** The year of submission, in Beijing. */
  year: number;
  received: number;
  answered: number;
  overdue: number;
  everOverdue: number;
  corrected: number;
}

const yearOfSubmission = sql<number>`CAST(strftime('%Y', ${feedback.submittedAt}, '+8 hours') AS INTEGER)`;

export function loadStatistics(db: Database, today: string): Promise<StatisticsRow[]> {
  const isLate = sql`${feedback.due} IS NOT NULL AND ${feedback.due} < ${today}`;
  return db
    .select({
      bureau: bureaus.slug,
      bureauName: bureaus.shortName,
      year: yearOfSubmission,
      received: sql<number>`count(*)`,
      answered: sql<number>`sum(${feedback.answeredAt} IS NOT NULL)`,
      overdue: sql<number>`sum(${isLate})`,
      everOverdue: sql<number>`sum(${feedback.wasOverdue} = 1 OR (${isLate}))`,
      corrected: sql<number>`sum(${feedback.corrected})`,
    })
    .from(feedback)
    .leftJoin(bureaus, eq(bureaus.id, feedback.bureauId))
    .where(isOfBureau)
    .groupBy(bureaus.slug, bureaus.shortName, yearOfSubmission)
    .orderBy(desc(yearOfSubmission), asc(bureaus.shortName))
    .all();
}

/** Days from submission to the last answer, for medians; days on which the clock stood still, its author being asked, are not the bureau's. */
export function loadAnswerDays(db: Database): Promise<{ bureau: string | null; year: number; days: number }[]> {
  const dayOf = (column: SQLiteColumn) => sql`julianday(date(${column}, '+8 hours'))`;
  const still = (term: "decide" | "review") =>
    sql`coalesce((SELECT sum(julianday(value ->> 'to') - julianday(value ->> 'from')) FROM json_each(${feedback.deadlines}, ${`$.${term}.stops`})), 0)`;
  const days = sql<number>`CAST(${dayOf(feedback.answeredAt)} - ${dayOf(feedback.submittedAt)} - ${still("decide")} - ${still("review")} AS INTEGER)`;
  return db
    .select({ bureau: bureaus.slug, year: yearOfSubmission, days })
    .from(feedback)
    .leftJoin(bureaus, eq(bureaus.id, feedback.bureauId))
    .where(and(isNotNull(feedback.answeredAt), isOfBureau))
    .orderBy(asc(days))
    .all();
}
