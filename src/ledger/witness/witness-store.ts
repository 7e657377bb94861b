import { alias } from "drizzle-orm/sqlite-core";
import { asc, desc, eq } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { ledgerCheckpoints, ledgerCosignatures, ledgerWitnesses } from "../schema.ts";

export type Cosignature = typeof ledgerCosignatures.$inferSelect;
export type WitnessRow = typeof ledgerWitnesses.$inferSelect;

const MOST_WITNESSES = 16;

const excluded = alias(ledgerCosignatures, "excluded");
const asked = alias(ledgerWitnesses, "excluded");

export const keepCosignature = (db: Database, row: Cosignature): Statement =>
  db
    .insert(ledgerCosignatures)
    .values(row)
    .onConflictDoUpdate({
      target: [ledgerCosignatures.size, ledgerCosignatures.witness, ledgerCosignatures.keyId],
      set: { line: excluded.line, cosignedAt: excluded.cosignedAt },
    });

export const keepOutcome = (db: Database, row: WitnessRow): Statement =>
  db
    .insert(ledgerWitnesses)
    .values(row)
    .onConflictDoUpdate({
      target: [ledgerWitnesses.witness, ledgerWitnesses.keyId],
      set: { size: asked.size, askedAt: asked.askedAt, cosignedAt: asked.cosignedAt, outcome: asked.outcome },
    });

export const listWitnesses = (db: Database): Promise<WitnessRow[]> =>
  db.select().from(ledgerWitnesses).orderBy(asc(ledgerWitnesses.witness)).limit(MOST_WITNESSES).all();

/** The cosignatures of the checkpoint of this size. */
export const listCosignatures = (db: Database, size: number): Promise<Cosignature[]> =>
  db.select().from(ledgerCosignatures).where(eq(ledgerCosignatures.size, size)).limit(MOST_WITNESSES).all();

/** The newest checkpoint that somebody cosigned. */
export const newestCosigned = (db: Database) =>
  db
    .select({ size: ledgerCosignatures.size, note: ledgerCheckpoints.note })
    .from(ledgerCosignatures)
    .innerJoin(ledgerCheckpoints, eq(ledgerCheckpoints.size, ledgerCosignatures.size))
    .orderBy(desc(ledgerCosignatures.size))
    .limit(1)
    .get();
