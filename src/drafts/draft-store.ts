import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import type { Draft, DraftState } from "./draft.ts";

type Row = Omit<Draft, "edits" | "feedback" | "accepted"> & { edits: string; feedback: string; accepted: string };

const COLUMNS = sql`id, owner, state, version, created_at AS createdAt, updated_at AS updatedAt, folder,
  file_sha256 AS fileSha256, file_name AS fileName, file_size AS fileSize, read_sha256 AS readSha256,
  read_title AS readTitle, title, bureau_name AS bureauName, bureau, year, edits, note, feedback, accepted,
  publish_at AS publishAt, scheduled_by AS scheduledBy, previewed, failure, published_path AS publishedPath,
  erased_at AS erasedAt`;

const toDraft = (row: Row): Draft => ({
  ...row,
  edits: JSON.parse(row.edits),
  feedback: JSON.parse(row.feedback),
  accepted: JSON.parse(row.accepted),
});

export async function loadDraft(db: Database, id: number): Promise<Draft | null> {
  const row = await db.get<Row | undefined>(sql`SELECT ${COLUMNS} FROM drafts WHERE id = ${id}`);
  return row ? toDraft(row) : null;
}

export interface DraftLine {
  id: number;
  owner: string;
  state: DraftState;
  updatedAt: string;
  fileName: string;
  title: string;
  publishAt: string | null;
  failure: string | null;
  publishedPath: string | null;
}

const LINE = sql`id, owner, state, updated_at AS updatedAt, file_name AS fileName,
  coalesce(nullif(title, ''), read_title) AS title, publish_at AS publishAt, failure, published_path AS publishedPath`;

const ownedBy = (owner: string | null) => (owner === null ? sql`1` : sql`owner = ${owner}`);

/** Those that are not settled, the newest first; of one owner, or of everybody where `owner` is null. */
export const listOnDesk = (db: Database, owner: string | null, limit: number) =>
  db.all<DraftLine>(
    sql`SELECT ${LINE} FROM drafts WHERE state IN ('open', 'scheduled') AND ${ownedBy(owner)}
        ORDER BY updated_at DESC LIMIT ${limit}`,
  );

export const listPublished = (db: Database, owner: string | null, limit: number) =>
  db.all<DraftLine>(
    sql`SELECT ${LINE} FROM drafts WHERE state = 'published' AND ${ownedBy(owner)}
        ORDER BY updated_at DESC LIMIT ${limit}`,
  );

export async function loadDue(db: Database, now: string, limit: number): Promise<Draft[]> {
  const rows = await db.all<Row>(
    sql`SELECT ${COLUMNS} FROM drafts WHERE state = 'scheduled' AND publish_at <= ${now}
        ORDER BY publish_at LIMIT ${limit}`,
  );
  return rows.map(toDraft);
}

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

export const insertDraft = (db: Database, d: NewDraft): Statement =>
  db.run(
    sql`INSERT INTO drafts (owner, created_at, updated_at, folder, file_sha256, file_name, file_size, read_sha256,
          read_title, bureau, year, feedback)
        VALUES (${d.owner}, ${d.createdAt}, ${d.createdAt}, ${d.folder}, ${d.fileSha256}, ${d.fileName}, ${d.fileSize},
          ${d.readSha256}, ${d.readTitle}, ${d.bureau}, ${d.year}, ${JSON.stringify(d.feedback)})`,
  );

/** The draft made by this very batch, for its audit row. */
export const draftIn = (folder: string) => sql`(SELECT '/staff/publish/' || id FROM drafts WHERE folder = ${folder})`;

export const findDraft = (db: Database, folder: string) =>
  db.get<{ id: number }>(sql`SELECT id FROM drafts WHERE folder = ${folder}`);

/** Stores what may change of a draft; fails (NOT NULL drafts.version) unless it is still at the version that was read. */
export const updateDraft = (db: Database, d: Draft, at: string): Statement =>
  db.run(
    sql`UPDATE drafts SET version = CASE WHEN version = ${d.version} THEN version + 1 END, updated_at = ${at},
          state = ${d.state}, title = ${d.title}, bureau_name = ${d.bureauName}, bureau = ${d.bureau}, year = ${d.year},
          edits = ${JSON.stringify(d.edits)}, note = ${d.note}, feedback = ${JSON.stringify(d.feedback)},
          accepted = ${JSON.stringify(d.accepted)}, publish_at = ${d.publishAt}, scheduled_by = ${d.scheduledBy}, previewed = ${d.previewed},
          failure = ${d.failure}, published_path = ${d.publishedPath}
        WHERE id = ${d.id}`,
  );

/** Open drafts that nobody has touched since. */
export async function loadAbandoned(db: Database, before: string, limit: number): Promise<Draft[]> {
  const rows = await db.all<Row>(
    sql`SELECT ${COLUMNS} FROM drafts WHERE erased_at IS NULL AND updated_at < ${before} AND state = 'open'
        ORDER BY updated_at LIMIT ${limit}`,
  );
  return rows.map(toDraft);
}

/** Settled drafts whose objects are still kept. */
export const loadErasableDrafts = (db: Database, limit: number) =>
  db.all<{ id: number; folder: string; fileSha256: string }>(
    sql`SELECT id, folder, file_sha256 AS fileSha256 FROM drafts
        WHERE erased_at IS NULL AND state IN ('published', 'discarded') ORDER BY updated_at LIMIT ${limit}`,
  );

export const markErased = (db: Database, id: number, at: string): Statement =>
  db.run(sql`UPDATE drafts SET erased_at = ${at} WHERE id = ${id} AND state IN ('published', 'discarded')`);

/** Those of the folders that belong to a draft. */
export const knownFolders = (db: Database, folders: readonly string[]) =>
  db.all<{ folder: string }>(
    sql`SELECT folder FROM drafts WHERE folder IN (SELECT value FROM json_each(${JSON.stringify(folders)}))`,
  );
