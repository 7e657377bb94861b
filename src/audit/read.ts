import type { Ctx } from "../ctx.ts";
import { DAY_MS } from "../day.ts";
import { AppError } from "../errors.ts";
import { dayText, requireField } from "../fields.ts";
import { requireRole } from "../staff/permission.ts";
import { listAudit } from "./read-store.ts";
import type { AuditDetail } from "./schema.ts";

/** The entries asked for. Days are Beijing days (2026-11-21), both included. */
export interface AuditQuery {
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  page?: number | undefined;
  size?: number | undefined;
}

export interface AuditRecord {
  id: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: AuditDetail;
}

export interface AuditPage {
  page: number;
  size: number;
  /** Whether older records follow. */
  more: boolean;
  records: AuditRecord[];
}

const LARGEST_SIZE = 100;
const LAST_PAGE = 1000;

/** The audit log, newest first; steps of confidential matters only for supervisors. Throws `unauthorized`, `forbidden`, `invalid`. */
export async function readAudit(ctx: Ctx, query: AuditQuery): Promise<AuditPage> {
  requireRole(ctx, "admin", "supervisor");
  const page = query.page ?? 1;
  const size = query.size ?? 50;
  if (!Number.isInteger(page) || page < 1 || page > LAST_PAGE)
    throw new AppError("invalid", `页码应是 1 到 ${LAST_PAGE}；更早的记录请用日期筛选。`, "page");
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_SIZE)
    throw new AppError("invalid", `每页应是 1 到 ${LARGEST_SIZE} 条。`, "size");
  const records = await listAudit(ctx.db, {
    actor: query.actor || null,
    action: query.action || null,
    subject: query.subject || null,
    from: query.from ? startOf(query.from, "from", 0) : null,
    before: query.to ? startOf(query.to, "to", 1) : null,
    confidential: ctx.actor?.roles.includes("supervisor") ?? false,
    limit: size + 1,
    offset: (page - 1) * size,
  });
  return { page, size, more: records.length > size, records: records.slice(0, size) };
}

/** The instant at which a Beijing day begins, `later` days on. */
function startOf(day: string, field: string, later: number): string {
  const midnight = Date.parse(`${requireField(dayText, day, field)}T00:00:00+08:00`);
  return new Date(midnight + later * DAY_MS).toISOString();
}
