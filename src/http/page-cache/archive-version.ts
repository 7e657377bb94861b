import type { Ctx } from "../../ctx.ts";
import type { Database } from "../../db/client.ts";
import { readArchiveVersion } from "../../db/archive-version.ts";

const TRUSTED_MS = 2000;

let known: { version: number; readAt: number } | undefined;
let last: number | undefined;
/** By the database of a request: the runtime lets no request wait for what another has asked. */
const underWay = new WeakMap<Database, Promise<number>>();

/** The version last read, if it may still be trusted. */
export const knownVersion = (now: number) => (known && now - known.readAt < TRUSTED_MS ? known.version : undefined);

/** The version last read, however long ago: a guess to begin with while the true one is asked for. */
export const lastVersion = () => last;

/** The archive's version, at most two seconds old: what another isolate published shows after that. Asked once at a time. */
export async function archiveVersion({ db }: Pick<Ctx, "db">): Promise<number> {
  const trusted = knownVersion(Date.now());
  if (trusted !== undefined) return trusted;
  const asked = underWay.get(db) ?? ask(db).finally(() => underWay.delete(db));
  underWay.set(db, asked);
  return asked;
}

async function ask(db: Database): Promise<number> {
  const readAt = Date.now();
  const version = await readArchiveVersion(db);
  known = { version, readAt };
  last = version;
  return version;
}

/** After a write in this isolate, so that the next page shows it. */
export function forgetArchiveVersion() {
  known = undefined;
}
