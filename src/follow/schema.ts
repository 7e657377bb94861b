import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const subscriptions = sqliteTable("subscriptions", {
  id: integer().primaryKey(),
  kind: text({ enum: ["all", "bureau", "section", "indicator", "search"] }).notNull(),
  target: text().notNull(),
  frequency: text({ enum: ["daily", "weekly"] }).notNull(),
  state: text({ enum: ["pending", "confirmed"] }).notNull(),
  tokenSha256: text("token_sha256").notNull(),
  addressKey: text("address_key").notNull(),
  addressBox: text("address_box").notNull(),
  addressDigest: text("address_digest").notNull(),
  createdAt: text("created_at").notNull(),
  confirmedAt: text("confirmed_at"),
  seenUntil: text("seen_until").notNull(),
  nextAt: text("next_at").notNull(),
});

/** One row. */
export const followState = sqliteTable("follow_state", {
  id: integer().primaryKey(),
  seenUntil: text("seen_until").notNull(),
});
