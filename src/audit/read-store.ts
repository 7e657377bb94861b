import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../db/client.ts";

export interface AuditRow {
  id: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  /** JSON object. */
  detail: string;
}

export interface AuditFilter {
  actor: string | null;
  action: string | null;
  subject: string | null;
  /** Instants: from this one on, and before this one. */
  from: string | null;
  before: string | null;
  /** Whether steps of confidential matters are told too. */
  confidential: boolean;
  limit: number;
  offset: number;
}

/** Rows from before confidential matters had a log of their own. */
const NOT_CONFIDENTIAL = sql`NOT (subject GLOB '/feedback/[0-9]*' AND EXISTS (
  SELECT 1 FROM feedback WHERE id = CAST(substr(subject, 11) AS INTEGER) AND confidential = 1))`;

/** Newest first. Each filter alone has its index; the log only grows, so its ids run with time. */
export function listAudit(db: Database, filter: AuditFilter) {
  const wanted: SQL[] = [];
  if (filter.actor !== null) wanted.push(sql`actor = ${filter.actor}`);
  if (filter.action !== null) wanted.push(sql`action = ${filter.action}`);
  if (filter.subject !== null) wanted.push(sql`subject = ${filter.subject}`);
  if (filter.from !== null) wanted.push(sql`at >= ${filter.from}`);
  if (filter.before !== null) wanted.push(sql`at < ${filter.before}`);
  if (!filter.confidential) wanted.push(NOT_CONFIDENTIAL);
  const where = wanted.length === 0 ? sql`` : sql`WHERE ${sql.join(wanted, sql` AND `)}`;
  const newest = (log: SQL) =>
    sql`SELECT * FROM (SELECT id, at, actor, action, subject, detail FROM ${log} ${where}
        ORDER BY id DESC LIMIT ${filter.limit + filter.offset})`;
  const page = sql`LIMIT ${filter.limit} OFFSET ${filter.offset}`;
  if (!filter.confidential) return db.all<AuditRow>(sql`${newest(sql`audit_log`)} ORDER BY id DESC ${page}`);
  return db.all<AuditRow>(
    sql`${newest(sql`audit_log`)} UNION ALL ${newest(sql`confidential_audit_log`)} ORDER BY at DESC, id DESC ${page}`,
  );
}
