import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { requireListing } from "../../staff/permission.ts";
import { isOverdue } from "../clock.ts";
import type { Status } from "../feedback.ts";
import type { Kind } from "../kind.ts";
import { listQueue } from "./queue-store.ts";

/** The facts of waiting feedback for a bureau's own software: numbers and dates, never a word of its author's. */
export interface OpenFeedback {
  id: number;
  kind: Kind;
  status: Status;
  /** It waits for its author. */
  waiting: boolean;
  bureau: string | null;
  year: number | null;
  section: string | null;
  submittedAt: string;
  due: string | null;
  /** The clock stands still for the author since this day. */
  stoppedOn: string | null;
  overdue: boolean;
}

/**
 * The feedback that waits for an answer, in the order of deadlines; denunciations are never in it. Throws `unauthorized`,
 * `forbidden`.
 */
export async function readOpenQueue(ctx: Ctx, page: number, size: number): Promise<OpenFeedback[]> {
  const bureaus = requireListing(ctx);
  const today = beijingDay(ctx.now());
  const filter = { bureaus, confidential: false, kind: null, status: null };
  const which = {
    ...filter,
    openOnly: true,
    draftsOnly: false,
    undecidedOnly: false,
    due: null,
    ids: null,
    today,
    soonDay: today,
  };
  const rows = await listQueue(ctx.db, which, { limit: size, offset: (page - 1) * size });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    waiting: Boolean(row.waiting),
    bureau: row.bureau,
    year: row.year,
    section: row.section,
    submittedAt: row.submittedAt,
    due: row.due,
    stoppedOn: row.stoppedOn,
    overdue: isOverdue(row.due, today),
  }));
}
