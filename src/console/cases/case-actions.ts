import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import {
  approveReply,
  draftReply,
  hideFeedback,
  publishFeedback,
  publishReply,
  returnDraft,
} from "../../feedback/handle/answer.ts";
import type { EventType } from "../../feedback/feedback.ts";
import { joinFeedback, separateFeedback } from "../../feedback/together/join.ts";
import { releaseFeedback } from "../../feedback/sealed/hold.ts";
import { reclassifyFeedback } from "../../feedback/sealed/reclassify.ts";
import {
  acceptFeedback,
  askAuthor,
  closeFeedback,
  declineFeedback,
  extendDeadline,
  linkCorrection,
  resumeClock,
  startWork,
  stopClock,
  transferFeedback,
} from "../../feedback/handle/triage.ts";

/** The typed text, by field name. */
export type TypedFields = Record<string, string>;

export interface CaseAction {
  /** The event that must be possible for the action to be offered. */
  event: EventType;
  /** Fields of its form, in order. */
  fields: readonly string[];
  run: (ctx: Ctx, id: number, typed: TypedFields) => Promise<unknown>;
}

const of = (typed: TypedFields, field: string) => typed[field] ?? "";

/** The actions on a feedback, by the last part of the form's address, in the order in which they are offered. */
export const CASE_ACTIONS = {
  accept: { event: "accept", fields: [], run: acceptFeedback },
  start: { event: "start", fields: [], run: startWork },
  draft: { event: "draftReply", fields: ["text"], run: (ctx, id, typed) => draftReply(ctx, id, of(typed, "text")) },
  approve: { event: "approveReply", fields: [], run: approveReply },
  return: {
    event: "returnDraft",
    fields: ["reason"],
    run: (ctx, id, typed) => returnDraft(ctx, id, of(typed, "reason")),
  },
  publish: { event: "publish", fields: ["title", "text", "reason"], run: publish },
  "publish-reply": { event: "publishReply", fields: ["text", "reason"], run: publishAnswer },
  ask: { event: "askAuthor", fields: ["question"], run: (ctx, id, typed) => askAuthor(ctx, id, of(typed, "question")) },
  stop: {
    event: "stopClock",
    fields: ["question"],
    run: (ctx, id, typed) => stopClock(ctx, id, of(typed, "question")),
  },
  resume: { event: "resumeClock", fields: [], run: resumeClock },
  transfer: {
    event: "transfer",
    fields: ["bureau", "reason"],
    run: (ctx, id, typed) => transferFeedback(ctx, id, of(typed, "bureau"), of(typed, "reason")),
  },
  extend: {
    event: "extend",
    fields: ["reason"],
    run: (ctx, id, typed) => extendDeadline(ctx, id, of(typed, "reason")),
  },
  link: { event: "linkCorrection", fields: ["revision"], run: link },
  join: { event: "join", fields: ["into"], run: join },
  separate: { event: "separate", fields: [], run: separateFeedback },
  close: { event: "close", fields: [], run: closeFeedback },
  decline: {
    event: "decline",
    fields: ["reason"],
    run: (ctx, id, typed) => declineFeedback(ctx, id, of(typed, "reason")),
  },
  release: { event: "release", fields: [], run: releaseFeedback },
  reclassify: { event: "reclassify", fields: [], run: reclassifyFeedback },
  hide: { event: "hide", fields: ["reason"], run: (ctx, id, typed) => hideFeedback(ctx, id, of(typed, "reason")) },
} satisfies Record<string, CaseAction>;

export type ActionName = keyof typeof CASE_ACTIONS;
export const ACTION_NAMES = Object.keys(CASE_ACTIONS) as ActionName[];
export const isAction = (name: string): name is ActionName => Object.hasOwn(CASE_ACTIONS, name);

function publish(ctx: Ctx, id: number, typed: TypedFields) {
  return publishFeedback(ctx, id, { title: of(typed, "title"), text: of(typed, "text"), reason: of(typed, "reason") });
}

function publishAnswer(ctx: Ctx, id: number, typed: TypedFields) {
  return publishReply(ctx, id, { text: of(typed, "text"), reason: of(typed, "reason") });
}

function join(ctx: Ctx, id: number, typed: TypedFields) {
  const into = of(typed, "into").replace(/[^0-9]/g, "");
  if (!/^[1-9]\d{0,9}$/.test(into)) throw new AppError("invalid", "请填写另一件意见的编号，例如 1234567890。", "into");
  return joinFeedback(ctx, id, Number(into));
}

function link(ctx: Ctx, id: number, typed: TypedFields) {
  const revision = of(typed, "revision").trim();
  if (!/^[1-9]\d{0,3}$/.test(revision)) throw new AppError("invalid", "请填写修订版的编号，例如 2。", "revision");
  return linkCorrection(ctx, id, Number(revision));
}
