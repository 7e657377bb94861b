import { openMemoryBucket } from "./memory-bucket.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";

/** What outlives every process. */
export interface Storage {
  db: D1Database;
  files: R2Bucket;
  close: () => void;
}

/** @param now milliseconds since 1970, for the age of objects */
export function memoryStorage(migrations: readonly string[], now: () => number): Storage {
  const db = openSqliteDatabase(migrations);
  return { db, files: openMemoryBucket(now), close: () => db.close() };
}

/** Reads the stored data past every port and fault. */
export const query = async <T = Record<string, unknown>>(
  { db }: Pick<Storage, "db">,
  sql: string,
  ...values: (string | number)[]
): Promise<T[]> =>
  (
    await db
      .prepare(sql)
      .bind(...values)
      .all<T>()
  ).results;
