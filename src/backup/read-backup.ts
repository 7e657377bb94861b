import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { readHead } from "../ledger/log/head.ts";
import { requireRole } from "../staff/permission.ts";
import { recordRead } from "./record-read.ts";
import { loadRows, loadStanding, loadTables, type BackupStanding } from "./backup-store.ts";
import type { BackupTable, RowKey, BackupRow } from "./tables.ts";

export interface BackupState extends BackupStanding {
  /** Root in lower-case hex. */
  ledger: { size: number; root: string };
  tables: BackupTable[];
}

/** The parts to back up, and the state that shows whether they have changed since. Throws `unauthorized`, `forbidden`. Decision 0099. */
export async function readBackupState(ctx: Ctx): Promise<BackupState> {
  await recordRead(ctx, "/backup");
  return loadState(ctx);
}

async function loadState(ctx: Ctx): Promise<BackupState> {
  const standing = await loadStanding(ctx.db);
  return { ...standing, ledger: await readHead(ctx), tables: await loadTables(ctx.db) };
}

/** Writes down that the whole archive is about to be read, feedback that is not public included. */
export async function beginBackup(ctx: Ctx): Promise<BackupState> {
  const actor = requireRole(ctx, "backup");
  const at = ctx.now().toISOString();
  await commit(ctx.db, [auditEntry(ctx.db, { at, actor, action: "archive.backed_up", subject: "/", detail: {} })]);
  return loadState(ctx);
}

/** The next rows of a table after a key; none at its end. Throws `not_found` for a table that no backup holds, `invalid` for a key that is none. */
export async function readBackupRows(ctx: Ctx, name: string, after: RowKey | null): Promise<BackupRow[]> {
  requireRole(ctx, "backup");
  const table = await requireTable(ctx, name);
  if (after !== null && after.length !== table.key.length) throw new AppError("invalid", "位置标记不对。", "after");
  const rows = await loadRows(ctx.db, table, after);
  await recordRead(ctx, `/backup/tables/${name}`, {
    rows: rows.length,
    ...(after === null ? {} : { after: JSON.stringify(after) }),
  });
  return rows;
}

export async function requireTable(ctx: Ctx, name: string): Promise<BackupTable> {
  const table = (await loadTables(ctx.db)).find((each) => each.name === name);
  if (!table) throw new AppError("not_found", "备份里没有这张表。");
  return table;
}
