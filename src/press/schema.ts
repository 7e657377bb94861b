import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const press = sqliteTable("press", {
  id: integer().primaryKey(),
  state: text({ enum: ["suggested", "accepted", "refused", "removed"] }).notNull(),
  title: text().notNull(),
  medium: text().notNull(),
  day: text().notNull(),
  address: text().notNull(),
  archived: text(),
  bureauId: integer("bureau_id").notNull(),
  reportId: integer("report_id"),
  section: text(),
  anchor: text(),
  passage: text().notNull(),
  createdAt: text("created_at").notNull(),
  recordedBy: text("recorded_by"),
  decidedAt: text("decided_at"),
  decidedBy: text("decided_by"),
  reason: text(),
});
