import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const restores = sqliteTable("restores", {
  id: integer().primaryKey(),
  backup: text().notNull(),
  beganAt: text("began_at").notNull(),
  finishedAt: text("finished_at"),
});
