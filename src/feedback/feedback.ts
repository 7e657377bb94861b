import { isConfidential, type Kind, kindOf } from "./kind.ts";

export const STATUSES = ["submitted", "accepted", "in_progress", "declined", "answered", "closed"] as const;
export type Status = (typeof STATUSES)[number];

export const STATUS_NAMES: Record<Status, string> = {
  submitted: "已提交",
  accepted: "已受理",
  in_progress: "办理中",
  declined: "不予受理",
  answered: "已答复",
  closed: "已办结",
};

/** `hidden` was public once and no longer is. */
export type Publication = "private" | "published" | "hidden";

/** The facts that the rules use. `round` 1 is the one review (复查) an author may ask for. */
export interface FeedbackState {
  kind: Kind;
  status: Status;
  /** The author was asked something and has not answered. */
  waiting: boolean;
  round: 0 | 1;
  extended: boolean;
  transfers: number;
  overdue: boolean;
  /** Who wrote the reply that waits for a second pair of eyes. */
  draftBy: string | null;
  rated: boolean;
  consent: boolean;
  publication: Publication;
  /** The reply of the current round is public. */
  replyPublic: boolean;
  corrected: boolean;
  /** The feedback of the same matter with which it is handled. */
  joinedTo: number | null;
  /** Last day (2024-11-20, Beijing) on which the author may ask for a review; null before an answer. */
  reopenUntil: string | null;
  /** The supervisors look at it first; the bureau does not know of it yet. */
  held: boolean;
  /** Beijing day on which the clock stopped, for its author to answer; null while it runs. */
  stoppedOn: string | null;
  /** How often it stopped in this round. */
  stops: number;
}

export const EVENT_NAMES = {
  accept: "受理",
  decline: "不予受理",
  start: "开始办理",
  transfer: "转办",
  askAuthor: "请提交人补充说明",
  supplement: "补充",
  draftReply: "起草答复",
  returnDraft: "退回答复",
  approveReply: "审核通过答复",
  extend: "延期",
  linkCorrection: "关联更正",
  join: "并案办理",
  separate: "取消并案",
  close: "办结",
  reopen: "申请复查",
  rate: "评价",
  publish: "公开",
  hide: "停止公开",
  publishReply: "公开答复",
  withdrawConsent: "撤回公开同意",
  markOverdue: "标记逾期",
  release: "转交报告单位",
  reclassify: "改为举报",
  stopClock: "请提交人补充并暂停计时",
  resumeClock: "恢复计时",
  recount: "按新日历重算期限",
} as const;
export type EventType = keyof typeof EVENT_NAMES;
export const EVENTS = Object.keys(EVENT_NAMES) as EventType[];

/** `by` is the actor's name, `on` the Beijing day of the event. */
export interface FeedbackEvent {
  type: EventType;
  by: string;
  on: string;
}

export type EventOutcome = { ok: true; state: FeedbackState } | { ok: false; reason: string };

export const MOST_TRANSFERS = 3;

interface Rule {
  /** The status after the event, for every status before it; null if it cannot happen. */
  to: Record<Status, Status | null>;
  refuse?: (state: FeedbackState, event: FeedbackEvent) => string | null;
  change?: (state: FeedbackState, event: FeedbackEvent) => Partial<FeedbackState>;
}

const nowhere = { submitted: null, accepted: null, in_progress: null, declined: null, answered: null, closed: null };
const same: Record<Status, Status> = {
  submitted: "submitted",
  accepted: "accepted",
  in_progress: "in_progress",
  declined: "declined",
  answered: "answered",
  closed: "closed",
};
const open = { submitted: "submitted", accepted: "accepted", in_progress: "in_progress" } as const;
const settled = { answered: "answered", closed: "closed" } as const;

