import { env } from "cloudflare:test";
import type { Archive } from "../../src/doctor/archive.ts";

/** What the doctor asks and writes, over the database of the tests; no originals. */
export const databaseArchive: Archive = {
  query: async <T>(sql: string, ...values: (string | number)[]) =>
    (
      await env.DB.prepare(sql)
        .bind(...values)
        .all<T>()
    ).results,
  write: async (writes) =>
    void (await env.DB.batch(writes.map(([sql, ...values]) => env.DB.prepare(sql).bind(...values)))),
  original: () => Promise.resolve(null),
  originals: () => Promise.resolve([]),
};
