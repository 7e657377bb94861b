import type { Database, Statement } from "../../db/client.ts";
import { followState } from "../schema.ts";

/** Up to when everything was told; undefined before the first run. */
export async function loadSeenUntil(db: Database): Promise<string | undefined> {
  const row = await db.select({ seenUntil: followState.seenUntil }).from(followState).get();
  return row?.seenUntil;
}

export const setSeenUntil = (db: Database, seenUntil: string): Statement =>
  db
    .insert(followState)
    .values({ id: 1, seenUntil })
    .onConflictDoUpdate({ target: followState.id, set: { seenUntil } });
