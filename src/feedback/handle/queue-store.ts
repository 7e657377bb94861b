import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import type { Status } from "../feedback.ts";
import type { Kind } from "../kind.ts";

export interface QueueRow {
  id: number;
  kind: Kind;
  title: string;
  /** First characters of the text. */
  excerpt: string;
  status: Status;
  waiting: number;
  round: number;
  extended: number;
  draftBy: string | null;
  publication: string;
  consent: number;
  submittedAt: string;
  clockFrom: string;
  due: string | null;
  bureau: string | null;
  bureauName: string | null;
  aboutBureauName: string | null;
  year: number | null;
  section: string | null;
  sectionHeading: string | null;
}

/** Null is "any". `bureaus` are slugs, at most as many as fit into one JSON parameter. */
export interface QueueFilter {
  bureaus: readonly string[] | null;
  /** Whether what is for supervisors alone is listed too. */
  confidential: boolean;
  kind: Kind | null;
  status: Status | null;
  openOnly: boolean;
  draftsOnly: boolean;
  /** Only what its author agreed to publish and nobody has decided on. */
  undecidedOnly: boolean;
}

const UNDECIDED = sql`f.consent = 1 AND f.publication = 'private' AND f.confidential = 0`;

const where = (f: QueueFilter) => sql`
  (${f.bureaus === null ? 1 : 0} = 1 OR b.slug IN (SELECT value FROM json_each(${JSON.stringify(f.bureaus ?? [])})))
  AND (${f.confidential ? 1 : 0} = 1 OR f.confidential = 0)
  AND (${f.kind} IS NULL OR f.kind = ${f.kind})
  AND (${f.status} IS NULL OR f.status = ${f.status})
  AND (${f.draftsOnly ? 1 : 0} = 0 OR f.draft_by IS NOT NULL)
  AND (${f.openOnly ? 1 : 0} = 0 OR f.status IN ('submitted', 'accepted', 'in_progress'))
  AND ${f.undecidedOnly ? UNDECIDED : sql`1`}`;

const FROM = sql`feedback f LEFT JOIN bureaus b ON b.id = f.bureau_id LEFT JOIN bureaus a ON a.id = f.about_bureau_id
  LEFT JOIN reports r ON r.id = f.report_id`;

/** What runs out first comes first; what has no clock comes last, the newest first. */
export const listQueue = (db: Database, filter: QueueFilter, page: { limit: number; offset: number }) =>
  db.all<QueueRow>(
    sql`SELECT f.id, f.kind, f.title, CASE WHEN f.sealed_to IS NULL THEN substr(f.text, 1, 80) ELSE '（已加密，打开后解开）' END AS excerpt, f.status, f.waiting, f.round, f.extended,
          f.draft_by AS draftBy, f.publication, f.consent, f.submitted_at AS submittedAt, f.clock_from AS clockFrom,
          f.due, b.slug AS bureau, b.short_name AS bureauName, a.short_name AS aboutBureauName, r.year, f.section,
          f.section_heading AS sectionHeading
        FROM ${FROM} WHERE ${where(filter)}
        ORDER BY f.due IS NULL, f.due, f.submitted_at DESC, f.id LIMIT ${page.limit} OFFSET ${page.offset}`,
  );

export interface QueueCounts {
  total: number;
  overdue: number;
  soon: number;
  unaccepted: number;
  drafts: number;
  extended: number;
}

/** `soon` counts what falls due from `today` to `soonDay`. */
export const countQueue = (db: Database, filter: QueueFilter, today: string, soonDay: string) =>
  db.get<QueueCounts>(
    sql`SELECT count(*) AS total,
          coalesce(sum(f.due < ${today}), 0) AS overdue,
          coalesce(sum(f.due BETWEEN ${today} AND ${soonDay}), 0) AS soon,
          coalesce(sum(f.status = 'submitted'), 0) AS unaccepted,
          coalesce(sum(f.draft_by IS NOT NULL), 0) AS drafts,
          coalesce(sum(f.extended = 1 AND f.due IS NOT NULL), 0) AS extended
        FROM ${FROM} WHERE ${where(filter)}`,
  );

/** How much waits for the decision to publish it, whatever has become of it, up to `most`. */
export const countUndecided = async (db: Database, bureaus: readonly string[] | null, most: number) =>
  (await db.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM feedback f LEFT JOIN bureaus b ON b.id = f.bureau_id
        WHERE ${UNDECIDED} AND (${bureaus === null ? 1 : 0} = 1
          OR b.slug IN (SELECT value FROM json_each(${JSON.stringify(bureaus ?? [])}))) LIMIT ${most})`,
  ))!.count;

/** Others with the same words. */
export const listSame = (db: Database, id: number, textDigest: string) =>
  db.all<{ id: number }>(
    sql`SELECT id FROM feedback WHERE text_digest = ${textDigest} AND id <> ${id} AND confidential = 0
        ORDER BY id LIMIT 20`,
  );
