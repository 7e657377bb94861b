import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ExclusionReason } from "./reading/circumstances.ts";

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
  },
  (table) => [
    primaryKey({ columns: [table.bureauId, table.statedIn, table.position] }),
    index("indicator_points_by_indicator").on(table.indicator, table.bureauId, table.year),
  ],
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
