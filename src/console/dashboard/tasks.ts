import { keysPath, outboxPath, promisesPath, publishPath, queuePath, systemPath } from "../../console-paths.ts";

/** How many of each task wait for the person who is signed in. Tasks of others are left out. */
export interface WaitingCounts {
  overdue?: number;
  soon?: number;
  /** Answers written by somebody else. */
  review?: number;
  unaccepted?: number;
  toPublish?: number;
  unread?: number;
  failed?: number;
  drafts?: number;
  promises?: number;
  people?: number;
  identity?: number;
  dead?: number;
}

export type TaskName = keyof WaitingCounts;

/** In the order in which they should be done: what hurts somebody first. */
const ORDER: readonly (readonly [TaskName, string])[] = [
  ["overdue", queuePath("?due=overdue")],
  ["failed", publishPath()],
  ["soon", queuePath("?due=soon")],
  ["review", queuePath("?drafts=1")],
  ["unaccepted", queuePath("?status=submitted")],
  ["people", keysPath()],
  ["dead", outboxPath()],
  ["toPublish", queuePath("?publish=1")],
  ["drafts", publishPath()],
  ["promises", promisesPath()],
  ["unread", queuePath("?unread=1")],
  ["identity", systemPath()],
];

export interface Task {
  name: TaskName;
  count: number;
  href: string;
}

/** The tasks of the moment, in order; a kind without any is left out. */
export const tasksOf = (waiting: WaitingCounts): Task[] =>
  ORDER.flatMap(([name, href]) => {
    const count = waiting[name] ?? 0;
    return count > 0 ? [{ name, count, href }] : [];
  });
