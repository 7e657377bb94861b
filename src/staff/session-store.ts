import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";

const readKey = (db: Database, name: string) =>
  db.get<{ key: string } | undefined>(sql`SELECT key FROM staff_keys WHERE name = ${name}`);

/** The named key, 64 hex digits; the database makes it when it is first asked for. */
export async function readOrMakeKey(db: Database, name: string, at: string): Promise<string> {
  const known = await readKey(db, name);
  if (known) return known.key;
  await db.run(
    sql`INSERT OR IGNORE INTO staff_keys (name, key, created_at) VALUES (${name}, lower(hex(randomblob(32))), ${at})`,
  );
  const made = await readKey(db, name);
  if (!made) throw new Error("the key was not kept");
  return made.key;
}

export const isEnded = async (db: Database, id: string) =>
  Boolean(await db.get<unknown>(sql`SELECT 1 FROM ended_sessions WHERE id = ${id}`));

export const endSession = (db: Database, id: string, until: string): Statement =>
  db.run(sql`INSERT OR IGNORE INTO ended_sessions (id, until) VALUES (${id}, ${until})`);

export const forgetEnded = (db: Database, now: string): Statement =>
  db.run(sql`DELETE FROM ended_sessions WHERE until < ${now}`);
