import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Names, numbers and yes or no: never text that somebody wrote. */
export type AuditDetail = Record<string, string | number | boolean | null>;

export const auditLog = sqliteTable("audit_log", {
  id: integer().primaryKey(),
  at: text().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  detail: text({ mode: "json" }).$type<AuditDetail>().notNull().default({}),
});
