import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { beijingDay } from "../../day.ts";
import { feedbackRegisterPath } from "../../paths.ts";
import type { Deadline } from "../clock.ts";
import type { EventType } from "../feedback.ts";
import { runningDeadline } from "../deadlines.ts";
import { type HistoryEntry, loadHistory } from "../case/history-store.ts";
import {
  countRegister,
  listRegister,
  loadHiding,
  loadPublicReplies,
  loadRegisterRow,
  type RegisterFilter,
  type RegisterRow,
  selectChangedCases,
  selectSteppedCases,
} from "./register-store.ts";

export type { RegisterFilter, RegisterRow };

const EVERYTHING: RegisterFilter = {
  bureau: null,
  year: null,
  kind: null,
  status: null,
  overdue: false,
  report: null,
  section: null,
};

/** One page of the published feedback, the newest first. */
export async function readRegister(ctx: Ctx, filter: Partial<RegisterFilter>, page: number, size: number) {
  const whole = { ...EVERYTHING, ...filter };
  const today = beijingDay(ctx.now());
  const [total, rows] = await Promise.all([
    countRegister(ctx.db, whole, today),
    listRegister(ctx.db, whole, today, { limit: size, offset: (page - 1) * size }),
  ]);
  return { total, rows, today };
}

export interface PublicFeedback extends RegisterRow {
  /** Dates and states; notes only if they may be shown to everyone. */
  history: Pick<HistoryEntry, "at" | "event" | "status" | "note">[];
  replies: { round: number; text: string; at: string }[];
  deadline: Deadline | null;
  today: string;
}

const MOST_CHANGED = 200;

/** Public feedback that is new, or was answered, after one instant and up to another; each once. */
export async function readChangedCases(ctx: Ctx, from: string, until: string) {
  const { published, answered } = await selectChangedCases(ctx.db, from, until, MOST_CHANGED);
  const isAnswered = new Set(answered.map(({ id }) => id));
  const all = new Map([...published, ...answered].map((row) => [row.id, row]));
  return [...all.values()].map(({ id, title }) => ({ id, title, answered: isAnswered.has(id) }));
}

/** Steps that concern the author and staff alone. */
const INTERNAL_EVENTS: EventType[] = ["draftReply", "returnDraft", "askAuthor", "supplement", "join", "separate"];
const INTERNAL = new Set<string>(INTERNAL_EVENTS);

/** Public feedback whose own page and feed have a step more, after one instant and up to another. */
export async function readSteppedCases(ctx: Ctx, from: string, until: string): Promise<number[]> {
  const found = await selectSteppedCases(ctx.db, from, until, INTERNAL_EVENTS, MOST_CHANGED);
  return found.map(({ id }) => id);
}

/** Throws `not_found` for feedback that was never public, `gone` with date and reason if it no longer is. */
export async function readPublicFeedback(ctx: Ctx, id: number): Promise<PublicFeedback> {
  const row = await loadRegisterRow(ctx.db, id);
  if (row?.publication === "hidden") throw await hidden(ctx, id);
  if (row?.publication !== "published")
    throw new AppError("not_found", "没有这件公开的意见。没有公开的意见，凭查询码查看。");
  const [history, replies] = await Promise.all([loadHistory(ctx.db, id), loadPublicReplies(ctx.db, id)]);
  return toPublic(ctx, row, history, replies);
}

/** The public view of it. */
export function toPublic(
  ctx: Ctx,
  row: RegisterRow,
  history: readonly HistoryEntry[],
  replies: PublicFeedback["replies"],
): PublicFeedback {
  return {
    ...row,
    history: publicSteps(history)
      .filter(({ event }) => !INTERNAL.has(event))
      .map(({ at, event, status, note, public: shown }) => ({ at, event, status, note: shown ? note : "" })),
    replies,
    deadline: runningDeadline(row, row.deadlines),
    today: beijingDay(ctx.now()),
  };
}

/** An answer of the author that lets the clock run on is told as that, without saying that there was one. */
function publicSteps(history: readonly HistoryEntry[]): HistoryEntry[] {
  let stopped = false;
  return history.map((entry) => {
    const resumes = stopped && entry.event === "supplement";
    if (entry.event === "stopClock") stopped = true;
    else if (resumes || entry.event !== "recount") stopped = false;
    return resumes ? { ...entry, event: "resumeClock", note: "", public: false } : entry;
  });
}

async function hidden(ctx: Ctx, id: number): Promise<AppError> {
  const hiding = await loadHiding(ctx.db, id);
  const error = new AppError("gone", "这件意见曾经公开，现在不再公开。");
  error.facts = [
    ["日期", beijingDay(hiding?.at ?? ctx.now())],
    ["原因", hiding?.actorKind === "author" ? "提交人撤回了公开同意" : (hiding?.note ?? "")],
  ];
  error.ways = [{ href: feedbackRegisterPath(), label: "监督意见公开目录" }];
  return error;
}
