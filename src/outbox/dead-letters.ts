import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { requireRole } from "../staff/permission.ts";
import { countDead, type DeadRow, listDead, reviveAllDead, reviveDead } from "./store.ts";

const MOST_SHOWN = 100;

/** Notices that could not be delivered, newest first. */
export async function listDeadLetters(ctx: Ctx): Promise<DeadRow[]> {
  requireRole(ctx, "admin");
  return listDead(ctx.db, MOST_SHOWN);
}

/** Puts a dead letter back, to be tried as if it were new. Throws `not_found` if there is none of this number. */
export async function retryDeadLetter(ctx: Ctx, id: number): Promise<void> {
  const actor = requireRole(ctx, "admin");
  const at = ctx.now().toISOString();
  const [revived] = await commit(ctx.db, [
    reviveDead(ctx.db, id, at),
    auditEntry(ctx.db, { at, actor, action: "outbox.retried", subject: `outbox ${id}`, detail: {} }),
  ]);
  if (revived?.meta.changes !== 1) throw new AppError("not_found", "没有这条发送失败的通知，可能已经送到。");
}

/** Puts all of them back. */
export async function retryAllDeadLetters(ctx: Ctx): Promise<void> {
  const actor = requireRole(ctx, "admin");
  const at = ctx.now().toISOString();
  const count = await countDead(ctx.db);
  await commit(ctx.db, [
    reviveAllDead(ctx.db, at),
    auditEntry(ctx.db, { at, actor, action: "outbox.retried_all", subject: "outbox", detail: { count } }),
  ]);
}

export const countDeadLetters = (ctx: Ctx): Promise<number> => countDead(ctx.db);
