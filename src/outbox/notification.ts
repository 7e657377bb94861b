import { isConfidential, type Kind, kindOf } from "../feedback/kind.ts";

/** The notice that staff get outside the console: it says that something waits, never its text. */
export interface Notification {
  event:
    | "feedback.received"
    | "feedback.supplemented"
    | "feedback.reopened"
    | "feedback.overdue"
    | "feedback.review"
    | "publication.failed"
    | "site.reason";
  /** Why somebody should look, as /staff/system explains it. */
  reason?: string;
  /** Number of a draft on the publisher's desk. */
  draft?: number;
  /** Public number of the feedback. */
  feedback?: number | string;
  kind?: string;
  /** For supervisors alone: a bureau that heard of it would know that something is there which it does not see. */
  hidden?: true;
  /** Slug. */
  bureau?: string;
  /** ISO date. */
  due?: string;
  count?: number;
}

const TELLING: Record<Notification["event"], string> = {
  "feedback.received": "收到新的监督意见",
  "feedback.supplemented": "监督意见有补充",
  "feedback.reopened": "监督意见申请复查",
  "feedback.overdue": "监督意见已逾期",
  "feedback.review": "有答复等待审核",
  "publication.failed": "定时发布没有成功",
  "site.reason": "网站有情况需要处理",
};

const EVENTS = new Set<string>(Object.keys(TELLING));
const NAME = /^[\w-]{1,60}$/;
const DATE = /^\d{4}-\d{2}-\d{2}/;

/**
 * The notification of an outbox payload, field by field, so that nothing else can leave. What only supervisors may know of is told
 * without number, bureau or date, and to them alone, because the accused bureau may read the other channel. Null if the payload is none of ours.
 */
export function parseNotification(payload: Record<string, unknown>): Notification | null {
  if (typeof payload.event !== "string" || !EVENTS.has(payload.event)) return null;
  const event = payload.event as Notification["event"];
  if (isConfidential(payload.kind) || payload.hidden === true)
    return { event, hidden: true, ...(isName(payload.kind) && { kind: payload.kind }) };
  const told: Notification = { event };
  if (isNumber(payload.feedback) || isName(payload.feedback)) told.feedback = payload.feedback;
  if (isNumber(payload.draft)) told.draft = payload.draft;
  if (isName(payload.reason)) told.reason = payload.reason;
  if (isName(payload.kind)) told.kind = payload.kind;
  if (isName(payload.bureau)) told.bureau = payload.bureau;
  if (typeof payload.due === "string" && DATE.test(payload.due)) told.due = payload.due.slice(0, 10);
  if (isNumber(payload.count)) told.count = payload.count;
  return told;
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isName = (value: unknown): value is string => typeof value === "string" && NAME.test(value);

/** Its subject, in a few words. */
export function matterOf({ event, kind, feedback, bureau, due, count, draft, reason }: Notification): string {
  if (isConfidential(kind)) return `${TELLING[event]}（${kindOf(kind as Kind).name}件）`;
  const facts = [
    reason ? `原因 ${reason}` : "",
    feedback === undefined ? "" : `编号 ${feedback}`,
    draft === undefined ? "" : `草稿 ${draft}`,
    bureau ? `单位 ${bureau}` : "",
    due ? `期限 ${due}` : "",
    count === undefined ? "" : `共 ${count} 件`,
  ].filter(Boolean);
  return [TELLING[event], ...facts].join("，");
}

/** One line of Chinese for a chat group. */
export function notificationEntry(notification: Notification, consoleAddress: string): string {
  const matter = matterOf(notification);
  return isConfidential(notification.kind)
    ? `【公示】${matter}，请监督员登录工作台查看：${consoleAddress}`
    : `【公示】${matter}。请登录工作台办理：${consoleAddress}`;
}
