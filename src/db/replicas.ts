import { type Database, openDatabase } from "./client.ts";

/** The databases of which copies elsewhere may be read. */
const sources = new WeakMap<Database, D1Database>();

/** All that is asked of it goes to the primary, as without copies; `openReading` leads to them. Decision 0426. */
export function openReplicated(d1: D1Database): Database {
  const db = openDatabase(d1);
  sources.set(db, d1);
  return db;
}

export const isReplicated = (db: Database): boolean => sources.has(db);

interface Reading {
  db: Database;
  /** How far what was read so far has come; null before the first query. */
  bookmark: () => string | null;
}

/**
 * Reading that goes on from a bookmark: any copy that has come as far may answer. From `first-primary` the primary answers the first
 * query, and what follows is never older. Null if there are no copies to read.
 */
export function openReading(db: Database, from: string): Reading | null {
  const d1 = sources.get(db);
  if (!d1) return null;
  const session = d1.withSession(from);
  // A session prepares and sends batches as the database does; the builder asks no more of it.
  const reading = openDatabase(session as unknown as D1Database);
  sources.set(reading, d1);
  return { db: reading, bookmark: () => session.getBookmark() };
}
