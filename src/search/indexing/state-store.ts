import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";

export interface IndexState {
  built: string | null;
  confirmed_task: number | null;
  confirmed_at: string | null;
  last_error: string | null;
  failed_at: string | null;
  version: string | null;
  checked_at: string | null;
}

export const readIndexState = (db: Database) => db.get<IndexState>(sql`SELECT * FROM search_index WHERE id = 1`);

export const noteConfirmed = (db: Database, task: number | undefined, at: string): Statement =>
  db.run(
    sql`UPDATE search_index SET confirmed_task = ${task ?? null}, confirmed_at = ${at}
        WHERE id = 1 AND ${task ?? null} IS NOT NULL`,
  );

export const noteFailure = (db: Database, error: string, at: string): Statement =>
  db.run(sql`UPDATE search_index SET last_error = ${error}, failed_at = ${at} WHERE id = 1`);

export const noteLook = (db: Database, version: string | null, at: string): Statement =>
  db.run(sql`UPDATE search_index SET version = ${version}, checked_at = ${at} WHERE id = 1`);

/** Only the name that was read: what another step built meanwhile stays. */
export const noteMissing = (db: Database, name: string): Statement =>
  db.run(sql`UPDATE search_index SET built = NULL WHERE id = 1 AND built = ${name}`);

export const noteBuilt = (db: Database, name: string): Statement =>
  db.run(sql`UPDATE search_index SET built = ${name} WHERE id = 1`);
