import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Names and numbers only: never text, contact data or a receipt. */
export type OutboxPayload = Record<string, string | number | boolean | null>;

export const outbox = sqliteTable("outbox", {
  id: integer().primaryKey(),
  kind: text().notNull(),
  payload: text({ mode: "json" }).$type<OutboxPayload>().notNull(),
  createdAt: text("created_at").notNull(),
  availableAt: text("available_at").notNull(),
  attempts: integer().notNull().default(0),
  lastError: text("last_error"),
  doneAt: text("done_at"),
  deadAt: text("dead_at"),
});
