import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { outsideOf } from "./outside.ts";
import type { LocalArchive } from "./local-archive.ts";

const ORIGINALS = "files/objects/originals";
const BUSY_MS = 5000;

/** The archive of a Node host, in its data folder; the host may be running. */
export async function openDataArchive(folder: string): Promise<LocalArchive> {
  const file = join(folder, "gongshi.sqlite");
  await stat(file);
  const sqlite = new DatabaseSync(file, { timeout: BUSY_MS });
  const missing = (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  };
  return {
    query: async <T>(sql: string, ...values: (string | number)[]) => sqlite.prepare(sql).all(...values) as T[],
    write: async (statements) => {
      sqlite.exec("BEGIN IMMEDIATE");
      try {
        for (const [sql, ...values] of statements) sqlite.prepare(sql).run(...values);
        sqlite.exec("COMMIT");
      } catch (error) {
        if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
        throw error;
      }
    },
    original: (sha256) => readFile(join(folder, ORIGINALS, sha256)).catch(missing),
    originals: async () => (await readdir(join(folder, ORIGINALS)).catch(missing)) ?? [],
    outside: () => outsideOf(process.env),
    bytes: async () => (await stat(file)).size,
    close: async () => sqlite.close(),
  };
}
