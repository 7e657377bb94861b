import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import type { Deadlines } from "./deadlines.ts";
import type { FeedbackState, Publication, Status } from "./feedback.ts";
import type { Kind } from "./kind.ts";

/** A feedback as stored: the rules' state, what never changes, and the rest of what does. */
export interface Feedback extends FeedbackState {
  id: number;
  seq: number;
  /** For the supervisors alone. */
  confidential: boolean;
  /** Keys to which its words were sealed; null where they are in clear. */
  sealedTo: string[] | null;
  /** Opens with the receipt. */
  authorKey: string | null;
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
  /** Of the report, as pinned; the bureau's slug as it is today. */
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
}

interface Row {
  [column: string]: string | number | null;
}

const COLUMNS = sql`f.*, b.slug AS bureau, b.short_name AS bureau_name, a.slug AS about_bureau,
  a.short_name AS about_bureau_name, r.year AS year`;
const JOINS = sql`feedback f LEFT JOIN bureaus b ON b.id = f.bureau_id LEFT JOIN bureaus a ON a.id = f.about_bureau_id
  LEFT JOIN reports r ON r.id = f.report_id`;

export async function loadFeedback(db: Database, id: number): Promise<Feedback | null> {
  const row = await db.get<Row | undefined>(sql`SELECT ${COLUMNS} FROM ${JOINS} WHERE f.id = ${id}`);
  return row ? toFeedback(row) : null;
}

