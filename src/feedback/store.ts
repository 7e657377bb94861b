import { and, asc, eq, getTableColumns, isNull, lt, lte, sql } from "drizzle-orm";
import { alias, type SQLiteSelect } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "../db/client.ts";
import { isOneOf } from "../db/json-each.ts";
import { bureaus, reports } from "../reports/schema.ts";
import type { Deadlines } from "./deadlines.ts";
import type { FeedbackState } from "./feedback.ts";
import { feedback } from "./schema.ts";

/** A feedback as stored: the rules' state, what never changes, and the rest of what does. */
export interface Feedback extends FeedbackState {
  id: number;
  seq: number;
  /** For the supervisors alone. */
  confidential: boolean;
  /** Keys to which its words were sealed; null if they are in clear. */
  sealedTo: string[] | null;
  /** Opens with the receipt. */
  authorKey: string | null;
  /** Until this instant the supervisors look at it first; null if it is with its bureau. */
  heldUntil: string | null;
  title: string;
  text: string;
  textDigest: string;
  submittedAt: string;
  reportId: number | null;
  revision: number | null;
  section: string | null;
  sectionHeading: string | null;
  anchor: string | null;
  quote: string | null;
  /** The bureau of the report, as pinned; with the slug that it has today. */
  aboutBureau: string | null;
  aboutBureauName: string | null;
  year: number | null;
  /** Who handles it now. */
  bureauId: number | null;
  bureau: string | null;
  bureauName: string | null;
  /** Beijing day from which the clocks count. */
  clockFrom: string;
  due: string | null;
  deadlines: Deadlines;
  answeredAt: string | null;
  settledAt: string | null;
  wasOverdue: boolean;
  correctionRevision: number | null;
  publicTitle: string | null;
  publicText: string | null;
  publishedAt: string | null;
  contactKey: string | null;
  contactBox: string | null;
  erasedAt: string | null;
  /** Version of the calendar by which its dates were last counted. */
  calendar: number;
  supports: number;
}

/** The bureau that a feedback is about; `bureaus` is the one that handles it. */
export const aboutBureaus = alias(bureaus, "about_bureaus");

/** Literals, because SQLite uses the partial indexes of open feedback only for them. */
export const isOpen = sql`${feedback.status} IN ('submitted', 'accepted', 'in_progress')`;

/** Joins the two bureaus of a feedback and the report it is about. */
export const withNames = <Query extends SQLiteSelect>(query: Query) =>
  query
    .leftJoin(bureaus, eq(bureaus.id, feedback.bureauId))
    .leftJoin(aboutBureaus, eq(aboutBureaus.id, feedback.aboutBureauId))
    .leftJoin(reports, eq(reports.id, feedback.reportId));

const isHeld = sql<boolean>`${feedback.heldUntil} IS NOT NULL`.mapWith(Boolean);
/** Not for the supervisors alone. */
export const isOfBureau = and(eq(feedback.confidential, false), isNull(feedback.heldUntil));

const { receiptSha256, aboutBureauId: _, ...own } = getTableColumns(feedback);

const fields = {
  ...own,
  held: isHeld,
  bureau: bureaus.slug,
  bureauName: bureaus.shortName,
  aboutBureau: aboutBureaus.slug,
  aboutBureauName: aboutBureaus.shortName,
  year: reports.year,
};

const selectFeedback = (db: Database) => withNames(db.select(fields).from(feedback).$dynamic());

export const loadFeedback = (db: Database, id: number): Promise<Feedback | undefined> =>
  selectFeedback(db).where(eq(feedback.id, id)).get();

export const loadSeveral = (db: Database, ids: readonly number[]): Promise<Feedback[]> =>
  selectFeedback(db).where(isOneOf(feedback.id, ids)).all();

/** The feedback handled together with this one, the oldest first. */
export const loadJoined = (db: Database, id: number, limit: number): Promise<Feedback[]> =>
  selectFeedback(db).where(eq(feedback.joinedTo, id)).orderBy(asc(feedback.id)).limit(limit).all();

/** With the digest as stored, for a comparison in constant time. */
export async function loadByReceipt(db: Database, digest: string) {
  const row = await withNames(
    db
      .select({ ...fields, receiptSha256 })
      .from(feedback)
      .$dynamic(),
  )
    .where(eq(receiptSha256, digest))
    .get();
  if (!row) return null;
  const { receiptSha256: stored, ...found } = row;
  return { feedback: found satisfies Feedback, receiptSha256: stored };
}

