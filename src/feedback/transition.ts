import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { bumpArchiveVersion } from "../db/archive-version.ts";
import { commit, type Statement } from "../db/client.ts";
import { AppError } from "../errors.ts";
import type { LeafDraft } from "../ledger/leaf.ts";
import { commitWithLedger } from "../ledger/record.ts";
import type { Notification } from "../outbox/notification.ts";
import { outboxEntry } from "../outbox/store.ts";
import { beijingDay } from "../day.ts";
import { feedbackPath } from "../paths.ts";
import type { ClockRules } from "./clock.ts";
import { deadlinesAfter, runningDeadline } from "./deadlines.ts";
import { decide, type EventType } from "./feedback.ts";
import { type HistoryEntry, insertHistory } from "./history-store.ts";
import { wordsFor } from "./sealed/seal-for.ts";
import { loadClockRules } from "./settings.ts";
import { type Feedback, updateFeedback } from "./store.ts";

export interface Transition {
  event: EventType;
  by: { kind: HistoryEntry["actorKind"]; name: string };
  /** Shown to the author in the history. */
  note?: string;
  /** Whether everyone may read the note. */
  noteIsPublic?: boolean;
  /** Fields besides the rules' state. */
  change?: Partial<Feedback>;
  writes?: (at: string) => Statement[];
  /** What the ledger records of the step. */
  leaves?: (at: string) => LeafDraft[];
  detail?: Record<string, string | number | boolean | null>;
  notify?: Notification["event"];
}

export interface PlannedStep {
  after: Feedback;
  writes: Statement[];
  leaves: LeafDraft[];
  /** Public pages change with it: the batch has to raise the archive's version. */
  visible: boolean;
}

/**
 * Takes a loaded feedback one step: rules, then one batch of state, history, audit and outbox. Throws `conflict` where the
 * rules refuse or another writer was faster.
 */
export async function transition(ctx: Ctx, before: Feedback, step: Transition): Promise<Feedback> {
  const sealed = step.note ? { ...step, note: await wordsFor(ctx, before, step.note) } : step;
  const { after, writes, leaves, visible } = planStep(ctx, before, sealed, await loadClockRules(ctx));
  const all = visible ? [...writes, bumpArchiveVersion(ctx.db)] : writes;
  try {
    await (leaves.length > 0 ? commitWithLedger(ctx, leaves, all) : commit(ctx.db, all));
  } catch (error) {
    if (/UNIQUE constraint failed: feedback_history/.test(String(error)))
      throw new AppError("conflict", "这件意见刚刚被别人处理过，请刷新后再看。");
    throw error;
  }
  return after;
}

/** The step as writes for a batch, which fails (UNIQUE feedback_history) where another writer is faster. Throws `conflict`. */
export function planStep(ctx: Ctx, before: Feedback, step: Transition, rules: ClockRules): PlannedStep {
  const at = ctx.now().toISOString();
  const today = beijingDay(at);
  const decision = decide(before, { type: step.event, by: step.by.name, on: today });
  if (!decision.ok) throw new AppError("conflict", decision.reason);
  const deadlines = deadlinesAfter(rules, before.deadlines, step.event, decision.state, today);
  const running = runningDeadline(decision.state, deadlines);
  const after: Feedback = {
    ...before,
    ...decision.state,
    deadlines,
    due: running?.due ?? null,
    clockFrom: running?.from ?? before.clockFrom,
    reopenUntil: decision.state.round === 0 ? (deadlines.reopen?.due ?? null) : before.reopenUntil,
    ...datesAfter(before, decision.state.status, step.event, at),
    ...step.change,
    seq: before.seq + 1,
  };
  const counted = after.reportId !== null && !after.confidential && before.status !== after.status;
  const visible = counted || before.publication === "published" || after.publication === "published";
  return { after, writes: stepWrites(ctx, before, after, step, at), leaves: step.leaves?.(at) ?? [], visible };
}

function datesAfter(before: Feedback, status: Feedback["status"], event: EventType, at: string): Partial<Feedback> {
  const settles = (status === "closed" || status === "declined") && before.status !== status;
  return {
    ...(event === "approveReply" ? { answeredAt: at } : {}),
    ...(event === "reopen" ? { settledAt: null } : {}),
    ...(event === "markOverdue" ? { wasOverdue: true } : {}),
    ...(settles ? { settledAt: at } : {}),
  };
}

function stepWrites(ctx: Ctx, before: Feedback, after: Feedback, step: Transition, at: string): Statement[] {
  const { id, seq, status } = after;
  const history = {
    seq,
    at,
    event: step.event,
    status,
    actorKind: step.by.kind,
    note: step.note ?? "",
    public: step.noteIsPublic ?? false,
  };
  const detail = { from: before.status, to: status, ...step.detail };
  return [
    insertHistory(ctx.db, id, history),
    updateFeedback(ctx.db, after),
    ...(step.writes?.(at) ?? []),
    auditEntry(ctx.db, {
      at,
      actor: step.by.name,
      action: `feedback.${step.event}`,
      subject: feedbackPath(id),
      detail,
      confidential: after.confidential,
    }),
    ...(step.notify ? [outboxEntry(ctx.db, notification(step.notify, after, at))] : []),
  ];
}

const notification = (event: Notification["event"], after: Feedback, at: string) => ({
  kind: "notify",
  at,
  payload: { event, feedback: after.id, kind: after.kind, bureau: after.bureau, due: after.due },
});
