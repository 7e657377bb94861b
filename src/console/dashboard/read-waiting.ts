import type { Ctx } from "../../ctx.ts";
import { type DraftLine, readDrafts } from "../../drafts/load.ts";
import { type Queue, readQueue } from "../../feedback/handle/queue.ts";
import { readUnread } from "../../feedback/handle/reads.ts";
import { countDeadLetters } from "../../outbox/dead-letters.ts";
import { listPromises } from "../../reports/promise/promises.ts";
import { listProposed } from "../../staff/people.ts";
import type { Role } from "../../staff/role.ts";
import type { WaitingCounts } from "./tasks.ts";

export interface Dashboard {
  waiting: WaitingCounts;
  /** The case that falls due first. */
  first: Queue["rows"];
}

const FIRST = 5;

/** The work that waits for the actor, by their roles. `identity` is how many facts about who runs the site are missing. */
export async function readWaiting(ctx: Ctx, roles: readonly Role[], identity: number): Promise<Dashboard> {
  const is = (...any: Role[]) => roles.some((role) => any.includes(role));
  const [queue, unread, drafts, promises, proposed, dead] = await Promise.all([
    is("officer", "supervisor") ? readQueue(ctx, {}) : null,
    is("officer", "supervisor") ? readUnread(ctx) : null,
    is("publisher", "admin") ? readDrafts(ctx) : [],
    is("publisher", "admin") ? listPromises(ctx) : null,
    is("supervisor", "admin") ? listProposed(ctx) : [],
    is("admin") ? countDeadLetters(ctx) : 0,
  ]);
  return {
    waiting: {
      ...(queue && queueWaiting(queue, is("supervisor"))),
      unread: unread?.size ?? 0,
      ...draftsWaiting(drafts),
      promises: promises?.undecided.length ?? 0,
      people: proposed.length,
      dead,
      identity: is("admin") ? identity : 0,
    },
    first: queue?.rows.filter(({ due }) => due !== null).slice(0, FIRST) ?? [],
  };
}

const queueWaiting = ({ counts }: Queue, supervisor: boolean): WaitingCounts => ({
  overdue: counts.overdue,
  soon: counts.soon,
  review: counts.toReview,
  unaccepted: counts.unaccepted,
  toPublish: supervisor ? counts.toPublish : 0,
});

function draftsWaiting(drafts: readonly DraftLine[]): WaitingCounts {
  const open = drafts.filter(({ state }) => state === "open");
  const failed = open.filter(({ failure }) => failure !== null).length;
  return { failed, drafts: open.length - failed };
}
