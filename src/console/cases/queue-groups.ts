import { daysBetween } from "../../feedback/calendar.ts";

export type GroupName = "overdue" | "soon" | "fortnight" | "rest" | "settled";

export interface ClockedCase {
  clockFrom: string;
  /** Beijing day; null if no clock runs. */
  due: string | null;
}

const ORDER: GroupName[] = ["overdue", "soon", "fortnight", "rest", "settled"];

/** Days until the deadline, negative past it; null if no clock runs. */
export const daysLeft = ({ due }: ClockedCase, today: string) => (due === null ? null : daysBetween(today, due));

function groupOf(row: ClockedCase, today: string): GroupName {
  const left = daysLeft(row, today);
  if (left === null) return "settled";
  if (left < 0) return "overdue";
  if (left <= 3) return "soon";
  return left <= 14 ? "fortnight" : "rest";
}

/** Rows in groups by what falls due first; the order within a group is kept, and empty groups are left out. */
export const groupByDue = <Row extends ClockedCase>(rows: readonly Row[], today: string) =>
  ORDER.map((name) => ({ name, rows: rows.filter((row) => groupOf(row, today) === name) })).filter(
    (group) => group.rows.length > 0,
  );
