import { integer, sqliteTable } from "drizzle-orm/sqlite-core";

export const archiveState = sqliteTable("archive_state", {
  id: integer().primaryKey(),
  version: integer().notNull(),
});
