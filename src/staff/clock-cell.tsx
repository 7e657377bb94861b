import { daysBetween } from "../feedback/calendar.ts";
import { caseWords as words } from "./case-words.ts";
import { type Clocked, daysLeft } from "./queue-groups.ts";

const WIDTH = 96;

/** A ruler, one unit a day: ink to today, a tick at the deadline, ochre past it. */
export function Ruler({ row, today }: { row: Clocked; today: string }) {
  if (row.due === null) return null;
  const now = Math.max(0, daysBetween(row.clockFrom, today));
  const due = daysBetween(row.clockFrom, row.due);
  const scale = WIDTH / Math.max(WIDTH, now, due);
  const x = (day: number) => Math.round(day * scale * 10) / 10;
  return (
    <svg class="ruler" viewBox="-1 0 98 12" role="img" aria-label={`今天是第${now}天，期限第${due}天`}>
      <path d={`M0 3V9M${x(due)} 1V11M0 6H${x(due)}`} />
      <path class="n" d={`M0 6H${x(Math.min(now, due))}`} />
      {now > due && <path class="o" d={`M${x(due)} 6H${x(now)}`} />}
    </svg>
  );
}

export function TimeLeft({ row, today }: { row: Clocked; today: string }) {
  const left = daysLeft(row, today);
  if (left === null) return null;
  return left < 0 ? <b class="over">{words.overdueBy(-left)}</b> : <>{words.left(left)}</>;
}
