import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { readHead } from "../ledger/log/head.ts";
import { requireRole } from "../staff/permission.ts";
import { requireTable } from "./read-backup.ts";
import { loadTables } from "./backup-store.ts";
import {
  countRows,
  findRestore,
  finishRestore,
  insertRestore,
  insertBackupRows,
  isArchiveEmpty,
} from "./restore-store.ts";
import { MERGED, type BackupRow } from "./tables.ts";

export interface RestoreProgress {
  finished: boolean;
  /** How many rows each table has. */
  rows: Record<string, number>;
}

/**
 * Begins to put a backup (the SHA-256 of its manifest) back, or goes on with it. Throws `conflict` if the archive is
 * not empty, or is being restored from another backup.
 */
export async function beginRestore(ctx: Ctx, backup: string): Promise<RestoreProgress> {
  requireRole(ctx, "admin");
  const restore = await findRestore(ctx.db);
  if (restore && restore.backup !== backup) throw notEmpty();
  if (!restore) {
    if (!(await isArchiveEmpty(ctx.db))) throw notEmpty();
    await commit(ctx.db, [insertRestore(ctx.db, backup, ctx.now().toISOString())]);
  }
  return { finished: Boolean(restore?.finishedAt), rows: await countRows(ctx.db, await loadTables(ctx.db)) };
}

const notEmpty = () => new AppError("conflict", "这个网站已有内容，或正在从另一份备份恢复。只能恢复到空的数据库。");

/** While an archive is being put back, nothing else may write to it. */
export async function isRestoring(ctx: Ctx): Promise<boolean> {
  const restore = await findRestore(ctx.db);
  return restore !== undefined && restore.finishedAt === null;
}

export async function requireRestoring(ctx: Ctx): Promise<string> {
  const actor = requireRole(ctx, "admin");
  const restore = await findRestore(ctx.db);
  if (!restore || restore.finishedAt !== null) throw new AppError("conflict", "没有正在进行的恢复。");
  return actor;
}

/** Puts rows of a table back; the same rows again change nothing. Throws `invalid` for a column that the table does not have. */
export async function restoreRows(ctx: Ctx, name: string, rows: readonly BackupRow[]): Promise<void> {
  await requireRestoring(ctx);
  const table = await requireTable(ctx, name);
  const known = new Set(table.columns);
  const unknown = rows.flatMap((row) => Object.keys(row)).find((column) => !known.has(column));
  if (unknown !== undefined)
    throw new AppError("invalid", `${name} 没有 ${unknown} 这一列：备份来自更新的版本，请先升级网站。`, unknown);
  const present = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = table.columns.filter((column) => present.has(column));
  await commit(ctx.db, insertBackupRows({ ...table, columns }, rows));
}

export interface LedgerHead {
  size: number;
  /** Lower-case hex. */
  root: string;
}

/** Ends the restore if ledger and rows are those of the backup. Throws `conflict` if they are not. */
export async function endRestore(
  ctx: Ctx,
  expected: { ledger: LedgerHead; rows: Record<string, number> },
): Promise<LedgerHead> {
  const actor = await requireRestoring(ctx);
  const rows = await countRows(ctx.db, await loadTables(ctx.db));
  for (const [table, count] of Object.entries(expected.rows))
    if (!MERGED.has(table) && rows[table] !== count)
      throw new AppError("conflict", `${table} 有 ${rows[table] ?? 0} 行，备份里有 ${count} 行，没有启用。`, table);
  const head = await readHead(ctx);
  if (head.size !== expected.ledger.size || head.root !== expected.ledger.root)
    throw new AppError("conflict", "恢复出来的公示日志与备份的不同，没有启用。请从完好的备份重新恢复到空的数据库。");
  const at = ctx.now().toISOString();
  const detail = { ledger_size: head.size, ledger_root: head.root };
  await commit(ctx.db, [
    ...finishRestore(ctx.db, at),
    auditEntry(ctx.db, { at, actor, action: "archive.restored", subject: "/", detail }),
  ]);
  return head;
}
