import { sql } from "drizzle-orm";
import { commit, type Database, type Statement } from "../../db/client.ts";
import type { RebuildPhase } from "./rebuild-phase.ts";
import type { Hold } from "./report-store.ts";
import { rowsOf, toTasks } from "./rows.ts";

export interface Rebuild {
  phase: RebuildPhase;
  cursor: number;
  reports: number;
  sent_to: number | null;
  sent_reports: number;
  documents: number | null;
  tasks: number[];
  exchanging: number;
  failures: number;
  started_at: string | null;
  started_by: string | null;
  moved_at: string | null;
  finished_at: string | null;
  error: string | null;
  held_until: string | null;
}

type Row = Omit<Rebuild, "tasks"> & { tasks: string | null };
const toRebuild = (row: Row): Rebuild => ({ ...row, tasks: toTasks(row.tasks) });

export const readRebuild = async (db: Database) =>
  toRebuild(await db.get<Row>(sql`SELECT * FROM search_rebuild WHERE id = 1`));

/** The rebuild under way, for one step of it; null while somebody else takes one, or where there is none. */
export async function holdRebuild(db: Database, { holder, now, until }: Hold): Promise<Rebuild | null> {
  const [held] = await commit(db, [
    db.run(
      sql`UPDATE search_rebuild SET held_until = ${until}, holder = ${holder}
          WHERE id = 1 AND phase NOT IN ('idle', 'failed') AND (held_until IS NULL OR held_until <= ${now})
          RETURNING *`,
    ),
  ]);
  const [row] = rowsOf<Row>(held);
  return row ? toRebuild(row) : null;
}

/** Begins from nothing, also where one stands still; not while a step of one is being taken. */
export const insertRebuild = (db: Database, by: string, at: string): Statement =>
  db.run(
    sql`UPDATE search_rebuild SET phase = 'create', cursor = 0, reports = 0, sent_to = NULL, sent_reports = 0,
          documents = NULL, tasks = NULL, exchanging = 0, failures = 0, started_at = ${at}, started_by = ${by},
          moved_at = ${at}, finished_at = NULL, error = NULL, held_until = NULL, holder = NULL
        WHERE id = 1 AND (held_until IS NULL OR held_until <= ${at})`,
  );

export type RebuildChange = Partial<
  Omit<Rebuild, "tasks" | "held_until" | "started_at" | "started_by" | "moved_at"> & { tasks: number[] | null }
>;

/** Keeps how far the rebuild came. `letGo`: nothing of this step is on its way any more. */
export function moveRebuild(
  db: Database,
  holder: string,
  at: string,
  change: RebuildChange,
  letGo: boolean,
): Statement {
  const columns = Object.entries(change).map(
    ([name, value]) => sql`, ${sql.identifier(name)} = ${Array.isArray(value) ? JSON.stringify(value) : value}`,
  );
  const free = letGo ? sql`, held_until = NULL, holder = NULL` : sql``;
  return db.run(
    sql`UPDATE search_rebuild SET moved_at = ${at}${sql.join(columns)}${free} WHERE id = 1 AND holder = ${holder}`,
  );
}

export const countReports = async (db: Database) => {
  const row = await db.get<{ n: number }>(sql`SELECT count(*) AS n FROM reports`);
  return row.n;
};
