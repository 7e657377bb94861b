import { and, asc, desc, eq, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import { breaks } from "../db/broken-constraint.ts";
import type { Database, Statement } from "../db/client.ts";
import { isOneOf } from "../db/json-each.ts";
import type { Draft } from "./draft.ts";
import { drafts } from "./schema.ts";

/** The indexes of drafts are partial: SQLite uses them only for conditions with these literals. */
const isOnDesk = sql`${drafts.state} IN ('open', 'scheduled')`;
const isPublished = sql`${drafts.state} = 'published'`;
const isScheduled = sql`${drafts.state} = 'scheduled'`;
const isSettled = sql`${drafts.state} IN ('published', 'discarded')`;

export async function loadDraft(db: Database, id: number): Promise<Draft | null> {
  return (await db.select().from(drafts).where(eq(drafts.id, id)).get()) ?? null;
}

const listLines = (db: Database, which: SQL, owner: string | null, limit: number) =>
  db
    .select({
      id: drafts.id,
      owner: drafts.owner,
      state: drafts.state,
      updatedAt: drafts.updatedAt,
      fileName: drafts.fileName,
      title: sql<string>`coalesce(nullif(${drafts.title}, ''), ${drafts.readTitle})`,
      publishAt: drafts.publishAt,
      failure: drafts.failure,
      publishedPath: drafts.publishedPath,
    })
    .from(drafts)
    .where(and(which, owner === null ? undefined : eq(drafts.owner, owner)))
    .orderBy(desc(drafts.updatedAt))
    .limit(limit)
    .all();

export type DraftLine = Awaited<ReturnType<typeof listLines>>[number];

/** Drafts that are not settled, the newest first; everybody's if `owner` is null. */
export const listOnDesk = (db: Database, owner: string | null, limit: number) => listLines(db, isOnDesk, owner, limit);

export const listPublished = (db: Database, owner: string | null, limit: number) =>
  listLines(db, isPublished, owner, limit);

export const loadDue = (db: Database, now: string, limit: number): Promise<Draft[]> =>
  db
    .select()
    .from(drafts)
    .where(and(isScheduled, lte(drafts.publishAt, now)))
    .orderBy(asc(drafts.publishAt))
    .limit(limit)
    .all();

export type NewDraft = Pick<
  Draft,
  | "owner"
  | "createdAt"
  | "folder"
  | "fileSha256"
  | "fileName"
  | "fileSize"
  | "readSha256"
  | "readTitle"
  | "bureau"
  | "year"
  | "feedback"
>;

export const insertDraft = (db: Database, draft: NewDraft): Statement =>
  db.insert(drafts).values({ ...draft, updatedAt: draft.createdAt });

/** The draft made by this very batch, for its audit row. */
export const draftIn = (folder: string) =>
  sql`(SELECT '/staff/publish/' || ${drafts.id} FROM ${drafts} WHERE ${drafts.folder} = ${folder})`;

export const findDraft = (db: Database, folder: string) =>
  db.select({ id: drafts.id }).from(drafts).where(eq(drafts.folder, folder)).get();

/** Stores what may change of a draft; fails (`isStaleDraft`) unless it is still at the version that was read. */
export const updateDraft = (db: Database, draft: Draft, at: string): Statement =>
  db
    .update(drafts)
    .set({
      version: sql`CASE WHEN ${drafts.version} = ${draft.version} THEN ${drafts.version} + 1 END`,
      updatedAt: at,
      state: draft.state,
      title: draft.title,
      bureauName: draft.bureauName,
      bureau: draft.bureau,
      year: draft.year,
      edits: draft.edits,
      note: draft.note,
      feedback: draft.feedback,
      accepted: draft.accepted,
      pointNotes: draft.pointNotes,
      publishAt: draft.publishAt,
      scheduledBy: draft.scheduledBy,
      previewed: draft.previewed,
      failure: draft.failure,
      publishedPath: draft.publishedPath,
    })
    .where(eq(drafts.id, draft.id));

export const isStaleDraft = (error: unknown) => breaks(error, "NOT NULL", drafts.version);

/** Open drafts that nobody has touched since. */
export const loadAbandoned = (db: Database, before: string, limit: number): Promise<Draft[]> =>
  db
    .select()
    .from(drafts)
    .where(and(isNull(drafts.erasedAt), lt(drafts.updatedAt, before), eq(drafts.state, "open")))
    .orderBy(asc(drafts.updatedAt))
    .limit(limit)
    .all();

/** Settled drafts whose objects are still kept. */
export const loadErasableDrafts = (db: Database, limit: number) =>
  db
    .select({ id: drafts.id, folder: drafts.folder, fileSha256: drafts.fileSha256 })
    .from(drafts)
    .where(and(isNull(drafts.erasedAt), isSettled))
    .orderBy(asc(drafts.updatedAt))
    .limit(limit)
    .all();

export const markErased = (db: Database, id: number, at: string): Statement =>
  db
    .update(drafts)
    .set({ erasedAt: at })
    .where(and(eq(drafts.id, id), isSettled));

/** The folders among these that belong to a draft. */
export const knownFolders = (db: Database, folders: readonly string[]) =>
  db.select({ folder: drafts.folder }).from(drafts).where(isOneOf(drafts.folder, folders)).all();
