import type { Ctx } from "../ctx.ts";
import { commit, type Statement } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { requireRole } from "../staff/permission.ts";
import { causeOf } from "../thrown.ts";
import { type Draft, isSettled } from "./draft.ts";
import { type DraftLine, isStaleDraft, listOnDesk, listPublished, loadDraft } from "./draft-store.ts";

export type { DraftLine };

const MOST_LISTED = 100;
const LAST_PUBLISHED = 20;
const isAdmin = (ctx: Ctx) => ctx.actor?.roles.includes("admin") ?? false;

/** The drafts on the desk: everybody's for an admin, their own for a publisher. */
export async function readDrafts(ctx: Ctx): Promise<DraftLine[]> {
  const name = requireRole(ctx, "publisher", "admin");
  return listOnDesk(ctx.db, isAdmin(ctx) ? null : name, MOST_LISTED);
}

/** The drafts that were published last. */
export async function readPublishedDrafts(ctx: Ctx): Promise<DraftLine[]> {
  const name = requireRole(ctx, "publisher", "admin");
  return listPublished(ctx.db, isAdmin(ctx) ? null : name, LAST_PUBLISHED);
}

/** A draft of the actor, or of anybody for an admin. Throws `unauthorized`, `forbidden`, `not_found`. */
export async function requireDraft(ctx: Ctx, id: number): Promise<{ draft: Draft; name: string }> {
  const name = requireRole(ctx, "publisher", "admin");
  const draft = await loadDraft(ctx.db, id);
  if (!draft || (draft.owner !== name && !isAdmin(ctx)))
    throw new AppError("not_found", "没有这份草稿，或者它属于别的发布员。");
  return { draft, name };
}

/** Settled drafts are told from others by their page; their files are erased. */
export function requireUnsettled(draft: Draft): Draft {
  if (isSettled(draft)) throw new AppError("conflict", "这份草稿已经发布或丢弃，不能再改。");
  return draft;
}

export const changedElsewhere = () =>
  new AppError("conflict", "这份草稿刚刚在别处被改过，这一步没有保存。下面是现在的样子，请看过再做。");

/** An open draft at the version its reader saw. Throws `conflict` besides. */
export async function requireOpenDraft(ctx: Ctx, id: number, version: number) {
  const { draft, name } = await requireDraft(ctx, id);
  requireUnsettled(draft);
  if (draft.state === "scheduled") throw new AppError("conflict", "这份草稿定了发布时间。要修改，请先取消定时。");
  if (draft.version !== version) throw changedElsewhere();
  return { draft, name };
}

/** True if a batch failed because the draft was changed after it was read. */
export const isDraftRace = (error: unknown) => isStaleDraft(error) || /the draft is settled/.test(causeOf(error));

/** Commits writes that store a draft; throws `conflict` if somebody else stored it first. */
export async function commitDraft(ctx: Ctx, writes: readonly Statement[]): Promise<void> {
  try {
    await commit(ctx.db, writes);
  } catch (error) {
    throw isDraftRace(error) ? changedElsewhere() : error;
  }
}