/** Open feedback whose deadline has passed and that is not marked yet. */
export const loadNewlyOverdue = (db: Database, today: string, limit: number): Promise<Feedback[]> =>
  selectFeedback(db)
    .where(and(isOpen, sql`${feedback.overdue} = 0`, lt(feedback.due, today)))
    .orderBy(asc(feedback.due))
    .limit(limit)
    .all();

/** Held feedback whose time is over. */
export const loadHeldUntil = (db: Database, now: string, limit: number): Promise<Feedback[]> =>
  selectFeedback(db).where(lte(feedback.heldUntil, now)).orderBy(asc(feedback.heldUntil)).limit(limit).all();

/** Feedback for the supervisors alone that earlier versions took in clear. */
export const loadUnsealed = (db: Database, limit: number): Promise<Feedback[]> =>
  selectFeedback(db)
    .where(sql`${feedback.confidential} = 1 AND ${feedback.sealedTo} IS NULL`)
    .orderBy(asc(feedback.id))
    .limit(limit)
    .all();

/** Answered feedback whose time for a review has passed. */
export const loadUncontested = (db: Database, today: string, limit: number): Promise<Feedback[]> =>
  selectFeedback(db)
    .where(and(eq(feedback.status, "answered"), lt(feedback.reopenUntil, today)))
    .orderBy(asc(feedback.reopenUntil))
    .limit(limit)
    .all();

/** Feedback with a date to come whose dates were counted by an older calendar. */
export const loadCountedBefore = (db: Database, version: number, limit: number): Promise<Feedback[]> =>
  selectFeedback(db)
    .where(
      and(
        sql`${feedback.status} IN ('submitted', 'accepted', 'in_progress', 'answered')`,
        lt(feedback.calendar, version),
      ),
    )
    .orderBy(asc(feedback.calendar), asc(feedback.id))
    .limit(limit)
    .all();

/** Feedback whose dates a calendar does not change. */
export const setCalendar = (db: Database, ids: readonly number[], version: number): Statement =>
  db.update(feedback).set({ calendar: version }).where(isOneOf(feedback.id, ids));

/** Open feedback whose clock stopped on a day or before. */
export const loadStopped = (db: Database, day: string, limit: number): Promise<Feedback[]> =>
  selectFeedback(db)
    .where(and(sql`${feedback.stoppedOn} IS NOT NULL`, lte(feedback.stoppedOn, day)))
    .orderBy(asc(feedback.stoppedOn))
    .limit(limit)
    .all();

/**
 * Writes what transitions change; contact data has verbs of its own. The history row of the same `seq` makes the batch of
 * a concurrent writer fail.
 */
export const updateFeedback = (db: Database, f: Feedback): Statement =>
  db
    .update(feedback)
    .set({
      status: f.status,
      waiting: f.waiting,
      round: f.round,
      extended: f.extended,
      transfers: f.transfers,
      overdue: f.overdue,
      draftBy: f.draftBy,
      rated: f.rated,
      consent: f.consent,
      publication: f.publication,
      replyPublic: f.replyPublic,
      corrected: f.corrected,
      reopenUntil: f.reopenUntil,
      bureauId: f.bureauId,
      clockFrom: f.clockFrom,
      due: f.due,
      deadlines: f.deadlines,
      answeredAt: f.answeredAt,
      settledAt: f.settledAt,
      wasOverdue: f.wasOverdue,
      correctionRevision: f.correctionRevision,
      joinedTo: f.joinedTo,
      publicTitle: f.publicTitle,
      publicText: f.publicText,
      publishedAt: f.publishedAt,
      heldUntil: f.heldUntil,
      stoppedOn: f.stoppedOn,
      stops: f.stops,
      calendar: f.calendar,
      seq: f.seq,
    })
    .where(eq(feedback.id, f.id));

/** The fields of a feedback when it is submitted. */
export type NewFeedback = Pick<
  Feedback,
  | "kind"
  | "confidential"
  | "sealedTo"
  | "authorKey"
  | "heldUntil"
  | "title"
  | "text"
  | "textDigest"
  | "bureauId"
  | "reportId"
  | "revision"
  | "section"
  | "sectionHeading"
  | "anchor"
  | "quote"
  | "submittedAt"
  | "consent"
  | "clockFrom"
  | "due"
  | "deadlines"
  | "calendar"
  | "contactKey"
  | "contactBox"
> & { id: number; receiptSha256: string };

export const insertFeedback = (db: Database, f: NewFeedback): Statement =>
  db.insert(feedback).values({ ...f, aboutBureauId: f.bureauId, status: "submitted" });
