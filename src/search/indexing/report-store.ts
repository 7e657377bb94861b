import { sql, type SQL } from "drizzle-orm";
import { commit, type Database, type Statement } from "../../db/client.ts";
import type { Section } from "../../reports/report.ts";
import { outboxEntry } from "../../outbox/store.ts";
import type { RebuildPhase } from "./rebuild-phase.ts";
import { rowsOf, toTasks } from "./rows.ts";

/** By the address that the batch itself may only now make. */
export interface ReportKey {
  bureau: string;
  year: number;
}

const reportOf = ({ bureau, year }: ReportKey) =>
  sql`(SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = ${bureau} AND r.year = ${year})`;

/** Counts a change of the report, and puts it in the outbox. */
export const noteChange = (db: Database, key: ReportKey, at: string): Statement[] => [
  db.run(
    sql`INSERT INTO search_indexing (report_id, wanted, behind_since) VALUES (${reportOf(key)}, 1, ${at})
        ON CONFLICT (report_id) DO UPDATE SET wanted = wanted + 1,
          behind_since = CASE WHEN done < wanted THEN behind_since ELSE excluded.behind_since END`,
  ),
  outboxEntry(db, { kind: "index", payload: sql`json_object('report', ${reportOf(key)})`, at }),
];

/** An index that does not follow this change has to be built anew before it is written to again. */
export const noteUnfollowed = (db: Database): Statement =>
  db.run(sql`UPDATE search_index SET built = NULL WHERE id = 1 AND built IS NOT NULL`);

export interface Hold {
  holder: string;
  now: string;
  until: string;
}

export interface HeldReport {
  id: number;
  wanted: number;
  done: number;
  sent: number | null;
  tasks: number[];
}

export interface HeldRevisionRow {
  id: number;
  report: number;
  bureau: number;
  year: number;
  number: number;
  current: boolean;
  characters: number;
}

/** One moment's state, read in the same step as the hold is taken. */
export interface HeldIndexState {
  /** Every report of the range, also those that somebody else holds. */
  range: number[];
  reports: HeldReport[];
  /** All revisions of the held reports that are not withdrawn, by report and number. */
  revisions: HeldRevisionRow[];
  built: string | null;
  rebuilding: RebuildPhase;
}

export const holdReport = (db: Database, report: number, hold: Hold) => holdThose(db, sql`= ${report}`, hold);

/** The next reports by id. */
export const holdAfter = (db: Database, report: number, most: number, hold: Hold) =>
  holdThose(db, sql`IN (SELECT id FROM reports WHERE id > ${report} ORDER BY id LIMIT ${most})`, hold);

async function holdThose(db: Database, which: SQL, { holder, now, until }: Hold): Promise<HeldIndexState> {
  const [range, reports, revisions, state] = await commit(db, [
    db.run(sql`SELECT id FROM reports WHERE id ${which} ORDER BY id`),
    db.run(
      sql`INSERT INTO search_indexing (report_id, held_until, holder)
          SELECT id, ${until}, ${holder} FROM reports WHERE id ${which}
          ON CONFLICT (report_id) DO UPDATE SET held_until = excluded.held_until, holder = excluded.holder
          WHERE held_until IS NULL OR held_until <= ${now}
          RETURNING report_id AS id, wanted, done, sent, tasks`,
    ),
    db.run(
      sql`SELECT v.id, r.id AS report, r.bureau_id AS bureau, r.year, v.number, v.number = r.current_revision AS current,
            v.character_count AS characters
          FROM reports r CROSS JOIN search_indexing i ON i.report_id = r.id AND i.holder = ${holder}
          CROSS JOIN revisions v ON v.report_id = r.id
          WHERE r.id ${which} AND r.status = 'published' ORDER BY r.id, v.number`,
    ),
    db.run(
      sql`SELECT i.built, b.phase AS rebuilding FROM search_index i CROSS JOIN search_rebuild b WHERE i.id = 1 AND b.id = 1`,
    ),
  ]);
  const { built, rebuilding } = rowsOf<Pick<HeldIndexState, "built" | "rebuilding">>(state)[0] ?? {
    built: null,
    rebuilding: "idle",
  };
  return {
    range: rowsOf<{ id: number }>(range).map(({ id }) => id),
    reports: rowsOf<Omit<HeldReport, "tasks"> & { tasks: string | null }>(reports).map((row) => ({
      ...row,
      tasks: toTasks(row.tasks),
    })),
    revisions: rowsOf<Omit<HeldRevisionRow, "current"> & { current: number }>(revisions).map((row) => ({
      ...row,
      current: row.current === 1,
    })),
    built,
    rebuilding,
  };
}

