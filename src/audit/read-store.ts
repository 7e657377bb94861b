import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { feedback } from "../feedback/schema.ts";
import { auditLog, backupReads, confidentialAuditLog } from "./schema.ts";

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

type Log = typeof auditLog | typeof confidentialAuditLog | typeof backupReads;

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
  const all = db
    .select()
    .from(open)
    .unionAll(db.select().from(newest(backupReads)));
  const told = filter.confidential ? all.unionAll(db.select().from(newest(confidentialAuditLog))) : all;
  return told.orderBy(desc(open.at), desc(open.id)).limit(limit).offset(offset).all();
}

/** Whether somebody's reading of a thing was written down since an instant. */
export async function hasBackupReadSince(db: Database, of: { actor: string; subject: string; since: string }) {
  const newest = await db
    .select({ at: backupReads.at })
    .from(backupReads)
    .where(and(eq(backupReads.subject, of.subject), eq(backupReads.actor, of.actor)))
    .orderBy(desc(backupReads.id))
    .limit(1)
    .get();
  return newest !== undefined && newest.at >= of.since;
}
