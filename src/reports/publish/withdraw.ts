import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { AppError } from "../../errors.ts";
import { requireField } from "../../fields.ts";
import { withdrawalReason } from "../fields.ts";
import type { LeafDraft } from "../../ledger/leaf.ts";
import { commitWithLedger } from "../../ledger/record.ts";
import { reportPath } from "../../paths.ts";
import { restoreStatements, unindexStatements } from "../../search/fts5/index-report.ts";
import { indexChange } from "../../search/indexing/change.ts";
import { requirePublisher } from "../../staff/permission.ts";
import { isOtherStanding, loadPublishState, setStatus } from "./publish-store.ts";

export interface StatusChange {
  bureau: string;
  year: number;
  status: "published" | "withdrawn";
  at: string;
}

/** Withdraws a report: its pages answer 410 with the dated reason. Throws `invalid`, `not_found`, `conflict`. */
export async function withdrawReport(ctx: Ctx, bureau: string, year: number, reason: string): Promise<StatusChange> {
  const why = requireField(withdrawalReason, reason, "reason");
  return changeStatus(ctx, bureau, year, "withdrawn", why);
}

/** Restores a withdrawn report as it was. Throws `not_found`, `conflict`. */
export const restoreReport = (ctx: Ctx, bureau: string, year: number): Promise<StatusChange> =>
  changeStatus(ctx, bureau, year, "published", null);

const TRIES = 6;

async function changeStatus(...given: Parameters<typeof tryChange>): Promise<StatusChange> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryChange(...given);
    } catch (error) {
      // Another writer changed the report between the look at it and the batch: look again.
      if (attempt >= TRIES || !isOtherStanding(error)) throw error;
    }
  }
}

async function tryChange(
  ctx: Ctx,
  bureau: string,
  year: number,
  status: StatusChange["status"],
  reason: string | null,
): Promise<StatusChange> {
  const actor = requirePublisher(ctx, bureau);
  const state = await loadPublishState(ctx.db, { slug: bureau }, year);
  if (!state?.reportId || !state.revisionId)
    throw new AppError("not_found", `没有${bureau}的${year}年度报告。请核对单位代号和年度。`);
  if (state.status === status)
    throw new AppError("conflict", status === "withdrawn" ? "这份报告已经撤回。" : "这份报告没有撤回，无须恢复。");
  const at = ctx.now().toISOString();
  const leaf: LeafDraft = {
    kind: status === "withdrawn" ? "withdrawal" : "restoration",
    at,
    bureau: state.slug,
    year,
    revision: state.revision,
    note: reason ?? "",
  };
  const index =
    status === "withdrawn"
      ? unindexStatements(ctx.db, state.reportId)
      : await restoreStatements(ctx.db, { bureau: state.slug, year, number: state.revision });
  await commitWithLedger(
    ctx,
    [leaf],
    [
      setStatus(ctx.db, { ...state, reportId: state.reportId }, status, at, reason),
      ...index,
      ...indexChange(ctx, { bureau: state.slug, year }, at),
      bumpArchiveVersion(ctx.db),
      auditEntry(ctx.db, {
        at,
        actor,
        action: status === "withdrawn" ? "report.withdrawn" : "report.restored",
        subject: reportPath(bureau, year),
        detail: { reason },
      }),
    ],
  );
  return { bureau, year, status, at };
}
