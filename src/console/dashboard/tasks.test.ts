import { expect, test } from "vitest";
import { tasksOf } from "./tasks.ts";

test("what is overdue stands first, then what failed, then what falls due; what is not there is not told", () => {
  const tasks = tasksOf({ drafts: 1, soon: 2, overdue: 3, failed: 1, unread: 0, toPublish: 4 });
  expect(tasks.map(({ name, count }) => [name, count])).toEqual([
    ["overdue", 3],
    ["failed", 1],
    ["soon", 2],
    ["toPublish", 4],
    ["drafts", 1],
  ]);
  expect(tasks[0]?.href).toBe("/staff/feedback?due=overdue");
});

test("nothing waits: no task", () => expect(tasksOf({ overdue: 0, drafts: 0 })).toEqual([]));