const RULES: Record<EventType, Rule> = {
  accept: { to: { ...nowhere, submitted: "accepted" }, change: () => ({ overdue: false }) },
  decline: { to: { ...nowhere, submitted: "declined" }, change: () => ({ waiting: false, overdue: false }) },
  start: { to: { ...nowhere, accepted: "in_progress" } },
  transfer: {
    to: { ...nowhere, submitted: "submitted", accepted: "submitted", in_progress: "submitted" },
    refuse: ({ kind, round, transfers }) =>
      (isConfidential(kind) && `${kindOf(kind).name}只由监督部门办理，不能转办。`) ||
      (round === 1 && "复查期间不能转办。") ||
      (transfers >= MOST_TRANSFERS && `已经转办${MOST_TRANSFERS}次，不能再转。`) ||
      null,
    change: ({ transfers }) => ({
      transfers: transfers + 1,
      waiting: false,
      draftBy: null,
      overdue: false,
      stoppedOn: null,
      stops: 0,
    }),
  },
  askAuthor: {
    to: { ...nowhere, ...open, accepted: "in_progress" },
    refuse: ({ waiting }) => (waiting ? "已经请提交人补充，还没有收到回复。" : null),
    change: () => ({ waiting: true }),
  },
  supplement: { to: { ...nowhere, ...open }, change: () => ({ waiting: false, stoppedOn: null }) },
  stopClock: {
    to: { ...nowhere, accepted: "in_progress", in_progress: "in_progress" },
    refuse: ({ waiting, stops, overdue }) =>
      (waiting && "已经请提交人补充，还没有收到回复。") ||
      (stops > 0 && "计时已经暂停过一次，不能再停。") ||
      (overdue && "已经逾期，不能再暂停计时。") ||
      null,
    change: (_, { on }) => ({ waiting: true, stoppedOn: on, stops: 1 }),
  },
  resumeClock: {
    to: { ...nowhere, accepted: "accepted", in_progress: "in_progress" },
    refuse: ({ stoppedOn }) => (stoppedOn === null ? "计时没有暂停。" : null),
    change: () => ({ stoppedOn: null }),
  },
  recount: { to: { ...nowhere, ...open, answered: "answered" } },
  draftReply: {
    to: { ...nowhere, accepted: "in_progress", in_progress: "in_progress" },
    change: (_, { by }) => ({ draftBy: by }),
  },
  returnDraft: { to: { ...nowhere, in_progress: "in_progress" }, refuse: reviewed, change: () => ({ draftBy: null }) },
  approveReply: {
    to: { ...nowhere, in_progress: "answered" },
    refuse: reviewed,
    change: () => ({
      draftBy: null,
      waiting: false,
      stoppedOn: null,
      overdue: false,
      replyPublic: false,
      rated: false,
    }),
  },
  extend: {
    to: { ...nowhere, accepted: "accepted", in_progress: "in_progress" },
    refuse: ({ round, extended, stoppedOn }) =>
      (round === 1 && "复查期限不能延长。") ||
      (extended && "已经延期一次，不能再延。") ||
      (stoppedOn !== null && "计时已暂停，请先恢复计时再延期。") ||
      null,
    change: () => ({ extended: true, overdue: false }),
  },
  linkCorrection: {
    to: { ...nowhere, accepted: "accepted", in_progress: "in_progress", answered: "closed", closed: "closed" },
    refuse: ({ corrected }) => (corrected ? "已经关联了更正的修订版。" : null),
    change: () => ({ corrected: true }),
  },
  join: {
    to: { ...nowhere, ...open },
    refuse: ({ kind, joinedTo }) =>
      (isConfidential(kind) && `${kindOf(kind).name}不能并案。`) ||
      (joinedTo !== null && "已经并入另一件意见。") ||
      null,
  },
  separate: {
    to: { ...nowhere, ...open },
    refuse: ({ joinedTo }) => (joinedTo === null ? "没有并案。" : null),
    // It stood still with the other, unless its own author was asked.
    change: ({ waiting, stoppedOn }) => ({ joinedTo: null, stoppedOn: waiting ? stoppedOn : null }),
  },
  close: { to: { ...nowhere, answered: "closed" } },
  reopen: {
    to: { ...nowhere, answered: "in_progress", closed: "in_progress", declined: "in_progress" },
    refuse: ({ round, reopenUntil }, { on }) =>
      (round === 1 && "复查只能申请一次。") ||
      (reopenUntil !== null && on > reopenUntil && `申请复查的期限是${reopenUntil}，已经过了。`) ||
      null,
    change: () => ({
      round: 1,
      rated: false,
      waiting: false,
      draftBy: null,
      replyPublic: false,
      overdue: false,
      stoppedOn: null,
      stops: 0,
    }),
  },
  rate: {
    to: { ...nowhere, ...settled },
    refuse: ({ rated }) => (rated ? "这次答复已经评价过了。" : null),
    change: () => ({ rated: true }),
  },
  publish: { to: same, refuse: unpublishable, change: () => ({ publication: "published" }) },
  hide: {
    to: same,
    refuse: ({ publication }) => (publication === "published" ? null : "这件意见没有公开。"),
    change: () => ({ publication: "hidden" }),
  },
  publishReply: {
    to: { ...nowhere, ...settled },
    refuse: (state) =>
      unpublishable(state) ?? (state.publication === "published" ? null : "请先公开意见正文，再公开答复。"),
    change: () => ({ replyPublic: true }),
  },
  withdrawConsent: {
    to: same,
    refuse: ({ consent }) => (consent ? null : "没有同意过公开，无须撤回。"),
    change: ({ publication }) => ({
      consent: false,
      replyPublic: false,
      publication: publication === "published" ? "hidden" : publication,
    }),
  },
  markOverdue: {
    to: { ...nowhere, ...open },
    refuse: ({ overdue }) => (overdue ? "已经标记逾期。" : null),
    change: () => ({ overdue: true }),
  },
  release: {
    to: { ...nowhere, submitted: "submitted" },
    refuse: ({ held }) => (held ? null : "这件意见已经在报告单位。"),
    change: () => ({ held: false }),
  },
  reclassify: {
    to: { ...nowhere, submitted: "submitted" },
    refuse: ({ held }) => (held ? null : "报告单位已经收到这件意见，不能再改为举报。"),
    change: () => ({ kind: "denunciation", held: false, consent: false }),
  },
};

