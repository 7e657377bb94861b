import type { SQL } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { type AuditDetail, auditLog, backupReads, confidentialAuditLog } from "./schema.ts";

export interface AuditEntry {
  at: string;
  actor: string;
  /** noun.verb in the past: report.published */
  action: string;
  /** The public address concerned, or another stable name; SQL if the batch itself makes the number. */
  subject: string | SQL;
  detail: AuditDetail;
  /** True for a confidential matter: told to supervisors alone, and numbered apart. */
  confidential?: boolean;
}

/** The audit row of a write, for the same batch as the write. */
export const auditEntry = (db: Database, { confidential, ...entry }: AuditEntry): Statement =>
  db.insert(confidential ? confidentialAuditLog : auditLog).values(entry);

/** The row of a reading through the backup's API. */
export const backupReadEntry = (
  db: Database,
  entry: Omit<AuditEntry, "confidential" | "subject"> & { subject: string },
) => db.insert(backupReads).values(entry);