export const loadRevisionSections = async (db: Database, revisionId: number) => {
  const rows = await db.all<Omit<Section, "blocks"> & { id: number; blocks: string }>(
    sql`SELECT id, position, parent, depth, slug, numeral, heading, title, standard, blocks
        FROM sections WHERE revision_id = ${revisionId} ORDER BY position`,
  );
  return rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) as Section["blocks"] }));
};

/** What was sent of a change; with it the engine's tasks, whose end decides. */
export const noteSent = (db: Database, report: number, holder: string, sent: number, tasks: readonly number[]) =>
  db.run(
    sql`UPDATE search_indexing SET sent = ${sent}, tasks = ${JSON.stringify(tasks)}
        WHERE report_id = ${report} AND holder = ${holder}`,
  );

/** The engine holds the change. Answers what is wanted by now; nothing where somebody else took the hold over. */
export const noteDone = (db: Database, report: number, holder: string, change: number): Statement =>
  db.run(
    sql`UPDATE search_indexing SET done = max(done, ${change}), sent = NULL, tasks = NULL, held_until = NULL, holder = NULL,
          behind_since = CASE WHEN ${change} < wanted THEN behind_since END
        WHERE report_id = ${report} AND holder = ${holder} RETURNING wanted`,
  );

/** Lets go of a report of which nothing is on its way. `forget`: its tasks came to nothing. */
export const letGo = (db: Database, report: number, holder: string, forget: boolean): Statement =>
  db.run(
    sql`UPDATE search_indexing SET held_until = NULL, holder = NULL${forget ? sql`, sent = NULL, tasks = NULL` : sql``}
        WHERE report_id = ${report} AND holder = ${holder}`,
  );

/** Lets go of all that was held for a rebuild; `upTo`: those whose documents were sent. */
export const letGoOfRange = (db: Database, holder: string, from: number, upTo: number, to: number): Statement =>
  db.run(
    sql`UPDATE search_indexing SET held_until = NULL, holder = NULL,
          rebuilt = CASE WHEN report_id <= ${upTo} THEN wanted ELSE rebuilt END
        WHERE report_id > ${from} AND report_id <= ${to} AND holder = ${holder}`,
  );

/** The index in use is now the one that was built. */
export const adoptRebuilt = (db: Database): Statement =>
  db.run(
    sql`UPDATE search_indexing SET done = rebuilt, behind_since = CASE WHEN rebuilt < wanted THEN behind_since END
        WHERE done < wanted AND rebuilt > done`,
  );

/** Somebody may still be writing to an index under the name it had when they began. */
export async function isAnyHeld(db: Database, now: string): Promise<boolean> {
  const held = await db.all(sql`SELECT 1 FROM search_indexing WHERE held_until > ${now} LIMIT 1`);
  return held.length > 0;
}

export interface BehindReport {
  reports: number;
  since: string | null;
}

export const readBehind = (db: Database) =>
  db.get<BehindReport>(
    sql`SELECT count(*) AS reports, min(behind_since) AS since FROM search_indexing WHERE done < wanted`,
  );

/** Documents that an index of everything holds: every section of every revision of the reports that are not withdrawn. */
export const countDocuments = async (db: Database) => {
  const row = await db.get<{ n: number }>(
    sql`SELECT coalesce(sum(v.section_count), 0) AS n FROM reports r JOIN revisions v ON v.report_id = r.id
        WHERE r.status = 'published'`,
  );
  return row.n;
};
