import { type SQL, sql } from "drizzle-orm";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { FeedbackCount } from "./feedback-counts.ts";
import type { ImportNote } from "../ingest/document.ts";
import type { PressRow } from "../press/press-use.ts";
import type { Paragraph } from "./report.ts";
import type { BureauTrait } from "./traits.ts";

export const bureaus = sqliteTable("bureaus", {
  id: integer().primaryKey(),
  slug: text().notNull(),
  name: text().notNull(),
  shortName: text("short_name").notNull(),
  aliases: text({ mode: "json" }).$type<string[]>().notNull().default([]),
  demo: integer({ mode: "boolean" }).notNull().default(false),
  createdAt: text("created_at").notNull(),
  region: text(),
  sector: text(),
});

/** Decision 0003. */
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
  status: text({ enum: ["published", "withdrawn"] })
    .notNull()
    .default("published"),
  withdrawnAt: text("withdrawn_at"),
  withdrawnReason: text("withdrawn_reason"),
  firstPublishedAt: text("first_published_at").notNull(),
  updatedAt: text("updated_at").notNull(),
  /** Kept by triggers. */
  feedbackCounts: text("feedback_counts", { mode: "json" }).$type<FeedbackCount[]>().notNull().default([]),
  /** Kept by triggers. */
  press: text({ mode: "json" }).$type<PressRow[]>().notNull().default([]),
});

/** A report's id, for a statement whose batch perhaps makes the report only now. */
export const reportIdAt = ({ bureau, year }: { bureau: string; year: number }): SQL<number> =>
  sql`(SELECT ${reports.id} FROM ${reports} JOIN ${bureaus} ON ${bureaus.id} = ${reports.bureauId}
    WHERE ${bureaus.slug} = ${bureau} AND ${reports.year} = ${year})`;

export const revisions = sqliteTable("revisions", {
  id: integer().primaryKey(),
  reportId: integer("report_id").notNull(),
  number: integer().notNull(),
  title: text().notNull(),
  note: text().notNull().default(""),
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
  /** Decision 0001. */
  blocks: text({ mode: "json" }).$type<Paragraph[]>().notNull(),
});

/** The columns of a section as pages and the index read it (`Section` in report.ts). */
export const sectionColumns = {
  position: sections.position,
  parent: sections.parent,
  depth: sections.depth,
  slug: sections.slug,
  numeral: sections.numeral,
  heading: sections.heading,
  title: sections.title,
  standard: sections.standard,
  blocks: sections.blocks,
};

export const promises = sqliteTable(
  "promises",
  {
    reportId: integer("report_id").notNull(),
    revision: integer().notNull(),
    section: text(),
    anchor: text(),
    quote: text(),
    status: text({ enum: ["none", "found", "confirmed", "rejected"] }).notNull(),
    decidedBy: text("decided_by"),
    decidedAt: text("decided_at"),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.revision] })],
);

/** One row, kept by triggers. */
export const archiveCounts = sqliteTable("archive_counts", {
  id: integer().primaryKey(),
  bureaus: integer().notNull(),
  demoBureaus: integer("demo_bureaus").notNull(),
  revisions: integer().notNull(),
  sections: integer().notNull().default(0),
  characters: integer().notNull().default(0),
});

/** Kept by triggers. */
export const yearCounts = sqliteTable("year_counts", {
  year: integer().primaryKey(),
  published: integer().notNull().default(0),
  withdrawn: integer().notNull().default(0),
  /** Bureaus whose first report is of this year. */
  begun: integer().notNull().default(0),
});

/** A bureau in the directory; by year: current revision (negative while withdrawn), the revision's id, its sections. */
export interface DirectoryValue extends Partial<Record<BureauTrait, string>> {
  slug: string;
  name: string;
  shortName: string;
  demo: 0 | 1;
  reports: Record<string, [revision: number, revisionId: number, sections: number]>;
}

/** Fifty bureaus to a row, by id; kept by triggers. */
export const bureauDirectory = sqliteTable("bureau_directory", {
  block: integer().primaryKey(),
  bureaus: text({ mode: "json" }).$type<Record<string, DirectoryValue>>().notNull().default({}),
});
