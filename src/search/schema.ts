import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RebuildPhase } from "./indexing/rebuild-phase.ts";

export const searchOutlines = sqliteTable("search_outlines", {
  revisionId: integer("revision_id").primaryKey(),
  reportId: integer("report_id").notNull(),
  bureauId: integer("bureau_id").notNull(),
  year: integer().notNull(),
  number: integer().notNull(),
  publishedAt: text("published_at").notNull(),
  outline: text().notNull(),
});

export const searchCatalog = sqliteTable("search_catalog", {
  id: integer().primaryKey(),
  bureaus: text().notNull(),
  frequent: text().notNull().default("{}"),
  firstSection: integer("first_section").notNull().default(0),
  lastSection: integer("last_section").notNull().default(0),
  fullTextFrom: integer("full_text_from").notNull().default(0),
  nextFullTextFrom: integer("next_full_text_from"),
  nextStartedAt: text("next_started_at"),
});

export const searchIndexing = sqliteTable("search_indexing", {
  reportId: integer("report_id").primaryKey(),
  wanted: integer().notNull().default(0),
  done: integer().notNull().default(0),
  behindSince: text("behind_since"),
  sent: integer(),
  tasks: text({ mode: "json" }).$type<number[]>(),
  rebuilt: integer().notNull().default(0),
  heldUntil: text("held_until"),
  holder: text(),
});

export const searchIndex = sqliteTable("search_index", {
  id: integer().primaryKey(),
  built: text(),
  confirmedTask: integer("confirmed_task"),
  confirmedAt: text("confirmed_at"),
  lastError: text("last_error"),
  failedAt: text("failed_at"),
  version: text(),
  checkedAt: text("checked_at"),
});

export const searchRebuild = sqliteTable("search_rebuild", {
  id: integer().primaryKey(),
  phase: text().$type<RebuildPhase>().notNull(),
  cursor: integer().notNull().default(0),
  reports: integer().notNull().default(0),
  sentTo: integer("sent_to"),
  sentReports: integer("sent_reports").notNull().default(0),
  documents: integer(),
  tasks: text({ mode: "json" }).$type<number[]>(),
  exchanging: integer({ mode: "boolean" }).notNull().default(false),
  failures: integer().notNull().default(0),
  startedAt: text("started_at"),
  startedBy: text("started_by"),
  movedAt: text("moved_at"),
  finishedAt: text("finished_at"),
  error: text(),
  heldUntil: text("held_until"),
  holder: text(),
});

/** Tables of FTS5: `rowid` is a section's id. `MATCH` and the like are raw SQL. */
const fts5Table = <Name extends string>(name: Name) => sqliteTable(name, { rowid: integer(), body: text() });

export const sectionsFts = fts5Table("sections_fts");
export const sectionsChars = fts5Table("sections_chars");
export const historyFts = fts5Table("history_fts");
export const historyChars = fts5Table("history_chars");

/** By index: the one in use, and the one that is built beside it. */
export const FTS5_TABLES = {
  sections: { fts: sectionsFts, chars: sectionsChars },
  history: { fts: historyFts, chars: historyChars },
  next_sections: { fts: fts5Table("next_sections_fts"), chars: fts5Table("next_sections_chars") },
  next_history: { fts: fts5Table("next_history_fts"), chars: fts5Table("next_history_chars") },
};

/** Which terms an FTS5 table holds: `doc` counts rows, `cnt` occurrences. */
const termsTable = <Name extends string>(name: Name) =>
  sqliteTable(name, { term: text(), doc: integer(), cnt: integer() });

export const sectionsTerms = termsTable("sections_terms");
export const sectionsCharTerms = termsTable("sections_char_terms");
