import { beijingDay } from "../../day.ts";
import { Day } from "../../ui/time.tsx";
import { daysBetween } from "../calendar.ts";
import type { RegisterRow } from "./register.ts";
import { feedbackWords } from "../words.ts";

interface Clock {
  /** Days from the start to today or to the answer, and to the deadline. */
  now: number;
  due: number;
  done: boolean;
  dueDay: string;
  /** The clock stands still since this day. */
  stoppedOn?: string | null;
}

/** How far a feedback is on its clock; the answer ends it. */
export function clockOf(row: RegisterRow, today: string): Clock {
  const { deadlines } = row;
  const end = row.answeredAt ?? (row.status === "declined" ? row.settledAt : null);
  const done = row.due === null && end !== null;
  const last = row.round === 1 && deadlines.review ? deadlines.review : deadlines.decide;
  const dueDay = done ? last.due : (row.due ?? last.due);
  const now = daysBetween(row.clockFrom, done && end ? beijingDay(end) : (row.stoppedOn ?? today));
  return { now: Math.max(0, now), due: daysBetween(row.clockFrom, dueDay), done, dueDay, stoppedOn: row.stoppedOn };
}

const WIDTH = 96;

/** One unit a day: a tick at the deadline, ink to today, ochre past the deadline, a ring on the day of the answer. */
export function Ruler({ clock: { now, due, done } }: { clock: Clock }) {
  const scale = WIDTH / Math.max(WIDTH, now, due);
  const x = (day: number) => Math.round(day * scale * 10) / 10;
  return (
    <svg
      class="ruler"
      viewBox="-4 0 104 12"
      role="img"
      aria-label={done ? feedbackWords.rulerDone(now, due) : feedbackWords.ruler(now, due)}
    >
      <path d={`M0 3V9M${x(due)} 1V11M0 6H${x(due)}`} />
      <path class="n" d={`M0 6H${x(Math.min(now, due))}`} />
      {now > due && <path class="o" d={`M${x(due)} 6H${x(now)}`} />}
      {done && <circle cx={x(now)} cy="6" r="3" />}
    </svg>
  );
}

/** The same in words. */
export function When({ row, clock }: { row: RegisterRow; clock: Clock }) {
  const { now, due, done, dueDay } = clock;
  const late = now - due;
  const end = row.answeredAt ?? row.settledAt;
  return (
    <p class="when">
      {clock.stoppedOn ? (
        feedbackWords.stoppedSince(clock.stoppedOn)
      ) : late > 0 ? (
        <b class="over">{done ? feedbackWords.answeredLate(late) : feedbackWords.daysOver(late)}</b>
      ) : done ? (
        feedbackWords.answeredOn(now)
      ) : (
        feedbackWords.daysLeft(-late)
      )}{" "}
      <small>
        {done && end ? (
          <Day at={end} />
        ) : (
          <>
            （<time datetime={dueDay}>{dueDay}</time>
            {feedbackWords.dueTail}
            {row.extended && feedbackWords.extended}）
          </>
        )}
      </small>
    </p>
  );
}
