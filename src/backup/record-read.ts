import { hasBackupReadSince } from "../audit/read-store.ts";
import { backupReadEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { requireRole } from "../staff/permission.ts";

const ACTION = "archive.read";
/** Originals are public by their address. A reader of ten thousand of them leaves a row an hour; anything else a row each time. */
const ORIGINALS = /^originals\//;
const ORIGINALS_EVERY_MS = 3_600_000;

/**
 * Records each reading before the data is handed over. If it cannot be recorded, nothing is read. Throws `unauthorized`,
 * `forbidden`.
 */
export async function recordRead(
  ctx: Ctx,
  subject: string,
  detail: Record<string, string | number> = {},
): Promise<void> {
  const actor = requireRole(ctx, "backup");
  await commit(ctx.db, [
    backupReadEntry(ctx.db, { at: ctx.now().toISOString(), actor, action: ACTION, subject, detail }),
  ]);
}

/** A file of the bucket, by its key. */
export async function recordObjectRead(ctx: Ctx, key: string): Promise<void> {
  const actor = requireRole(ctx, "backup");
  if (!ORIGINALS.test(key)) return recordRead(ctx, "/backup/object", { file: key });
  const since = new Date(ctx.now().getTime() - ORIGINALS_EVERY_MS).toISOString();
  const subject = "/backup/object/originals";
  if (!(await hasBackupReadSince(ctx.db, { actor, subject, since }))) await recordRead(ctx, subject);
}
