import { sql, type SQL } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";

export interface AuditEntry {
  at: string;
  actor: string;
  /** noun.verb in the past: report.published */
  action: string;
  /** The public address concerned, or another stable name; SQL where the batch itself makes the number. */
  subject: string | SQL;
  detail: Record<string, string | number | boolean | null>;
  /** Of a confidential matter: told to supervisors alone, and numbered apart. */
  confidential?: boolean;
}

/** The audit row of a write, for the same batch as the write. */
export function auditEntry(db: Database, entry: AuditEntry): Statement {
  const log = entry.confidential ? sql`confidential_audit_log` : sql`audit_log`;
  return db.run(
    sql`INSERT INTO ${log} (at, actor, action, subject, detail)
        VALUES (${entry.at}, ${entry.actor}, ${entry.action}, ${entry.subject}, ${JSON.stringify(entry.detail)})`,
  );
}
