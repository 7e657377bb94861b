import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";

/** A bureau in the directory; by year: current revision (negative while withdrawn), the revision's id, its sections. */
export interface DirectoryValue {
  slug: string;
  name: string;
  shortName: string;
  demo: 0 | 1;
  /** Missing where nobody said. */
  region?: string;
  sector?: string;
  reports: Record<string, [revision: number, revisionId: number, sections: number]>;
}

/** All bureaus by id; a row for fifty of them. */
export async function selectDirectory(db: Database): Promise<[id: string, bureau: DirectoryValue][]> {
  const rows = await db.all<{ bureaus: string }>(sql`SELECT bureaus FROM bureau_directory ORDER BY block`);
  return rows.flatMap(({ bureaus }) => Object.entries(JSON.parse(bureaus) as Record<string, DirectoryValue>));
}
