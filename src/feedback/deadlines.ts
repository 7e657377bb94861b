import { type ClockRules, deadline, type Deadline, extendedDeadline } from "./clock.ts";
import type { EventType, FeedbackState } from "./feedback.ts";
import { type Kind, kindOf } from "./kind.ts";

/** Every deadline of a feedback that has been set so far, each with how it was computed. */
export interface Deadlines {
  acknowledge: Deadline;
  decide: Deadline;
  reopen?: Deadline;
  review?: Deadline;
}

export const firstDeadlines = (rules: ClockRules, kind: Kind, today: string): Deadlines => ({
  acknowledge: deadline(rules, kindOf(kind).clocks.accept, today),
  decide: deadline(rules, kindOf(kind).clocks.answer, today),
});

/** What an event makes of the deadlines; `after` is the state it led to. A transfer starts both clocks again. */
export function deadlinesAfter(
  rules: ClockRules,
  before: Deadlines,
  event: EventType,
  after: FeedbackState,
  today: string,
): Deadlines {
  switch (event) {
    case "transfer":
      return {
        ...firstDeadlines(rules, after.kind, today),
        ...(after.extended ? { decide: extendedDeadline(rules, today) } : {}),
      };
    case "extend":
      return { ...before, decide: extendedDeadline(rules, before.decide.from) };
    case "approveReply":
    case "decline":
      return { ...before, reopen: deadline(rules, "reopen", today) };
    case "reopen":
      return { ...before, review: deadline(rules, "review", today) };
    default:
      return before;
  }
}

/** The deadline that runs now; null where the feedback waits for nobody's answer. */
export function runningDeadline(state: FeedbackState, deadlines: Deadlines): Deadline | null {
  if (state.status === "submitted") return deadlines.acknowledge;
  if (state.status !== "accepted" && state.status !== "in_progress") return null;
  return state.round === 1 && deadlines.review ? deadlines.review : deadlines.decide;
}
