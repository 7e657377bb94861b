import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Names, numbers and yes or no: never text that somebody wrote. */
export type AuditDetail = Record<string, string | number | boolean | null>;

const columns = () => ({
  id: integer().primaryKey(),
  at: text().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  detail: text({ mode: "json" }).$type<AuditDetail>().notNull().default({}),
});

export const auditLog = sqliteTable("audit_log", columns());
/** Steps of confidential matters, numbered apart. */
export const confidentialAuditLog = sqliteTable("confidential_audit_log", columns());
/** Readings of the archive through the backup's API: apart, since a backup reads the audit log until it stands still. */
export const backupReads = sqliteTable("backup_reads", columns());
