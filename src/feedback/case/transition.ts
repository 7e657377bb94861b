import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit, type Statement } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import type { LeafDraft } from "../../ledger/leaf.ts";
import { commitWithLedger } from "../../ledger/record.ts";
import type { Notification } from "../../outbox/notification.ts";
import { outboxEntry } from "../../outbox/store.ts";
import { beijingDay } from "../../day.ts";
import { feedbackPath } from "../../paths.ts";
import type { ClockRules } from "../clock.ts";
import { deadlinesAfter, runningDeadline } from "../deadlines.ts";
import { decide, type EventType } from "../feedback.ts";
import { type HistoryEntry, insertHistory, isOutrun } from "./history-store.ts";
import { wordsFor } from "../seal/seal-for.ts";
import { loadClockRules } from "../settings.ts";
import { type Feedback, loadJoined, updateFeedback } from "../store.ts";

export interface Transition {
  event: EventType;
  by: { kind: HistoryEntry["actorKind"]; name: string };
  /** Shown to the author in the history. */
  note?: string;
  /** Whether everyone may read the note. */
  noteIsPublic?: boolean;
  /** Fields besides the rules' state. */
  change?: Partial<Feedback>;
  /** For the feedback itself and for each that is handled with it. */
  writes?: (at: string, of: Feedback) => Statement[];
  /** The step's entries in the ledger. */
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
 * Takes a loaded feedback one step: rules, then one batch of state, history, audit and outbox. Throws `conflict` if the
 * rules refuse or another writer was faster.
 */
export async function transition(ctx: Ctx, before: Feedback, step: Transition): Promise<Feedback> {
  const sealed = step.note ? { ...step, note: await wordsFor(ctx, before, step.note) } : step;
  const rules = await loadClockRules(ctx);
  const { after, leaves, ...own } = planStep(ctx, before, sealed, rules);
  const steps = [own, ...(await stepsOfJoined(ctx, before, sealed, rules))];
  const writes = steps.flatMap((each) => each.writes);
  const all = steps.some(({ visible }) => visible) ? [...writes, bumpArchiveVersion(ctx.db)] : writes;
  try {
    await (leaves.length > 0 ? commitWithLedger(ctx, leaves, all) : commit(ctx.db, all));
  } catch (error) {
    if (isOutrun(error)) throw new AppError("conflict", "这件意见刚刚被别人处理过，请刷新后再看。");
    throw error;
  }
  return after;
}

/** A step of staff on a feedback is taken on those of the same matter too. */
const FOLLOWED = new Set<EventType>([
  "accept",
  "decline",
  "start",
  "transfer",
  "draftReply",
  "returnDraft",
  "approveReply",
  "extend",
  "close",
]);
/** Each is up to five statements of the batch, and a request has 40 queries. */
export const MOST_JOINED = 5;

/**
 * The step for feedback that is handled with it; null if there is none. Only the author of the first was asked, in words for them
 * alone.
 */
function followed(before: Feedback, step: Transition): Transition | null {
  if (FOLLOWED.has(step.event)) return step;
  if (step.event === "stopClock")
    return {
      event: "stopClock",
      by: step.by,
      note: "一并办理的另一件意见在等提交人补充。",
      change: { waiting: false },
    };
  const runsOn = step.event === "resumeClock" || (step.event === "supplement" && before.stoppedOn !== null);
  const by = step.event === "supplement" ? { kind: "system" as const, name: "system" } : step.by;
  return runsOn ? { event: "resumeClock", by, note: "一并办理的另一件意见不再等提交人补充。" } : null;
}

/** One whose own state refuses the step stays as it is. */
async function stepsOfJoined(ctx: Ctx, before: Feedback, step: Transition, rules: ClockRules) {
  const same = followed(before, step);
  if (same === null) return [];
  const joined = await loadJoined(ctx.db, before.id, MOST_JOINED);
  return joined
    .filter((each) => decide(each, { type: same.event, by: same.by.name, on: beijingDay(ctx.now()) }).ok)
    .map((each) => planStep(ctx, each, same, rules));
}

/** The step as writes for a batch, which fails (`isOutrun`) if another writer is faster. Throws `conflict`. */
export function planStep(ctx: Ctx, before: Feedback, step: Transition, rules: ClockRules): PlannedStep {
  const at = ctx.now().toISOString();
  const today = beijingDay(at);
  const decision = decide(before, { type: step.event, by: step.by.name, on: today });
  if (!decision.ok) throw new AppError("conflict", decision.reason);
  const deadlines = deadlinesAfter(
    rules,
    { state: before, deadlines: before.deadlines },
    step.event,
    decision.state,
    today,
  );
  const running = runningDeadline(decision.state, deadlines);
  const after: Feedback = {
    ...before,
    ...decision.state,
    deadlines,
    due: running?.due ?? null,
    clockFrom: running?.from ?? before.clockFrom,
    reopenUntil: decision.state.round === 0 ? (deadlines.reopen?.due ?? null) : before.reopenUntil,
    ...datesAfter(before, decision.state.status, step.event, at),
    heldUntil: decision.state.held ? before.heldUntil : null,
    ...step.change,
    seq: before.seq + 1,
  };
  const changes = before.status !== after.status || before.held !== after.held;
  const counted = after.reportId !== null && !isHidden(after) && changes;
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
    ...(step.writes?.(at, after) ?? []),
    auditEntry(ctx.db, {
      at,
      actor: step.by.name,
      action: `feedback.${step.event}`,
      subject: feedbackPath(id),
      detail,
      confidential: isHidden(after),
    }),
    ...(step.notify ? [outboxEntry(ctx.db, notification(step.notify, after, at))] : []),
  ];
}

/** Only the supervisors may know of it. */
const isHidden = ({ confidential, held }: Feedback) => confidential || held;

const notification = (event: Notification["event"], after: Feedback, at: string) => ({
  kind: "notify",
  at,
  payload: isHidden(after)
    ? { event, kind: after.kind, hidden: true }
    : { event, feedback: after.id, kind: after.kind, bureau: after.bureau, due: after.due },
});
