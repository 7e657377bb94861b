import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import {
  decideDraft,
  insertReplyDraft,
  insertModeration,
  loadReplies,
  publishReplyText,
} from "../case/answer-store.ts";
import { requireField } from "../../fields.ts";
import { staffFields } from "../fields.ts";
import { requireHandled, requireSupervised, staff } from "../case/handled.ts";
import { wordsFor } from "../seal/seal-for.ts";
import type { Feedback } from "../store.ts";
import { transition } from "../case/transition.ts";

/** A place that a template leaves to be filled in. */
const TO_WRITE = "（请写明";

/** Writes a reply that waits for a second pair of eyes. Throws as the triage verbs do. */
export async function draftReply(ctx: Ctx, id: number, text: string): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  const typed = requireField(staffFields.reply, text, "text");
  if (typed.includes(TO_WRITE))
    throw new AppError("invalid", `模板里还有“${TO_WRITE}…）”没有改写，请写明或删去。`, "text");
  const words = await wordsFor(ctx, feedback, typed);
  return transition(ctx, feedback, {
    event: "draftReply",
    by: staff(name),
    writes: (at, of) => insertReplyDraft(ctx.db, of.id, { round: of.round, by: name, at, text: words }),
    notify: "feedback.review",
  });
}

/** Sends the draft back; the note is for staff. Nobody decides on a draft of their own. */
export async function returnDraft(ctx: Ctx, id: number, reason: string): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  const why = await wordsFor(ctx, feedback, requireField(staffFields.returned, reason, "reason"));
  return transition(ctx, feedback, {
    event: "returnDraft",
    by: staff(name),
    writes: (at, of) => [decideDraft(ctx.db, of.id, { state: "returned", by: name, at, note: why })],
  });
}

/** The author sees the reply from now on. Throws `conflict` if the actor wrote it. */
export async function approveReply(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireHandled(ctx, id);
  return transition(ctx, feedback, {
    event: "approveReply",
    by: staff(name),
    writes: (at, of) => [decideDraft(ctx.db, of.id, { state: "approved", by: name, at, note: "" })],
  });
}

export interface PublishedReply {
  /** The words to show if something had to be struck out; the original otherwise. */
  text?: string;
  title?: string;
  /** Why something was struck out; needed if the words differ from the original. */
  reason?: string;
}

/** Shows the feedback to everyone, without the parts that had to be struck out. The original stays, with actor and reason. */
export async function publishFeedback(ctx: Ctx, id: number, shown: PublishedReply = {}): Promise<Feedback> {
  const { feedback, name } = await requireSupervised(ctx, id);
  const { text, title, changed, reason } = shownOf(feedback, shown);
  return transition(ctx, feedback, {
    event: "publish",
    by: staff(name),
    note: changed ? `公开时隐去了部分内容：${reason}` : "",
    noteIsPublic: true,
    change: { publicText: text, publicTitle: title, publishedAt: feedback.publishedAt ?? ctx.now().toISOString() },
    writes: (at) => [
      insertModeration(ctx.db, id, { replyId: null, at, actor: name, action: "published", reason, shown: text }),
    ],
    detail: { redacted: changed },
  });
}

/** The text for everyone. A title given to a matter that has none strikes nothing out. */
export function shownOf(feedback: Feedback, shown: PublishedReply) {
  const text = shown.text === undefined ? feedback.text : requireField(staffFields.shownText, shown.text, "text");
  const title = shown.title === undefined ? feedback.title : requireField(staffFields.shownTitle, shown.title, "title");
  const changed = text !== feedback.text || (title !== feedback.title && feedback.title !== "");
  return { text, title, changed, reason: reasonFor(changed, shown.reason) };
}

/** The approved reply of the current round, and what everyone is to read of it. */
export async function shownReplyOf(ctx: Ctx, feedback: Feedback, shown: Omit<PublishedReply, "title">) {
  const reply = (await loadReplies(ctx.db, feedback.id)).findLast((each) => each.state === "approved");
  if (!reply || reply.round !== feedback.round) throw new AppError("conflict", "还没有审核通过的答复。");
  const text = shown.text === undefined ? reply.text : requireField(staffFields.shownReply, shown.text, "text");
  return { reply, text, reason: reasonFor(text !== reply.text, shown.reason) };
}

function reasonFor(changed: boolean, reason: string | undefined) {
  return changed ? requireField(staffFields.leftOut, reason ?? "", "reason") : "原文公开";
}

/** Takes a public feedback out of every public page; a tombstone stays. */
export async function hideFeedback(ctx: Ctx, id: number, reason: string): Promise<Feedback> {
  const { feedback, name } = await requireSupervised(ctx, id);
  const why = requireField(staffFields.hidden, reason, "reason");
  return transition(ctx, feedback, {
    event: "hide",
    by: staff(name),
    note: why,
    noteIsPublic: true,
    writes: (at) => [
      insertModeration(ctx.db, id, { replyId: null, at, actor: name, action: "hidden", reason: why, shown: null }),
    ],
  });
}

/** Shows the approved reply of the current round to everyone. */
export async function publishReply(ctx: Ctx, id: number, shown: Omit<PublishedReply, "title"> = {}): Promise<Feedback> {
  const { feedback, name } = await requireSupervised(ctx, id);
  const { reply, text, reason } = await shownReplyOf(ctx, feedback, shown);
  return transition(ctx, feedback, {
    event: "publishReply",
    by: staff(name),
    leaves: (at) => [{ kind: "reply", at, feedback: String(id), text: sha256Hex(text) }],
    writes: (at) => [
      publishReplyText(ctx.db, reply.id, text, at),
      insertModeration(ctx.db, id, { replyId: reply.id, at, actor: name, action: "published", reason, shown: text }),
    ],
    detail: { redacted: text !== reply.text },
  });
}
