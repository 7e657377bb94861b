import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { feedback } from "../feedback/schema.ts";
import { auditLog, confidentialAuditLog } from "./schema.ts";

export interface AuditFilter {
  actor: string | null;
  action: string | null;
  subject: string | null;
  /** Instants: from this one on, and before this one. */
  from: string | null;
  before: string | null;
  /** Whether the list includes steps of confidential matters. */
  confidential: boolean;
  limit: number;
  offset: number;
}

type Log = typeof auditLog | typeof confidentialAuditLog;

/** Rows from before confidential matters had a log of their own. */
const isOpen = (log: Log) => sql`NOT (${log.subject} GLOB '/feedback/[0-9]*' AND EXISTS (
  SELECT 1 FROM ${feedback}
  WHERE ${feedback.id} = CAST(substr(${log.subject}, 11) AS INTEGER) AND ${feedback.confidential} = 1))`;

const isWanted = (log: Log, { actor, action, subject, from, before, confidential }: AuditFilter) =>
  and(
    actor === null ? undefined : eq(log.actor, actor),
    action === null ? undefined : eq(log.action, action),
    subject === null ? undefined : eq(log.subject, subject),
    from === null ? undefined : gte(log.at, from),
    before === null ? undefined : lt(log.at, before),
    confidential ? undefined : isOpen(log),
  );

/** Newest first. Each filter alone has its index; a log only grows, so its ids run with time. */
export function listAudit(db: Database, filter: AuditFilter) {
  const { limit, offset } = filter;
  const newest = (log: Log) =>
    db
      .select()
      .from(log)
      .where(isWanted(log, filter))
      .orderBy(desc(log.id))
      .limit(limit + offset)
      .as("newest");
  const open = newest(auditLog);
  if (!filter.confidential) return db.select().from(open).orderBy(desc(open.id)).limit(limit).offset(offset).all();
  return db
    .select()
    .from(open)
    .unionAll(db.select().from(newest(confidentialAuditLog)))
    .orderBy(desc(open.at), desc(open.id))
    .limit(limit)
    .offset(offset)
    .all();
}
