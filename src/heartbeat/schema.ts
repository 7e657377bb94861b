import { sqliteTable, text } from "drizzle-orm/sqlite-core";

export const heartbeats = sqliteTable("heartbeats", {
  name: text({ enum: ["clock", "backup", "doctor", "told"] }).primaryKey(),
  at: text().notNull(),
  detail: text({ mode: "json" }).$type<Record<string, number | string[]>>().notNull(),
});
