import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Cursor } from "./piece.ts";
import type { Summary } from "./summary.ts";

/** The public archive as files. */
export const dumps = sqliteTable("dumps", {
  id: integer().primaryKey(),
  state: text({ enum: ["building", "ready", "retired"] }).notNull(),
  archiveVersion: integer("archive_version").notNull(),
  ledgerSize: integer("ledger_size").notNull(),
  moderation: integer().notNull(),
  startedAt: text("started_at").notNull(),
  finishedAt: text("finished_at"),
  cursor: text({ mode: "json" }).$type<Cursor>().notNull(),
  summary: text({ mode: "json" }).$type<Summary>().notNull().default([]),
});

export const dumpFiles = sqliteTable(
  "dump_files",
  {
    dumpId: integer("dump_id").notNull(),
    name: text().notNull(),
    kind: text().notNull(),
    part: integer().notNull(),
    format: text().notNull(),
    rows: integer().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    /** Ids of the reports or feedback in it. */
    covers: text({ mode: "json" }).$type<number[]>().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.dumpId, table.name] })],
);
