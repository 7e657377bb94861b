import { type ClockRules, deadline, type Deadline, extendedDeadline, recounted, withStop } from "./clock.ts";
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

/** The deadlines after an event; `after` is the state it led to. A transfer starts both clocks again. */
export function deadlinesAfter(
  rules: ClockRules,
  before: { state: FeedbackState; deadlines: Deadlines },
  event: EventType,
  after: FeedbackState,
  today: string,
): Deadlines {
  const deadlines = withoutStop(rules, before, after, today);
  switch (event) {
    case "transfer":
      return {
        ...firstDeadlines(rules, after.kind, today),
        ...(after.extended ? { decide: extendedDeadline(rules, today) } : {}),
      };
    case "extend":
      return { ...deadlines, decide: extendedDeadline(rules, deadlines.decide.from, deadlines.decide.stops) };
    case "approveReply":
    case "decline":
      return { ...deadlines, reopen: deadline(rules, "reopen", today) };
    case "reopen":
      return { ...deadlines, review: deadline(rules, "review", today) };
    case "recount":
      return recountedDeadlines(rules, deadlines, today);
    default:
      return deadlines;
  }
}

/** If an event lets a clock run on, the days on which it stood still are added. */
function withoutStop(
  rules: ClockRules,
  { state, deadlines }: { state: FeedbackState; deadlines: Deadlines },
  after: FeedbackState,
  today: string,
): Deadlines {
  if (state.stoppedOn === null || after.stoppedOn !== null) return deadlines;
  const name = running(state, deadlines);
  const stopped = deadlines[name] ?? deadlines.decide;
  return { ...deadlines, [name]: withStop(rules, stopped, { from: state.stoppedOn, to: today }) };
}

/** By the calendar that is known today. What would have passed by it stays as it was: nobody is late from one day to the next. */
export function recountedDeadlines(rules: ClockRules, deadlines: Deadlines, today: string): Deadlines {
  const anew = (old: Deadline) => {
    const next = recounted(rules, old);
    return next.due < today ? old : next;
  };
  return {
    acknowledge: anew(deadlines.acknowledge),
    decide: anew(deadlines.decide),
    ...(deadlines.reopen ? { reopen: anew(deadlines.reopen) } : {}),
    ...(deadlines.review ? { review: anew(deadlines.review) } : {}),
  };
}

const running = ({ round }: Pick<FeedbackState, "round">, deadlines: Deadlines): "review" | "decide" =>
  round === 1 && deadlines.review ? "review" : "decide";

/** The deadline that runs now; null if the feedback waits for nobody's answer, or for its author while the clock stands still. */
export function runningDeadline(
  state: Pick<FeedbackState, "status" | "round" | "stoppedOn">,
  deadlines: Deadlines,
): Deadline | null {
  if (state.status === "submitted") return deadlines.acknowledge;
  if (state.status !== "accepted" && state.status !== "in_progress") return null;
  return state.stoppedOn === null ? (deadlines[running(state, deadlines)] ?? null) : null;
}