/** The events that are possible before the bureau knows of it. */
const WHILE_HELD: readonly EventType[] = ["release", "reclassify", "supplement", "withdrawConsent", "markOverdue"];

function reviewed({ draftBy }: FeedbackState, { by }: FeedbackEvent) {
  if (draftBy === null) return "没有等待审核的答复。";
  return draftBy === by ? "起草人不能审核自己的答复，请由另一人审核。" : null;
}

function unpublishable({ kind, consent }: FeedbackState) {
  if (isConfidential(kind)) return `${kindOf(kind).name}一律不公开。`;
  return consent ? null : "提交人没有同意公开。";
}

/** The state after an event. Every event is defined for every state, and a refusal says why in Chinese. */
export function decide(state: FeedbackState, event: FeedbackEvent): EventOutcome {
  if (state.held && !WHILE_HELD.includes(event.type))
    return { ok: false, reason: "这件意见还由监督部门初看，请先“转交报告单位”或“改为举报”。" };
  const rule = RULES[event.type];
  const status = rule.to[state.status];
  if (status === null)
    return { ok: false, reason: `这件意见现在是“${STATUS_NAMES[state.status]}”，不能再“${EVENT_NAMES[event.type]}”。` };
  const reason = rule.refuse?.(state, event) ?? null;
  if (reason !== null) return { ok: false, reason };
  return { ok: true, state: { ...state, ...rule.change?.(state, event), status } };
}

/** The events that are possible now, for showing buttons. */
export const possibleEvents = (state: FeedbackState, by: string, on: string): EventType[] =>
  EVENTS.filter((type) => decide(state, { type, by, on }).ok);

export const isStatus = (text: string): text is Status => (STATUSES as readonly string[]).includes(text);
