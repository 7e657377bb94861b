import { eq, lt, sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { endedSessions, staffKeys } from "./schema.ts";

const findKey = (db: Database, name: string) =>
  db.select({ key: staffKeys.key }).from(staffKeys).where(eq(staffKeys.name, name)).get();

/** The named key, 64 hex digits; the database makes it when it is first asked for. */
export async function loadOrMakeKey(db: Database, name: string, at: string): Promise<string> {
  const known = await findKey(db, name);
  if (known) return known.key;
  const fresh = { name, key: sql`lower(hex(randomblob(32)))`, createdAt: at };
  await db.insert(staffKeys).values(fresh).onConflictDoNothing().run();
  const made = await findKey(db, name);
  if (!made) throw new Error("the key was not kept");
  return made.key;
}

export const isEnded = async (db: Database, id: string) =>
  (await db.select({ id: endedSessions.id }).from(endedSessions).where(eq(endedSessions.id, id)).get()) !== undefined;

export const endSession = (db: Database, id: string, until: string): Statement =>
  db.insert(endedSessions).values({ id, until }).onConflictDoNothing();

export const forgetEnded = (db: Database, now: string): Statement =>
  db.delete(endedSessions).where(lt(endedSessions.until, now));
