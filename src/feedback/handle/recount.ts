import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { calendarVersion, type YearUsed } from "../calendar.ts";
import { type Deadline, TERM_NAMES, usedWords } from "../clock.ts";
import { type Deadlines, recountedDeadlines, runningDeadline } from "../deadlines.ts";
import { loadHistory } from "../case/history-store.ts";
import { type Clocks, loadClockRules } from "../settings.ts";
import { type Feedback, loadCountedBefore, setCalendar } from "../store.ts";
import { transition } from "../case/transition.ts";

/** Each that changes is a batch of its own, and one run has forty queries. */
const BATCH = 12;
const by = { kind: "system" as const, name: "system" };

/**
 * Scheduled. Counts the dates of feedback that is open or may still be reviewed, by the calendar that is known now. Each change
 * is a dated line in the history. Answers how many were looked at.
 */
export async function recountDeadlines(ctx: Ctx): Promise<number> {
  const rules = await loadClockRules(ctx);
  const version = calendarVersion(rules.calendar);
  const older = await loadCountedBefore(ctx.db, version, BATCH);
  const same: number[] = [];
  for (const feedback of older) {
    const next = recountedDeadlines(rules, feedback.deadlines, beijingDay(ctx.now()));
    const note = noteOf(feedback.deadlines, next);
    if (note === null) same.push(feedback.id);
    else await recount(ctx, feedback, { rules, next, note, version });
  }
  if (same.length > 0) await commit(ctx.db, [setCalendar(ctx.db, same, version)]);
  return older.length;
}

interface Recount {
  rules: Clocks;
  next: Deadlines;
  note: string;
  version: number;
}

/** One that somebody else just changed is left to the next run. */
async function recount(ctx: Ctx, feedback: Feedback, { next, note, version }: Recount): Promise<void> {
  const change = { calendar: version, ...(await lateness(ctx, feedback, next)) };
  await transition(ctx, feedback, { event: "recount", by, note, noteIsPublic: true, change }).catch(
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    },
  );
}

/** Who was marked late by a date that was wrong was not late, unless they were late before. */
async function lateness(ctx: Ctx, feedback: Feedback, next: Deadlines): Promise<Partial<Feedback>> {
  const due = runningDeadline(feedback, next)?.due ?? null;
  if (!feedback.overdue || due === null || due < beijingDay(ctx.now())) return {};
  const marks = (await loadHistory(ctx.db, feedback.id)).filter(({ event }) => event === "markOverdue");
  return { overdue: false, wasOverdue: marks.length > 1 };
}

const NAMES = ["acknowledge", "decide", "reopen", "review"] as const;

/** The line of the history; null if the calendar of no date has changed. */
function noteOf(before: Deadlines, after: Deadlines): string | null {
  const pairs = NAMES.flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    return old && now ? [{ old, now }] : [];
  });
  const moved = pairs.filter(({ old, now }) => old.due !== now.due);
  const years = new Map(pairs.flatMap(({ old, now }) => newYears(old, now)).map((used) => [used.year, used]));
  if (moved.length === 0 && years.size === 0) return null;
  const dates = moved.map(({ old, now }) => `${TERM_NAMES[now.term]}期限由${old.due}改为${now.due}`);
  const which = [...years.values()].map(usedWords).join("；");
  return `${which ? `${which}。` : "节假日日历有更新。"}${dates.length > 0 ? dates.join("，") : "期限不变"}。`;
}

/** Years whose calendar is another than before. Dates counted before these years were kept have none to compare. */
const newYears = (old: Deadline, now: Deadline): YearUsed[] =>
  old.calendar
    ? (now.calendar ?? []).filter(({ year, source }) =>
        old.calendar?.some((used) => used.year === year && used.source !== source),
      )
    : [];
