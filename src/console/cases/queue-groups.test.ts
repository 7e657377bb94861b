import { expect, test } from "vitest";
import { daysLeft, groupByDue } from "./queue-groups.ts";

const due = (day: string | null) => ({ clockFrom: "2026-11-01", due: day });

test("groups by what falls due: overdue, three days, two weeks, the rest, no clock", () => {
  const days = ["2026-11-20", "2026-11-21", "2026-11-24", "2026-11-25", "2026-12-05", "2026-12-06", null];
  const groups = groupByDue(days.map(due), "2026-11-21").map(({ name, rows }) => [name, rows.map((row) => row.due)]);
  expect(groups).toEqual([
    ["overdue", ["2026-11-20"]],
    ["soon", ["2026-11-21", "2026-11-24"]],
    ["fortnight", ["2026-11-25", "2026-12-05"]],
    ["rest", ["2026-12-06"]],
    ["settled", [null]],
  ]);
});

test("what falls due today is not overdue", () => {
  expect(daysLeft(due("2026-11-21"), "2026-11-21")).toBe(0);
  expect(daysLeft(due("2026-11-20"), "2026-11-21")).toBe(-1);
});
