import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { bumpArchiveVersion } from "../db/archive-version.ts";
import { isOvertaken } from "../db/broken-constraint.ts";
import { commit, type Statement } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { admitSubmission, type Pass } from "../feedback/guard/admission.ts";
import { networkOf } from "../feedback/guard/visitor.ts";
import { newNumber } from "../feedback/number.ts";
import { resolveTarget } from "../feedback/target/target.ts";
import { pressPath } from "../paths.ts";
import { requireRole } from "../staff/permission.ts";
import type { PressFields } from "./fields.ts";
import * as store from "./store.ts";
import { pressWords } from "./words.ts";

const MOST_LISTED = 100;
const READER = "读者";
const LEAST_REASON = 2;
const LONGEST_REASON = 300;

/** By anybody: waits for staff. Throws `invalid`, `gone`, `conflict` (known already), `limited`. */
export async function suggestPress(
  ctx: Ctx,
  fields: PressFields,
  by: Pass & { address: string | null },
): Promise<void> {
  const row = await rowOf(ctx, fields);
  await admitSubmission(ctx, networkOf(by.address), by, "press");
  const waiting = { state: "suggested" as const, recordedBy: null, decidedAt: null, decidedBy: null, reason: null };
  await write(ctx, [store.insertPress(ctx.db, { ...row, ...waiting }), audit(ctx, READER, "suggested", row)]);
}

/** By staff: public at once. Throws as above. */
export async function recordPress(ctx: Ctx, fields: PressFields): Promise<void> {
  const actor = requireRole(ctx, "publisher", "admin");
  const row = await rowOf(ctx, fields);
  const at = row.createdAt;
  const decided = { state: "accepted" as const, recordedBy: actor, decidedAt: at, decidedBy: actor, reason: null };
  await write(ctx, [
    store.insertPress(ctx.db, { ...row, ...decided }),
    bumpArchiveVersion(ctx.db),
    audit(ctx, actor, "recorded", row),
  ]);
}

export type PressDecision = "accepted" | "refused" | "removed";

/** Accepts or refuses a suggestion, or takes down a public entry. Throws `not_found` if it was decided already. */
export async function decidePress(ctx: Ctx, id: number, verdict: PressDecision, reason: string): Promise<void> {
  const actor = requireRole(ctx, "publisher", "admin");
  const why = reason.trim().slice(0, LONGEST_REASON);
  if (verdict !== "accepted" && why.length < LEAST_REASON) throw new AppError("invalid", pressWords.noReason, "reason");
  const from = verdict === "removed" ? "accepted" : "suggested";
  const row = await store.loadPress(ctx.db, id);
  if (row?.state !== from) throw new AppError("not_found", pressWords.missing);
  const decided = { state: verdict, decidedAt: ctx.now().toISOString(), decidedBy: actor, reason: why || null };
  await commit(ctx.db, [
    store.updateDecision(ctx.db, id, from, decided),
    ...(verdict === "refused" ? [] : [bumpArchiveVersion(ctx.db)]),
    audit(ctx, actor, verdict, row, why),
  ]).catch((error: unknown) => {
    throw isOvertaken(error) ? new AppError("not_found", pressWords.missing) : error;
  });
}

/** For the console: waiting suggestions, and the newest accepted ones. */
export async function listPress(ctx: Ctx) {
  requireRole(ctx, "publisher", "admin");
  const [suggested, accepted] = await Promise.all([
    store.listSuggested(ctx.db, MOST_LISTED),
    store.listAccepted(ctx.db, null, { limit: MOST_LISTED, offset: 0 }),
  ]);
  return { suggested, accepted };
}

async function rowOf(ctx: Ctx, { bureau, year, section, anchor, ...facts }: PressFields) {
  const target = await resolveTarget(ctx, { bureau, year, section, anchor, revision: null, quote: null });
  if (!target.bureau) throw new AppError("invalid", pressWords.empty(pressWords.bureau), "bureau");
  return {
    id: newNumber(ctx.random),
    ...facts,
    bureauId: target.bureau.id,
    reportId: target.reportId,
    section: target.section,
    anchor: target.anchor,
    passage: [target.bureau.id, target.reportId, target.section, target.anchor].map((part) => part ?? "").join(" "),
    createdAt: ctx.now().toISOString(),
  };
}

async function write(ctx: Ctx, writes: readonly Statement[]): Promise<void> {
  await commit(ctx.db, writes).catch((error: unknown) => {
    throw isOvertaken(error) ? new AppError("conflict", pressWords.known, "address") : error;
  });
}

const audit = (
  ctx: Ctx,
  actor: string,
  what: string,
  { id, title, address }: Pick<store.StoredPress, "id" | "title" | "address">,
  reason = "",
) =>
  auditEntry(ctx.db, {
    at: ctx.now().toISOString(),
    actor,
    action: `press.${what}`,
    subject: `${pressPath()}#use-${id}`,
    detail: { title, address, ...(reason && { reason }) },
  });
