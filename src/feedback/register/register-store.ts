import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import type { Status } from "../feedback.ts";
import type { Kind } from "../kind.ts";

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

/** A published feedback in a list: what everyone may see. */
export interface RegisterRow {
  id: number;
  kind: Kind;
  status: Status;
  title: string;
  text: string;
  quote: string | null;
  bureau: string | null;
  bureauName: string | null;
  aboutBureau: string | null;
  aboutBureauName: string | null;
  year: number | null;
  revision: number | null;
  section: string | null;
  sectionHeading: string | null;
  anchor: string | null;
  round: number;
  extended: number;
  submittedAt: string;
  publishedAt: string;
  clockFrom: string;
  due: string | null;
  answeredAt: string | null;
  settledAt: string | null;
  wasOverdue: number;
  correctionRevision: number | null;
  deadlines: string;
}

const FROM = sql`feedback f LEFT JOIN bureaus b ON b.id = f.bureau_id LEFT JOIN bureaus a ON a.id = f.about_bureau_id
  LEFT JOIN reports r ON r.id = f.report_id`;

const COLUMNS = sql`f.id, f.kind, f.status, f.public_title AS title, f.public_text AS text, f.quote, b.slug AS bureau,
  b.short_name AS bureauName, a.slug AS aboutBureau, a.short_name AS aboutBureauName, r.year, f.revision, f.section,
  f.section_heading AS sectionHeading, f.anchor, f.round, f.extended, f.submitted_at AS submittedAt,
  f.published_at AS publishedAt, f.clock_from AS clockFrom, f.due, f.answered_at AS answeredAt,
  f.settled_at AS settledAt, f.was_overdue AS wasOverdue, f.correction_revision AS correctionRevision, f.deadlines`;

const reportIdOf = (bureau: string, year: number) =>
  sql`(SELECT id FROM reports WHERE year = ${year} AND bureau_id = (SELECT id FROM bureaus WHERE slug = ${bureau}))`;

/** Only the conditions that are asked for, so that an index fits. */
function where(filter: RegisterFilter, today: string) {
  const all = [sql`f.publication = 'published'`];
  if (filter.bureau !== null) all.push(sql`f.bureau_id = (SELECT id FROM bureaus WHERE slug = ${filter.bureau})`);
  if (filter.year !== null) all.push(sql`r.year = ${filter.year}`);
  if (filter.kind !== null) all.push(sql`f.kind = ${filter.kind}`);
  if (filter.status !== null) all.push(sql`f.status = ${filter.status}`);
  if (filter.overdue) all.push(sql`f.due < ${today}`);
  if (filter.report !== null) all.push(sql`f.report_id = ${reportIdOf(filter.report.bureau, filter.report.year)}`);
  if (filter.section !== null) all.push(sql`f.section = ${filter.section}`);
  return sql.join(all, sql` AND `);
}

export const listRegister = (
  db: Database,
  filter: RegisterFilter,
  today: string,
  page: { limit: number; offset: number },
) =>
  db.all<RegisterRow>(
    sql`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where(filter, today)}
        ORDER BY f.published_at DESC, f.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`,
  );

export async function countRegister(db: Database, filter: RegisterFilter, today: string): Promise<number> {
  const row = await db.get<{ total: number }>(sql`SELECT count(*) AS total FROM ${FROM} WHERE ${where(filter, today)}`);
  return row.total;
}

export const loadRegisterRow = (db: Database, id: number) =>
  db.get<(RegisterRow & { publication: string }) | undefined>(
    sql`SELECT ${COLUMNS}, f.publication FROM ${FROM} WHERE f.id = ${id}`,
  );

/** When and why a feedback stopped being public. */
export const loadHiding = (db: Database, id: number) =>
  db.get<{ at: string; note: string; actorKind: string } | undefined>(
    sql`SELECT at, note, actor_kind AS actorKind FROM feedback_history
        WHERE feedback_id = ${id} AND event IN ('hide', 'withdrawConsent') ORDER BY seq DESC LIMIT 1`,
  );

export const loadPublicReplies = (db: Database, id: number) =>
  db.all<{ round: number; text: string; at: string }>(
    sql`SELECT round, public_text AS text, decided_at AS at FROM feedback_replies
        WHERE feedback_id = ${id} AND state = 'approved' AND public_text IS NOT NULL ORDER BY id`,
  );

export interface StatisticsRow {
  bureau: string | null;
  bureauName: string | null;
  /** Of submission, in Beijing. */
  year: number;
  received: number;
  answered: number;
  overdue: number;
  everOverdue: number;
  corrected: number;
}

export const loadStatistics = (db: Database, today: string) =>
  db.all<StatisticsRow>(
    sql`SELECT b.slug AS bureau, b.short_name AS bureauName,
          CAST(strftime('%Y', f.submitted_at, '+8 hours') AS INTEGER) AS year, count(*) AS received,
          sum(f.answered_at IS NOT NULL) AS answered, sum(f.due IS NOT NULL AND f.due < ${today}) AS overdue,
          sum(f.was_overdue = 1 OR (f.due IS NOT NULL AND f.due < ${today})) AS everOverdue,
          sum(f.corrected) AS corrected
        FROM feedback f LEFT JOIN bureaus b ON b.id = f.bureau_id
        WHERE f.confidential = 0 GROUP BY 1, 2, 3 ORDER BY 3 DESC, 2`,
  );

/** Days from submission to the last answer, for medians. */
export const loadAnswerDays = (db: Database) =>
  db.all<{ bureau: string | null; year: number; days: number }>(
    sql`SELECT b.slug AS bureau, CAST(strftime('%Y', f.submitted_at, '+8 hours') AS INTEGER) AS year,
          CAST(julianday(date(f.answered_at, '+8 hours')) - julianday(date(f.submitted_at, '+8 hours')) AS INTEGER) AS days
        FROM feedback f LEFT JOIN bureaus b ON b.id = f.bureau_id
        WHERE f.answered_at IS NOT NULL AND f.confidential = 0 ORDER BY days`,
  );
