import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const revisionFigures = sqliteTable("revision_figures", {
  revisionId: integer("revision_id").primaryKey(),
  reader: integer().notNull().default(0),
  toCheck: integer("to_check"),
  packed: text(),
});

/** Unused: what the release before migration 0062 reads. */
export const figures = sqliteTable(
  "figures",
  {
    revisionId: integer("revision_id").notNull(),
    position: integer().notNull(),
    section: text().notNull(),
    heading: text().notNull(),
    list: text({ mode: "json" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.revisionId, table.position] })],
);

/** Unused, as `figures`. */
export const figureChecks = sqliteTable("figure_checks", {
  revisionId: integer("revision_id").primaryKey(),
  reader: integer().notNull(),
  figures: integer().notNull().default(0),
  doubts: text({ mode: "json" }).notNull().default([]),
});
