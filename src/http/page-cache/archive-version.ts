import type { Ctx } from "../../ctx.ts";
import type { Database } from "../../db/client.ts";
import { readArchiveVersion } from "../../db/archive-version.ts";
import { openReading } from "../../db/replicas.ts";

const TRUSTED_MS = 2000;

let known: { version: number; readAt: number } | undefined;
let last: number | undefined;
/** How far the database was when `last` was read; null without copies of it. */
let lastBookmark: string | null = null;
/** By the database of a request: the runtime lets no request wait for what another has asked. */
const underWay = new WeakMap<Database, Promise<number>>();

/** The version last read, if it may still be trusted. */
export const knownVersion = (now: number) => (known && now - known.readAt < TRUSTED_MS ? known.version : undefined);

/** The version last read, however long ago: a guess to begin with while the true one is asked for. */
export const lastVersion = () => last;

/** The archive's version, at most two seconds old: what another isolate published shows after that. Asked once at a time, of the primary. */
export async function archiveVersion({ db }: Pick<Ctx, "db">): Promise<number> {
  const trusted = knownVersion(Date.now());
  if (trusted !== undefined) return trusted;
  const asked = underWay.get(db) ?? ask(db).finally(() => underWay.delete(db));
  underWay.set(db, asked);
  return asked;
}

async function ask(db: Database): Promise<number> {
  const readAt = Date.now();
  const reading = openReading(db, "first-primary");
  const version = await readArchiveVersion(reading?.db ?? db);
  known = { version, readAt };
  last = version;
  lastBookmark = reading?.bookmark() ?? null;
  return version;
}

/** A database for the page of a version just read: a copy may answer that has come as far. The same one if there are no copies. */
export function databaseAt(version: number, db: Database): Database {
  if (version !== last || lastBookmark === null) return db;
  return openReading(db, lastBookmark)?.db ?? db;
}

/** After a write in this isolate, so that the next page shows it. */
export function forgetArchiveVersion() {
  known = undefined;
}
