import type { Database } from "./client.ts";

/** Bytes that the database takes; every answer of D1 says so. */
export async function databaseSize(db: Database): Promise<number> {
  const { meta } = await db.$client.prepare("SELECT 1").all();
  return meta.size_after;
}
