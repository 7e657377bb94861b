import { eq, sql } from "drizzle-orm";
import { archiveState } from "./archive-state.ts";
import type { Database, Statement } from "./client.ts";

/** Grows with every change that a public page shows. */
export async function readArchiveVersion(db: Database): Promise<number> {
  const row = await db.select({ version: archiveState.version }).from(archiveState).get();
  return row?.version ?? 0;
}

/** Public pages and the search's counts are kept until this number changes. */
export const bumpArchiveVersion = (db: Database): Statement =>
  db
    .update(archiveState)
    .set({ version: sql`${archiveState.version} + 1` })
    .where(eq(archiveState.id, 1));
