import { sql } from "drizzle-orm";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const ledgerEntries = sqliteTable("ledger_entries", {
  position: integer().primaryKey(),
  /** The leaf's own bytes: never parsed and written again. */
  data: text().notNull(),
  kind: text()
    .notNull()
    .generatedAlwaysAs(sql`data ->> 'kind'`, { mode: "virtual" }),
  at: text()
    .notNull()
    .generatedAlwaysAs(sql`data ->> 'at'`, { mode: "virtual" }),
  bureau: text().generatedAlwaysAs(sql`data ->> 'bureau'`, { mode: "virtual" }),
  year: integer().generatedAlwaysAs(sql`data ->> 'year'`, { mode: "virtual" }),
  revision: integer().generatedAlwaysAs(sql`data ->> 'revision'`, { mode: "virtual" }),
  feedback: text().generatedAlwaysAs(sql`data ->> 'feedback'`, { mode: "virtual" }),
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

export const ledgerCosignatures = sqliteTable(
  "ledger_cosignatures",
  {
    size: integer().notNull(),
    witness: text().notNull(),
    keyId: text("key_id").notNull(),
    line: text().notNull(),
    cosignedAt: text("cosigned_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.size, table.witness, table.keyId] })],
);

export const ledgerWitnesses = sqliteTable(
  "ledger_witnesses",
  {
    witness: text().notNull(),
    keyId: text("key_id").notNull(),
    /** The largest that it has cosigned. */
    size: integer().notNull(),
    askedAt: text("asked_at").notNull(),
    cosignedAt: text("cosigned_at"),
    outcome: text({ enum: ["cosigned", "unreachable", "refused", "disagrees"] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.witness, table.keyId] })],
);
