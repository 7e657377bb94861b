import { daysBetween } from "../../feedback/calendar.ts";
import { Ruler } from "../../feedback/register/ruler.tsx";
import { caseWords } from "./case-words.ts";
import { type ClockedCase, daysLeft } from "./queue-groups.ts";

/** How many days of the running term are used. */
export function SpentCell({ row, today }: { row: ClockedCase; today: string }) {
  if (row.due === null) return null;
  const now = Math.max(0, daysBetween(row.clockFrom, today));
  return <Ruler clock={{ now, due: daysBetween(row.clockFrom, row.due), done: false, dueDay: row.due }} />;
}

export function TimeLeft({ row, today }: { row: ClockedCase; today: string }) {
  const left = daysLeft(row, today);
  if (left === null) return null;
  return left < 0 ? <b class="over">{caseWords.overdueBy(-left)}</b> : <>{caseWords.left(left)}</>;
}
