import { sql } from "drizzle-orm";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

const fromData = (field: string) => sql.raw(`data ->> '${field}'`);

export const ledgerEntries = sqliteTable("ledger_entries", {
  position: integer().primaryKey(),
  /** The leaf's own bytes: never parsed and written again. */
  data: text().notNull(),
  kind: text()
    .notNull()
    .generatedAlwaysAs(() => fromData("kind"), { mode: "virtual" }),
  at: text()
    .notNull()
    .generatedAlwaysAs(() => fromData("at"), { mode: "virtual" }),
  bureau: text().generatedAlwaysAs(() => fromData("bureau"), { mode: "virtual" }),
  year: integer().generatedAlwaysAs(() => fromData("year"), { mode: "virtual" }),
  revision: integer().generatedAlwaysAs(() => fromData("revision"), { mode: "virtual" }),
  feedback: text().generatedAlwaysAs(() => fromData("feedback"), { mode: "virtual" }),
});

export const ledgerNodes = sqliteTable(
  "ledger_nodes",
  {
    level: integer().notNull(),
    idx: integer().notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.idx] })],
);

export const ledgerCheckpoints = sqliteTable("ledger_checkpoints", {
  size: integer().primaryKey(),
  note: text().notNull(),
  signedAt: text("signed_at").notNull(),
});

export const ledgerDevelopmentKey = sqliteTable("ledger_development_key", {
  id: integer().primaryKey(),
  signingKey: text("signing_key").notNull(),
});
