import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PointNote } from "../indicators/point-note.ts";
import type { Edit } from "../reports/desk/edit.ts";

export const drafts = sqliteTable("drafts", {
  id: integer().primaryKey(),
  owner: text().notNull(),
  state: text({ enum: ["open", "scheduled", "published", "discarded"] })
    .notNull()
    .default("open"),
  version: integer().notNull().default(1),
  createdAt: text("created_at").notNull(),
  updatedAt: text("updated_at").notNull(),
  folder: text().notNull(),
  fileSha256: text("file_sha256").notNull(),
  fileName: text("file_name").notNull(),
  fileSize: integer("file_size").notNull(),
  readSha256: text("read_sha256").notNull(),
  readTitle: text("read_title").notNull(),
  title: text().notNull().default(""),
  bureauName: text("bureau_name").notNull().default(""),
  bureau: text().notNull().default(""),
  year: integer(),
  edits: text({ mode: "json" }).$type<Edit[]>().notNull().default([]),
  note: text().notNull().default(""),
  feedback: text({ mode: "json" }).$type<number[]>().notNull().default([]),
  publishAt: text("publish_at"),
  scheduledBy: text("scheduled_by"),
  previewed: text(),
  failure: text(),
  publishedPath: text("published_path"),
  erasedAt: text("erased_at"),
  /** Codes of obstacles that a person looked at and accepts. */
  accepted: text({ mode: "json" }).$type<string[]>().notNull().default([]),
  pointNotes: text("point_notes", { mode: "json" }).$type<PointNote[]>().notNull().default([]),
});
