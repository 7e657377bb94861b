import { and, asc, desc, eq, gte, inArray, lt, ne, notExists, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "../db/client.ts";
import { columnList, isOneOf, jsonEach } from "../db/json-each.ts";
import { feedback, feedbackModeration } from "../feedback/schema.ts";
import { ledgerEntries } from "../ledger/schema.ts";
import { reports } from "../reports/schema.ts";
import { dumpFiles, dumps } from "./schema.ts";

export type Dump = typeof dumps.$inferSelect;
export type DumpFile = typeof dumpFiles.$inferSelect;

export const findDump = (db: Database, state: "building" | "ready"): Promise<Dump | undefined> =>
  db.select().from(dumps).where(eq(dumps.state, state)).limit(1).get();

/** The newest entry of the ledger, the newest act of moderation and the newest dump: what a new dump begins with. */
export async function loadHeads(db: Database) {
  const row = await db.get<{ ledgerSize: number; moderation: number; dump: number }>(
    sql`SELECT (SELECT coalesce(max(${ledgerEntries.position}) + 1, 0) FROM ${ledgerEntries}) AS ledgerSize,
          (SELECT coalesce(max(${feedbackModeration.id}), 0) FROM ${feedbackModeration}) AS moderation,
          (SELECT coalesce(max(${dumps.id}), 0) FROM ${dumps}) AS dump`,
  );
  return row;
}

const before = alias(feedbackModeration, "before");
/** Shown words are shown no longer: hidden, or published again with other words. */
const takesBack = sql`(${feedbackModeration.action} = 'hidden' OR EXISTS (SELECT 1 FROM ${feedbackModeration} before
    WHERE ${before.feedbackId} = ${feedbackModeration.feedbackId} AND ${before.id} < ${feedbackModeration.id}
      AND ${before.replyId} IS ${feedbackModeration.replyId}))`;

/** Whether a report was withdrawn since, or words of a feedback are shown no longer: such a dump is made anew at once. */
export async function isTakenBack(db: Database, { ledgerSize, moderation }: Dump): Promise<boolean> {
  const withdrawn = await db
    .select({ one: sql`1` })
    .from(ledgerEntries)
    .where(and(gte(ledgerEntries.position, ledgerSize), sql`${ledgerEntries.kind} = 'withdrawal'`))
    .limit(1)
    .get();
  if (withdrawn) return true;
  return isRetracted(db, moderation, takesBack);
}

async function isRetracted(db: Database, since: number, condition: SQL): Promise<boolean> {
  const found = await db
    .select({ one: sql`1` })
    .from(feedbackModeration)
    .where(and(sql`${feedbackModeration.id} > ${since}`, condition))
    .limit(1)
    .get();
  return found !== undefined;
}

/** Fails like a broken UNIQUE if another build is under way. */
export const insertDump = (db: Database, dump: Omit<Dump, "state" | "finishedAt" | "summary">): Statement =>
  db.insert(dumps).values({ ...dump, state: "building", finishedAt: null, summary: [] });

/** Goes with the files of a piece. If another run has written them first, the batch fails by their key. */
export const moveCursor = (db: Database, id: number, cursor: Dump["cursor"]): Statement =>
  db
    .update(dumps)
    .set({ cursor })
    .where(and(eq(dumps.id, id), eq(dumps.state, "building")));

const FILE_COLUMNS = [
  "dumpId",
  "name",
  "kind",
  "part",
  "format",
  "rows",
  "bytes",
  "sha256",
  "covers",
] as const satisfies readonly (keyof DumpFile)[];

/** All of them as one parameter. */
export function insertFiles(db: Database, files: readonly DumpFile[]): Statement {
  const values = sql.join(
    FILE_COLUMNS.map((name) => sql`j.value ->> ${name}`),
    sql`, `,
  );
  return sql`INSERT INTO ${dumpFiles} (${columnList(...FILE_COLUMNS.map((name) => dumpFiles[name]))})
    SELECT ${values} FROM ${jsonEach(files)}`;
}

/** The build is served from now on, the one before for a while by its files alone. Goes with a bump of the archive's version. */
export const finishDump = (
  db: Database,
  { id, archiveVersion }: Dump,
  at: string,
  summary: Dump["summary"],
): Statement[] => [
  db
    .update(dumps)
    .set({ state: "retired" })
    .where(and(eq(dumps.state, "ready"), ne(dumps.id, id))),
  db
    .update(dumps)
    .set({ state: "ready", finishedAt: at, summary, archiveVersion: archiveVersion + 1 })
    .where(and(eq(dumps.id, id), eq(dumps.state, "building"))),
];

const fileInfo = {
  name: dumpFiles.name,
  kind: dumpFiles.kind,
  part: dumpFiles.part,
  format: dumpFiles.format,
  rows: dumpFiles.rows,
  bytes: dumpFiles.bytes,
  sha256: dumpFiles.sha256,
};

/** Files of a dump by name. */
export const listFiles = (db: Database, dumpId: number, limit: number) =>
  db
    .select(fileInfo)
    .from(dumpFiles)
    .where(eq(dumpFiles.dumpId, dumpId))
    .orderBy(asc(dumpFiles.name))
    .limit(limit)
    .all();

/** A file by its name, as the newest dump that is served has it. */
export const findFile = (db: Database, name: string) =>
  db
    .select({ file: dumpFiles, state: dumps.state, finishedAt: dumps.finishedAt, moderation: dumps.moderation })
    .from(dumpFiles)
    .innerJoin(dumps, eq(dumps.id, dumpFiles.dumpId))
    .where(and(eq(dumpFiles.name, name), inArray(dumps.state, ["ready", "retired"])))
    .orderBy(desc(dumpFiles.dumpId))
    .limit(1)
    .get();

/**
 * Whether all of these reports, or these feedback with the words that were shown at an act of moderation, are public still. Rows
 * read: one each, and the acts of moderation since.
 */
export async function arePublic(
  db: Database,
  kind: string,
  ids: readonly number[],
  moderation: number,
): Promise<boolean> {
  if (ids.length === 0) return true;
  if (
    kind === "feedback" &&
    (await isRetracted(db, moderation, sql`${isOneOf(feedbackModeration.feedbackId, ids)} AND ${takesBack}`))
  )
    return false;
  const one = { one: sql`1` };
  const query =
    kind === "feedback"
      ? db
          .select(one)
          .from(feedback)
          .where(and(isOneOf(feedback.id, ids), ne(feedback.publication, "published")))
      : db
          .select(one)
          .from(reports)
          .where(and(isOneOf(reports.id, ids), eq(reports.status, "withdrawn")));
  return (await query.limit(1).get()) === undefined;
}

/** Dumps that gave way to another before `before`, the oldest first. */
export const findRetired = (db: Database, before: string) =>
  db
    .select({ id: dumps.id })
    .from(dumps)
    .where(and(eq(dumps.state, "retired"), lt(dumps.startedAt, before)))
    .orderBy(asc(dumps.id))
    .limit(1)
    .get();

const other = alias(dumpFiles, "other");

/** Objects that only this dump has. */
export const listOwnObjects = (db: Database, dumpId: number, limit: number) =>
  db
    .selectDistinct({ sha256: dumpFiles.sha256 })
    .from(dumpFiles)
    .where(
      and(
        eq(dumpFiles.dumpId, dumpId),
        notExists(
          db
            .select({ one: sql`1` })
            .from(other)
            .where(and(eq(other.sha256, dumpFiles.sha256), ne(other.dumpId, dumpId))),
        ),
      ),
    )
    .limit(limit)
    .all();

export const deleteFilesWith = (db: Database, dumpId: number, hashes: readonly string[]): Statement =>
  db.delete(dumpFiles).where(and(eq(dumpFiles.dumpId, dumpId), isOneOf(dumpFiles.sha256, hashes)));

export const deleteDump = (db: Database, id: number): Statement[] => [
  db.delete(dumpFiles).where(eq(dumpFiles.dumpId, id)),
  db.delete(dumps).where(eq(dumps.id, id)),
];

/** Those of the hashes of which a dump has a file. */
export const usedObjects = (db: Database, hashes: readonly string[]) =>
  db.selectDistinct({ sha256: dumpFiles.sha256 }).from(dumpFiles).where(isOneOf(dumpFiles.sha256, hashes)).all();

/** Entries of the ledger before `before`, newest first. */
export const selectChanges = (db: Database, before: number, limit: number) =>
  db
    .select({
      index: ledgerEntries.position,
      at: ledgerEntries.at,
      kind: ledgerEntries.kind,
      bureau: ledgerEntries.bureau,
      year: ledgerEntries.year,
      revision: ledgerEntries.revision,
      data: ledgerEntries.data,
    })
    .from(ledgerEntries)
    .where(lt(ledgerEntries.position, before))
    .orderBy(desc(ledgerEntries.position))
    .limit(limit)
    .all();
