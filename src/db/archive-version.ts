import { eq, sql } from "drizzle-orm";
import { archiveState } from "../reports/schema.ts";
import type { Database, Statement } from "./client.ts";

/** Public pages and the search's counts are kept until this number changes. */
export const bumpArchiveVersion = (db: Database): Statement =>
  db
    .update(archiveState)
    .set({ version: sql`${archiveState.version} + 1` })
    .where(eq(archiveState.id, 1));
