import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ImportNote } from "../ingest/document.ts";
import type { Paragraph } from "./report.ts";

export const bureaus = sqliteTable("bureaus", {
  id: integer().primaryKey(),
  slug: text().notNull(),
  name: text().notNull(),
  shortName: text("short_name").notNull(),
  aliases: text({ mode: "json" }).$type<string[]>().notNull(),
  demo: integer({ mode: "boolean" }).notNull(),
  createdAt: text("created_at").notNull(),
});

export const bureauNames = sqliteTable("bureau_names", {
  name: text().primaryKey(),
  bureauId: integer("bureau_id").notNull(),
});

export const formerSlugs = sqliteTable("former_slugs", {
  slug: text().primaryKey(),
  bureauId: integer("bureau_id").notNull(),
});

export const reports = sqliteTable("reports", {
  id: integer().primaryKey(),
  bureauId: integer("bureau_id").notNull(),
  year: integer().notNull(),
  currentRevision: integer("current_revision").notNull(),
  status: text({ enum: ["published", "withdrawn"] }).notNull(),
  withdrawnAt: text("withdrawn_at"),
  withdrawnReason: text("withdrawn_reason"),
  firstPublishedAt: text("first_published_at").notNull(),
  updatedAt: text("updated_at").notNull(),
  feedbackCounts: text("feedback_counts").notNull(),
});

export const revisions = sqliteTable("revisions", {
  id: integer().primaryKey(),
  reportId: integer("report_id").notNull(),
  number: integer().notNull(),
  title: text().notNull(),
  note: text().notNull(),
  publishedAt: text("published_at").notNull(),
  publishedBy: text("published_by").notNull(),
  fileSha256: text("file_sha256").notNull(),
  fileName: text("file_name").notNull(),
  fileType: text("file_type").notNull(),
  fileSize: integer("file_size").notNull(),
  textSha256: text("text_sha256").notNull(),
  encoding: text().notNull(),
  importNotes: text("import_notes", { mode: "json" }).$type<ImportNote[]>().notNull(),
  sectionCount: integer("section_count").notNull(),
  paragraphCount: integer("paragraph_count").notNull(),
  characterCount: integer("character_count").notNull(),
});

export const sections = sqliteTable("sections", {
  id: integer().primaryKey(),
  revisionId: integer("revision_id").notNull(),
  position: integer().notNull(),
  parent: integer(),
  depth: integer().notNull(),
  slug: text().notNull(),
  numeral: text().notNull(),
  heading: text().notNull(),
  title: text().notNull(),
  standard: text(),
  blocks: text({ mode: "json" }).$type<Paragraph[]>().notNull(),
});

export const archiveState = sqliteTable("archive_state", {
  id: integer().primaryKey(),
  version: integer().notNull(),
});
