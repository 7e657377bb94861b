import { sql } from "drizzle-orm";
import type { Database, Statement } from "./client.ts";

/** Public pages and the search's counts are kept until this number changes. */
export const bumpArchiveVersion = (db: Database): Statement =>
  db.run(sql`UPDATE archive_state SET version = version + 1 WHERE id = 1`);
