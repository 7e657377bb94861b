import type { Database, Statement } from "../db/client.ts";
import { heartbeats } from "./schema.ts";

export type Beat = typeof heartbeats.$inferSelect;

/** At most four rows. */
export const loadBeats = (db: Database): Promise<Beat[]> => db.select().from(heartbeats).all();

export const setBeat = (db: Database, beat: Beat): Statement =>
  db
    .insert(heartbeats)
    .values(beat)
    .onConflictDoUpdate({ target: heartbeats.name, set: { at: beat.at, detail: beat.detail } });