export async function loadSeveral(db: Database, ids: readonly number[]): Promise<Feedback[]> {
  const rows = await db.all<Row>(
    sql`SELECT ${COLUMNS} FROM ${JOINS} WHERE f.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  );
  return rows.map(toFeedback);
}

export async function loadByReceipt(db: Database, receiptSha256: string) {
  const row = await db.get<Row | undefined>(
    sql`SELECT ${COLUMNS} FROM ${JOINS} WHERE f.receipt_sha256 = ${receiptSha256}`,
  );
  return row ? { feedback: toFeedback(row), receiptSha256: String(row.receipt_sha256) } : null;
}

/** Open feedback whose deadline has passed and that is not marked yet. */
export async function loadNewlyOverdue(db: Database, today: string, limit: number): Promise<Feedback[]> {
  const rows = await db.all<Row>(
    sql`SELECT ${COLUMNS} FROM ${JOINS}
        WHERE f.status IN ('submitted', 'accepted', 'in_progress') AND f.overdue = 0 AND f.due < ${today}
        ORDER BY f.due LIMIT ${limit}`,
  );
  return rows.map(toFeedback);
}

/** Answered feedback whose time for a review has passed. */
export async function loadUncontested(db: Database, today: string, limit: number): Promise<Feedback[]> {
  const rows = await db.all<Row>(
    sql`SELECT ${COLUMNS} FROM ${JOINS} WHERE f.status = 'answered' AND f.reopen_until < ${today}
        ORDER BY f.reopen_until LIMIT ${limit}`,
  );
  return rows.map(toFeedback);
}

const text = (value: string | number | null | undefined) => (value == null ? null : String(value));
const number = (value: string | number | null | undefined) => (value == null ? null : Number(value));

function toFeedback(row: Row): Feedback {
  return {
    ...toState(row),
    id: Number(row.id),
    seq: Number(row.seq),
    confidential: row.confidential === 1,
    sealedTo: row.sealed_to == null ? null : JSON.parse(String(row.sealed_to)),
    authorKey: text(row.author_key),
    title: String(row.title),
    text: String(row.text),
    textDigest: String(row.text_digest),
    submittedAt: String(row.submitted_at),
    reportId: number(row.report_id),
    revision: number(row.revision),
    section: text(row.section),
    sectionHeading: text(row.section_heading),
    anchor: text(row.anchor),
    quote: text(row.quote),
    aboutBureau: text(row.about_bureau),
    aboutBureauName: text(row.about_bureau_name),
    year: number(row.year),
    bureauId: number(row.bureau_id),
    bureau: text(row.bureau),
    bureauName: text(row.bureau_name),
    clockFrom: String(row.clock_from),
    due: text(row.due),
    deadlines: JSON.parse(String(row.deadlines)),
    answeredAt: text(row.answered_at),
    settledAt: text(row.settled_at),
    wasOverdue: row.was_overdue === 1,
    correctionRevision: number(row.correction_revision),
    publicTitle: text(row.public_title),
    publicText: text(row.public_text),
    publishedAt: text(row.published_at),
    contactKey: text(row.contact_key),
    contactBox: text(row.contact_box),
    erasedAt: text(row.erased_at),
  };
}

const toState = (row: Row): FeedbackState => ({
  kind: row.kind as Kind,
  status: row.status as Status,
  waiting: row.waiting === 1,
  round: row.round === 1 ? 1 : 0,
  extended: row.extended === 1,
  transfers: Number(row.transfers),
  overdue: row.overdue === 1,
  draftBy: text(row.draft_by),
  rated: row.rated === 1,
  consent: row.consent === 1,
  publication: row.publication as Publication,
  replyPublic: row.reply_public === 1,
  corrected: row.corrected === 1,
  reopenUntil: text(row.reopen_until),
});

const bit = (value: boolean) => (value ? 1 : 0);

/** Writes what transitions change (contact data has verbs of its own); the history row of the same `seq` makes a concurrent writer's batch fail. */
export const updateFeedback = (db: Database, f: Feedback): Statement =>
  db.run(
    sql`UPDATE feedback SET status = ${f.status}, waiting = ${bit(f.waiting)}, round = ${f.round},
          extended = ${bit(f.extended)}, transfers = ${f.transfers}, overdue = ${bit(f.overdue)},
          draft_by = ${f.draftBy}, rated = ${bit(f.rated)}, consent = ${bit(f.consent)},
          publication = ${f.publication}, reply_public = ${bit(f.replyPublic)}, corrected = ${bit(f.corrected)},
          reopen_until = ${f.reopenUntil}, bureau_id = ${f.bureauId}, clock_from = ${f.clockFrom}, due = ${f.due},
          deadlines = ${JSON.stringify(f.deadlines)}, answered_at = ${f.answeredAt}, settled_at = ${f.settledAt},
          was_overdue = ${bit(f.wasOverdue)}, correction_revision = ${f.correctionRevision},
          public_title = ${f.publicTitle}, public_text = ${f.publicText}, published_at = ${f.publishedAt},
          seq = ${f.seq}
        WHERE id = ${f.id}`,
  );

/** What is known of a feedback when it is submitted. */
export type NewFeedback = Pick<
  Feedback,
  | "kind"
  | "confidential"
  | "sealedTo"
  | "authorKey"
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
  | "contactKey"
  | "contactBox"
> & { id: number; receiptSha256: string };

export const insertFeedback = (db: Database, f: NewFeedback): Statement =>
  db.run(
    sql`INSERT INTO feedback (id, receipt_sha256, kind, confidential, sealed_to, author_key, title, text, text_digest, about_bureau_id, report_id, revision,
          section, section_heading, anchor, quote, bureau_id, submitted_at, status, consent, clock_from, due, deadlines,
          contact_key, contact_box)
        VALUES (${f.id}, ${f.receiptSha256}, ${f.kind}, ${bit(f.confidential)}, ${f.sealedTo && JSON.stringify(f.sealedTo)}, ${f.authorKey}, ${f.title}, ${f.text}, ${f.textDigest}, ${f.bureauId}, ${f.reportId},
          ${f.revision}, ${f.section}, ${f.sectionHeading}, ${f.anchor}, ${f.quote}, ${f.bureauId}, ${f.submittedAt},
          'submitted', ${bit(f.consent)}, ${f.clockFrom}, ${f.due}, ${JSON.stringify(f.deadlines)}, ${f.contactKey},
          ${f.contactBox})`,
  );
