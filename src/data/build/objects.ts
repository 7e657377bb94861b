import type { Ctx } from "../../ctx.ts";
import { DAY_MS } from "../../day.ts";
import { commit } from "../../db/client.ts";
import { oldObjects } from "../../old-objects.ts";
import { sha256Hex } from "../../sha256.ts";
import { deleteDump, deleteFilesWith, findRetired, listOwnObjects, usedObjects } from "../store.ts";

const PREFIX = "dumps/";
const MOST_DELETED = 100;
/** Who began to fetch a dump may end with it. */
const KEPT_MS = DAY_MS;

export const dumpKey = (sha256: string) => `${PREFIX}${sha256}`;

/** Keeps a file under its hash, once; answers the hash. */
export async function keepObject({ files }: Pick<Ctx, "files">, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sha256 = sha256Hex(bytes);
  await files.put(dumpKey(sha256), bytes, { sha256, onlyIf: { etagDoesNotMatch: "*" } });
  return sha256;
}

/** Scheduled. Takes away what only a dump of two days ago has, some at a time: its rows go first, then the objects. */
export async function dropRetired(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - 2 * KEPT_MS).toISOString();
  const old = await findRetired(ctx.db, before);
  if (!old) return 0;
  const hashes = (await listOwnObjects(ctx.db, old.id, MOST_DELETED)).map(({ sha256 }) => sha256);
  if (hashes.length === 0) {
    await commit(ctx.db, deleteDump(ctx.db, old.id));
    return 1;
  }
  await commit(ctx.db, [deleteFilesWith(ctx.db, old.id, hashes)]);
  await ctx.files.delete(hashes.map(dumpKey));
  return hashes.length;
}

/** Scheduled at night. Takes away objects that no dump has a file of: a build was cut off before it could write its rows. */
export async function dropStray(ctx: Ctx): Promise<number> {
  const keys = await oldObjects(ctx, PREFIX);
  const used = new Set(
    (
      await usedObjects(
        ctx.db,
        keys.map((key) => key.slice(PREFIX.length)),
      )
    ).map(({ sha256 }) => sha256),
  );
  const stray = keys.filter((key) => !used.has(key.slice(PREFIX.length)));
  if (stray.length > 0) await ctx.files.delete(stray);
  return stray.length;
}
