import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { requireRole } from "../../staff/permission.ts";
import { addDays } from "../calendar.ts";
import type { Deadlines } from "../deadlines.ts";
import { requireSupervised, staff } from "../case/handled.ts";
import { type Kind, kindOf } from "../kind.ts";
import { loadSetting, saveSetting } from "../settings-store.ts";
import { type Feedback, loadHeldUntil } from "../store.ts";
import { transition } from "../case/transition.ts";
import { recipientsInForce } from "../seal/keys.ts";

/** How long the supervisors look at a complaint before its bureau does. Decision 0221. */
export interface HoldRule {
  /** 0: not at all. */
  hours: number;
  /** Until a supervisor passes it on, or shortly before its author must be told whether it is accepted. */
  triage: boolean;
}

const DEFAULT_HOLD: HoldRule = { hours: 24, triage: false };
const MOST_HOLD_HOURS = 168;
/** Days that a bureau has in any case to say whether it accepts. */
const LEFT_FOR_BUREAU = 5;
const BATCH = 20;
const HOUR_MS = 3_600_000;

export const loadHoldRule = async (ctx: Ctx): Promise<HoldRule> => ({
  ...DEFAULT_HOLD,
  ...((await loadSetting(ctx.db, "hold")) as Partial<HoldRule> | null),
});

/** Throws `unauthorized`, `forbidden`, `invalid`. */
export async function changeHoldRule(ctx: Ctx, typed: { hours: string; triage: boolean }): Promise<void> {
  const by = requireRole(ctx, "supervisor", "admin");
  const hours = /^\d{1,3}$/.test(typed.hours.trim()) ? Number(typed.hours) : Number.NaN;
  if (!(hours <= MOST_HOLD_HOURS))
    throw new AppError("invalid", `小时数应是0到${MOST_HOLD_HOURS}的整数；0表示直接转给报告单位。`, "hours");
  const rule: HoldRule = { hours, triage: typed.triage };
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    saveSetting(ctx.db, "hold", rule, at, by),
    bumpArchiveVersion(ctx.db),
    auditEntry(ctx.db, { at, actor: by, action: "feedback.hold_changed", subject: "/staff/keys", detail: { ...rule } }),
  ]);
}

/** The rule as it holds now; null if nothing is held: nobody could seal it either. */
export async function holdInForce(ctx: Ctx): Promise<HoldRule | null> {
  const rule = await loadHoldRule(ctx);
  return (rule.hours === 0 && !rule.triage) || (await recipientsInForce(ctx)) === null ? null : rule;
}

/** Until when a new feedback is held; null if it goes to its bureau at once. */
export async function heldUntilFor(ctx: Ctx, kind: Kind, at: string, deadlines: Deadlines): Promise<string | null> {
  if (!kindOf(kind).held) return null;
  const rule = await holdInForce(ctx);
  if (!rule) return null;
  const last = `${addDays(deadlines.acknowledge.due, -LEFT_FOR_BUREAU)}T00:00:00.000Z`;
  const usual = new Date(new Date(at).getTime() + rule.hours * HOUR_MS).toISOString();
  const until = rule.triage || usual > last ? last : usual;
  return until > at ? until : null;
}

/** To its bureau, which hears of it now. Throws `unauthorized`, `forbidden`, `not_found`, `conflict`. */
export async function releaseFeedback(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireSupervised(ctx, id);
  return release(ctx, feedback, staff(name));
}

const release = (ctx: Ctx, feedback: Feedback, by: { kind: "staff" | "system"; name: string }) =>
  transition(ctx, feedback, {
    event: "release",
    by,
    detail: { kind: feedback.kind },
    notify: "feedback.received",
  });

/** Scheduled. Passes on feedback that was held long enough; answers how many. */
export async function releaseHeld(ctx: Ctx): Promise<number> {
  let done = 0;
  for (const feedback of await loadHeldUntil(ctx.db, ctx.now().toISOString(), BATCH)) {
    try {
      await release(ctx, feedback, { kind: "system", name: "system" });
      done += 1;
    } catch (error) {
      // Somebody was faster.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return done;
}
