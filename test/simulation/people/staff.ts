import {
  approveReply,
  draftReply,
  hideFeedback,
  publishFeedback,
  publishReply,
  returnDraft,
} from "../../../src/feedback/handle/answer.ts";
import type { EventType } from "../../../src/feedback/feedback.ts";
import { joinFeedback, separateFeedback } from "../../../src/feedback/together/join.ts";
import { releaseFeedback } from "../../../src/feedback/sealed/hold.ts";
import { reclassifyFeedback } from "../../../src/feedback/sealed/reclassify.ts";
import type { Feedback } from "../../../src/feedback/store.ts";
import {
  acceptFeedback,
  askAuthor,
  closeFeedback,
  declineFeedback,
  extendDeadline,
  linkCorrection,
  resumeClock,
  startWork,
  stopClock,
  transferFeedback,
} from "../../../src/feedback/handle/triage.ts";
import type { Ctx } from "../../../src/ctx.ts";
import { ask, at, type Person, supervisors } from "./people.ts";
import type { Random } from "../random.ts";
import { query } from "../models/storage.ts";

interface Case {
  id: number;
  status: string;
  draft_by: string | null;
  publication: string;
  reply_public: number;
  consent: number;
  revision: number | null;
  held_until: string | null;
}

/** A member of staff takes a feedback from the queue, and the step that its state asks for, or some other. */
export async function stepOfStaff(person: Person) {
  const { system, action, activity } = person;
  const cases = await query<Case>(
    system.storage,
    "SELECT id, status, draft_by, publication, reply_public, consent, revision, held_until FROM feedback ORDER BY id",
  );
  const found = at(cases, action.about);
  if (!found) return;
  const event = nextEvent(activity.random, found);
  const other = found.draft_by === supervisors[0]?.name ? supervisors[1] : supervisors[0];
  const actor = found.draft_by !== null ? other : activity.random.pick(supervisors);
  const bureaus = await query<{ slug: string }>(system.storage, "SELECT slug FROM bureaus ORDER BY id");
  const bureau = activity.random.pick(bureaus.length ? bureaus : [{ slug: "none" }]).slug;
  const text = `答复${action.id}号：经核对，数字有误，已经更正。`;
  const outcome = await ask<Feedback>(person, `${event} feedback ${found.id}`, actor ?? null, (ctx) =>
    STEPS[event](ctx, found, text, bureau, cases[0]?.id ?? found.id),
  );
  if (outcome.kind !== "answered") return;
  system.journal.steps.push({ feedback: found.id, seq: outcome.value.seq, event });
  if (event === "draftReply") system.journal.words.push({ table: "feedback_replies", feedback: found.id, text });
}

const REASON = "经研究决定，理由如上。";

type StaffEvent = Exclude<EventType, "supplement" | "reopen" | "rate" | "withdrawConsent" | "markOverdue" | "recount">;

type Step = (ctx: Ctx, of: Case, text: string, bureau: string, first: number) => Promise<Feedback>;

const STEPS: Record<StaffEvent, Step> = {
  accept: (ctx, { id }) => acceptFeedback(ctx, id),
  decline: (ctx, { id }) => declineFeedback(ctx, id, REASON),
  start: (ctx, { id }) => startWork(ctx, id),
  transfer: (ctx, { id }, _, bureau) => transferFeedback(ctx, id, bureau, REASON),
  askAuthor: (ctx, { id }) => askAuthor(ctx, id, "请说明是哪一处的数字。"),
  stopClock: (ctx, { id }) => stopClock(ctx, id, "请说明是哪一处的数字。"),
  resumeClock: (ctx, { id }) => resumeClock(ctx, id),
  draftReply: (ctx, { id }, text) => draftReply(ctx, id, text),
  returnDraft: (ctx, { id }) => returnDraft(ctx, id, REASON),
  approveReply: (ctx, { id }) => approveReply(ctx, id),
  extend: (ctx, { id }) => extendDeadline(ctx, id, REASON),
  linkCorrection: (ctx, { id, revision }) => linkCorrection(ctx, id, (revision ?? 0) + 1),
  join: (ctx, { id }, _, __, first) => joinFeedback(ctx, id, first),
  separate: (ctx, { id }) => separateFeedback(ctx, id),
  close: (ctx, { id }) => closeFeedback(ctx, id),
  publish: (ctx, { id }) => publishFeedback(ctx, id),
  hide: (ctx, { id }) => hideFeedback(ctx, id, REASON),
  publishReply: (ctx, { id }) => publishReply(ctx, id),
  release: (ctx, { id }) => releaseFeedback(ctx, id),
  reclassify: (ctx, { id }) => reclassifyFeedback(ctx, id),
};

const EVERY = Object.keys(STEPS) as StaffEvent[];

function nextEvent(random: Random, of: Case): StaffEvent {
  if (random.chance(0.1)) return random.pick(EVERY);
  if (of.held_until !== null) return random.weighted({ release: 6, reclassify: 2, accept: 1 });
  if (of.status === "submitted") return random.weighted({ accept: 8, decline: 1, transfer: 1 });
  if (of.draft_by !== null) return random.weighted({ approveReply: 5, returnDraft: 1 });
  if (of.status === "accepted" || of.status === "in_progress")
    return random.weighted({
      draftReply: 8,
      start: 1,
      askAuthor: 1,
      stopClock: 1,
      resumeClock: 1,
      extend: 1,
      linkCorrection: 1,
    });
  if (of.consent === 1 && of.publication !== "published") return random.weighted({ publish: 6, close: 1 });
  if (of.publication === "published" && of.reply_public === 0) return random.weighted({ publishReply: 6, hide: 1 });
  return random.weighted({ linkCorrection: 2, close: 2, hide: 1 });
}
