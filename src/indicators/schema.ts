import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ExclusionReason } from "./reading/exclusion.ts";

/** Statements of indicators in current revisions. */
export const indicatorPoints = sqliteTable(
  "indicator_points",
  {
    bureauId: integer("bureau_id").notNull(),
    /** The year of the report that states it. */
    statedIn: integer("stated_in").notNull(),
    position: integer().notNull(),
    indicator: text().notNull(),
    revision: integer().notNull(),
    year: integer().notNull(),
    value: real(),
    upTo: real("up_to"),
    approximate: integer({ mode: "boolean" }).notNull().default(false),
    leftOut: text("left_out").$type<ExclusionReason>(),
    section: text().notNull(),
    anchor: text().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    text: text().notNull(),
    label: text().notNull(),
    /** True while the report is withdrawn; kept by a trigger. */
    hidden: integer({ mode: "boolean" }).notNull().default(false),
    /** The editorial note that decides of it. */
    note: text(),
  },
  (table) => [
    primaryKey({ columns: [table.bureauId, table.statedIn, table.position] }),
    /** The migration adds every other column, so that the table is not read beside it. */
    index("indicator_points_by_indicator").on(table.indicator, table.bureauId, table.year),
  ],
);

/** Editors' decisions about figures. None is ever deleted; an ended one no longer counts. */
export const indicatorNotes = sqliteTable(
  "indicator_notes",
  {
    id: text().primaryKey(),
    bureauId: integer("bureau_id").notNull(),
    statedIn: integer("stated_in").notNull(),
    revision: integer().notNull(),
    act: text({ enum: ["out", "in"] }).notNull(),
    indicator: text().notNull(),
    year: integer().notNull(),
    section: text().notNull(),
    anchor: text().notNull(),
    start: integer().notNull(),
    text: text().notNull(),
    label: text().notNull(),
    reason: text().notNull(),
    role: text().notNull(),
    madeBy: text("made_by").notNull(),
    at: text().notNull(),
    endedAt: text("ended_at"),
    endedBy: text("ended_by"),
  },
  (table) => [index("indicator_notes_by_report").on(table.bureauId, table.statedIn)],
);

export const indicatorReports = sqliteTable("indicator_reports", {
  reportId: integer("report_id").primaryKey(),
  reader: integer().notNull().default(0),
});

/** One row: how many points each indicator has, and has in each year. */
export const indicatorCounts = sqliteTable("indicator_counts", {
  id: integer().primaryKey(),
  points: text({ mode: "json" }).$type<Record<string, number>>().notNull().default({}),
  byYear: text("by_year", { mode: "json" }).$type<Record<string, Record<string, number>>>().notNull().default({}),
});
