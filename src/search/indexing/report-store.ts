import {
  and,
  asc,
  count,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lt,
  lte,
  min,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "../../db/client.ts";
import { theRow } from "../../db/the-row.ts";
import { outboxEntry } from "../../outbox/store.ts";
import type { Section } from "../../reports/report.ts";
import { reportIdAt, reports, revisions, sections } from "../../reports/schema.ts";
import { searchIndex, searchIndexing, searchRebuild } from "../schema.ts";
import type { RebuildPhase } from "./rebuild-phase.ts";
import { noteConfirmed } from "./state-store.ts";

/** By the address that the batch itself may only now make. */
export interface ReportKey {
  bureau: string;
  year: number;
}

const { reportId, wanted, done, behindSince, sent, tasks, rebuilt, heldUntil, holder: heldBy } = searchIndexing;
const isBehind = lt(done, wanted);
const free = { heldUntil: null, holder: null };

/** Counts a change of the report, and puts it in the outbox. */
export const noteChange = (db: Database, key: ReportKey, at: string): Statement[] => [
  db
    .insert(searchIndexing)
    .values({ reportId: reportIdAt(key), wanted: 1, behindSince: at })
    .onConflictDoUpdate({
      target: reportId,
      set: {
        wanted: sql`${wanted} + 1`,
        behindSince: sql`CASE WHEN ${isBehind} THEN ${behindSince} ELSE ${at} END`,
      },
    }),
  outboxEntry(db, { kind: "index", payload: sql`json_object('report', ${reportIdAt(key)})`, at }),
];

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

export const holdReport = (db: Database, report: number, hold: Hold) => holdThose(db, eq(reports.id, report), hold);

/** The next reports by id. */
export const holdAfter = (db: Database, report: number, most: number, hold: Hold) =>
  holdThose(
    db,
    inArray(
      reports.id,
      db.select({ id: reports.id }).from(reports).where(gt(reports.id, report)).orderBy(asc(reports.id)).limit(most),
    ),
    hold,
  );

/** Takes the hold of those reports that nobody holds, and answers them. */
function take(db: Database, which: SQL | undefined, { holder, now, until }: Hold) {
  const rows = db
    .select({
      reportId: reports.id,
      wanted: sql<number>`0`.as("wanted"),
      done: sql<number>`0`.as("done"),
      behindSince: sql<null>`NULL`.as("behind_since"),
      sent: sql<null>`NULL`.as("sent"),
      tasks: sql<null>`NULL`.as("tasks"),
      rebuilt: sql<number>`0`.as("rebuilt"),
      heldUntil: sql<string>`${until}`.as("held_until"),
      holder: sql<string>`${holder}`.as("holder"),
    })
    .from(reports)
    .where(which);
  return db
    .insert(searchIndexing)
    .select(rows)
    .onConflictDoUpdate({
      target: reportId,
      set: { heldUntil: until, holder },
      setWhere: or(isNull(heldUntil), lte(heldUntil, now))!,
    })
    .returning({ id: reportId, wanted, done, sent, tasks });
}

async function holdThose(db: Database, which: SQL, hold: Hold): Promise<HeldIndexState> {
  const held = db
    .select({
      id: revisions.id,
      // Not `reports.id`: in a batch, D1 answers by column name, and a name that stands twice is lost.
      report: reportId,
      bureau: reports.bureauId,
      year: reports.year,
      number: revisions.number,
      current: reports.currentRevision,
      characters: revisions.characterCount,
    })
    .from(reports)
    .crossJoin(searchIndexing)
    .crossJoin(revisions)
    .where(
      and(
        which,
        eq(reports.status, "published"),
        eq(reportId, reports.id),
        eq(heldBy, hold.holder),
        eq(revisions.reportId, reports.id),
      ),
    )
    .orderBy(asc(reports.id), asc(revisions.number));
  const state = db
    .select({ built: searchIndex.built, rebuilding: searchRebuild.phase })
    .from(searchIndex)
    .crossJoin(searchRebuild)
    .where(and(eq(searchIndex.id, 1), eq(searchRebuild.id, 1)));
  const range = db.select({ id: reports.id }).from(reports).where(which).orderBy(asc(reports.id));
  const answers = await db.batch([range, take(db, which, hold), held, state]);
  return {
    range: answers[0].map(({ id }) => id),
    reports: answers[1].map((row) => ({ ...row, tasks: row.tasks ?? [] })),
    revisions: answers[2].map((row) => ({ ...row, current: row.number === row.current })),
    built: null,
    rebuilding: "idle",
    ...answers[3][0],
  };
}

export function loadRevisionSections(db: Database, revisionId: number): Promise<(Section & { id: number })[]> {
  const { revisionId: ofRevision, ...columns } = getTableColumns(sections);
  return db.select(columns).from(sections).where(eq(ofRevision, revisionId)).orderBy(asc(sections.position)).all();
}

const change = (db: Database, values: SQLiteUpdateSetSource<typeof searchIndexing>, which: SQL | undefined) =>
  db.update(searchIndexing).set(values).where(which);

const isHeld = (report: number, holder: string) => and(eq(reportId, report), eq(heldBy, holder));

/** The sent part of a change, with the engine's tasks, whose end decides. */
export const noteSent = (
  db: Database,
  report: number,
  holder: string,
  number: number,
  by: readonly number[],
): Statement => change(db, { sent: number, tasks: [...by] }, isHeld(report, holder));

/**
 * The engine holds the change up to `number`, and `task` was the last to bring it. Answers the number that is wanted by
 * now; undefined if somebody else took the hold over.
 */
export async function finishChange(
  db: Database,
  { report, holder, number }: { report: number; holder: string; number: number },
  task: number | undefined,
  at: string,
): Promise<number | undefined> {
  const values = {
    ...free,
    done: sql`max(${done}, ${number})`,
    sent: null,
    tasks: null,
    behindSince: sql`CASE WHEN ${number} < ${wanted} THEN ${behindSince} END`,
  };
  const finish = db.update(searchIndexing).set(values).where(isHeld(report, holder)).returning({ wanted });
  const [[now]] = await db.batch([finish, noteConfirmed(db, task, at)]);
  return now?.wanted;
}

/** Lets go of a report of which nothing is on its way. `forget`: its tasks came to nothing. */
export const letGo = (db: Database, report: number, holder: string, forget: boolean): Statement =>
  change(db, { ...free, ...(forget && { sent: null, tasks: null }) }, isHeld(report, holder));

/** Lets go of all that was held for a rebuild; `upTo`: those whose documents were sent. */
export const letGoOfRange = (db: Database, holder: string, from: number, upTo: number, to: number): Statement =>
  change(
    db,
    { ...free, rebuilt: sql`CASE WHEN ${reportId} <= ${upTo} THEN ${wanted} ELSE ${rebuilt} END` },
    and(gt(reportId, from), lte(reportId, to), eq(heldBy, holder)),
  );

/** The index in use is now the one that was built. */
export const adoptRebuilt = (db: Database): Statement =>
  change(
    db,
    { done: sql`${rebuilt}`, behindSince: sql`CASE WHEN ${rebuilt} < ${wanted} THEN ${behindSince} END` },
    and(isBehind, gt(rebuilt, done)),
  );

/** Somebody may still be writing to an index under the name it had when they began. */
export async function isAnyHeld(db: Database, now: string): Promise<boolean> {
  const held = await db.select({ reportId }).from(searchIndexing).where(gt(heldUntil, now)).limit(1).get();
  return held !== undefined;
}

export interface BehindReport {
  reports: number;
  since: string | null;
}

export const readBehind = async (db: Database): Promise<BehindReport> =>
  theRow(
    await db
      .select({ reports: count(), since: min(behindSince) })
      .from(searchIndexing)
      .where(isBehind)
      .get(),
  );

/** Documents that an index of everything holds: every section of every revision of the reports that are not withdrawn. */
export async function countDocuments(db: Database): Promise<number> {
  const row = await db
    .select({ documents: sql<number>`coalesce(sum(${revisions.sectionCount}), 0)` })
    .from(reports)
    .innerJoin(revisions, eq(revisions.reportId, reports.id))
    .where(eq(reports.status, "published"))
    .get();
  return theRow(row).documents;
}
