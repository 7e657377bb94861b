import type { Ctx } from "../../ctx.ts";
import { bureausOf, requireRole } from "../../staff/permission.ts";
import { loadModeration, loadReplies, type ModerationEntry, type Reply } from "../case/answer-store.ts";
import { type Attachment, loadAttachments } from "../private/author-store.ts";
import { addDays } from "../calendar.ts";
import { beijingDay } from "../../day.ts";
import { type EventType, possibleEvents, type Status } from "../feedback.ts";
import type { Kind } from "../kind.ts";
import { loadJoined } from "../store.ts";
import { readPinnedSection } from "../target/passage.ts";
import type { TargetSection } from "../target/target-store.ts";
import { MOST_JOINED } from "../case/transition.ts";
import { requireHandled } from "../case/handled.ts";
import { type AuthorView, viewForAuthor } from "../case/author-view.ts";
import type { DueFilter } from "./due-filter.ts";
import { readUnread } from "./reads.ts";
import { countQueue, countUndecided, listQueue, listSame, type QueueCounts, type QueueRow } from "./queue-store.ts";

export const QUEUE_PAGE = 50;
const SOON_DAYS = 3;
const MOST_COUNTED = 1_000;

export interface QueueQuery {
  bureau?: string | undefined;
  kind?: Kind | undefined;
  status?: Status | undefined;
  /** Only what waits for a second pair of eyes. */
  drafts?: boolean | undefined;
  /** Only what waits for the decision to publish it; settled feedback too. */
  toPublish?: boolean | undefined;
  /** Settled feedback too. */
  all?: boolean | undefined;
  due?: DueFilter | undefined;
  /** Only what the actor has not read. */
  unread?: boolean | undefined;
  page?: number | undefined;
}

export interface Queue {
  rows: QueueRow[];
  counts: QueueCounts & { toPublish: number };
  page: number;
}

/** The feedback that waits for the actor, in the order of deadlines. Throws `unauthorized`, `forbidden`. */
export async function readQueue(ctx: Ctx, query: QueueQuery): Promise<Queue> {
  const name = requireRole(ctx, "officer", "supervisor");
  const own = bureausOf(ctx.actor);
  const asked = query.bureau ? [query.bureau] : null;
  const bureaus = own === "every" ? asked : own.filter((slug) => !asked || asked.includes(slug));
  const confidential = ctx.actor?.roles.includes("supervisor") ?? false;
  const today = beijingDay(ctx.now());
  const filter = {
    bureaus,
    confidential,
    kind: query.kind ?? null,
    status: query.status ?? null,
    openOnly: !query.all && !query.status && !query.toPublish,
    draftsOnly: query.drafts ?? false,
    undecidedOnly: query.toPublish ?? false,
    due: query.due ?? null,
    ids: query.unread ? [...(await readUnread(ctx))] : null,
    today,
    soonDay: addDays(today, SOON_DAYS),
  };
  const page = Math.max(1, query.page ?? 1);
  const [rows, counts, toPublish] = await Promise.all([
    listQueue(ctx.db, filter, { limit: QUEUE_PAGE, offset: (page - 1) * QUEUE_PAGE }),
    countQueue(ctx.db, filter, name),
    countUndecided(ctx.db, bureaus, MOST_COUNTED),
  ]);
  return { rows, counts: { ...counts, toPublish }, page };
}

/** Everything about one feedback but its contact data, for who handles it. */
export interface Case extends Omit<AuthorView, "replies" | "attachments"> {
  replies: Reply[];
  attachments: Attachment[];
  moderation: ModerationEntry[];
  hasContact: boolean;
  /** Numbers of feedback with the same words. */
  same: number[];
  /** Numbers of feedback that is handled with it. */
  joined: number[];
  /** The section it points to, as its author saw it. */
  passage: TargetSection | null;
  /** The actor's possible steps, by the rules. Publishing needs a supervisor. */
  possible: EventType[];
}

/** Throws `unauthorized`, `forbidden`, `not_found`. */
export async function readCase(ctx: Ctx, id: number): Promise<Case> {
  const { feedback, name } = await requireHandled(ctx, id);
  const [view, replies, attachments, moderation, same, joined, passage] = await Promise.all([
    viewForAuthor(ctx, feedback),
    loadReplies(ctx.db, id),
    loadAttachments(ctx.db, id),
    loadModeration(ctx.db, id),
    listSame(ctx.db, id, feedback.textDigest),
    loadJoined(ctx.db, id, MOST_JOINED),
    readPinnedSection(ctx, feedback),
  ]);
  const mine = possibleEvents(feedback, name, beijingDay(ctx.now())).filter((event) => !isAuthors(event));
  const supervisor = ctx.actor?.roles.includes("supervisor") ?? false;
  return {
    ...view,
    replies,
    attachments,
    moderation,
    hasContact: feedback.contactBox !== null,
    same: same.map((row) => row.id),
    joined: joined.map((each) => each.id),
    passage,
    possible: mine.filter((event) => supervisor || !SUPERVISORS.includes(event)),
  };
}

const SUPERVISORS: EventType[] = ["publish", "hide", "publishReply", "release", "reclassify"];
const isAuthors = (event: EventType) =>
  ["supplement", "rate", "reopen", "withdrawConsent", "markOverdue", "recount"].includes(event);
