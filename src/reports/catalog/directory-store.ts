import { asc } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { bureauDirectory, type DirectoryValue } from "../schema.ts";

/** All bureaus by id; a row for fifty of them. Decision 0045. */
export async function selectDirectory(db: Database): Promise<[id: string, bureau: DirectoryValue][]> {
  const rows = await db
    .select({ bureaus: bureauDirectory.bureaus })
    .from(bureauDirectory)
    .orderBy(asc(bureauDirectory.block))
    .all();
  return rows.flatMap(({ bureaus }) => Object.entries(bureaus));
}
