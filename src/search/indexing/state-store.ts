import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { theRow } from "../../db/the-row.ts";
import { searchIndex } from "../schema.ts";

export type IndexState = Omit<typeof searchIndex.$inferSelect, "id">;

const { id, built } = searchIndex;
const theIndex = eq(id, 1);

export const readIndexState = async (db: Database): Promise<IndexState> =>
  theRow(await db.select().from(searchIndex).where(theIndex).get());

const change = (db: Database, values: Partial<IndexState>) => db.update(searchIndex).set(values).where(theIndex);

/** Nothing if there was no task to confirm. */
export const noteConfirmed = (db: Database, task: number | undefined, at: string) =>
  db
    .update(searchIndex)
    .set({ confirmedTask: task ?? null, confirmedAt: at })
    .where(task === undefined ? sql`false` : theIndex);

export const noteFailure = (db: Database, error: string, at: string): Statement =>
  change(db, { lastError: error, failedAt: at });

export const noteLook = (db: Database, version: string | null, at: string): Statement =>
  change(db, { version, checkedAt: at });

export const noteBuilt = (db: Database, name: string): Statement => change(db, { built: name });

/** Only the name that was read: what another step built meanwhile stays. */
export const noteMissing = (db: Database, name: string): Statement =>
  db
    .update(searchIndex)
    .set({ built: null })
    .where(and(theIndex, eq(built, name)));

/** An index that does not follow this change has to be built anew before anybody writes to it again. */
export const noteUnfollowed = (db: Database): Statement =>
  db
    .update(searchIndex)
    .set({ built: null })
    .where(and(theIndex, isNotNull(built)));
