import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { outboxEntry } from "../outbox/store.ts";
import { draftPath } from "../console-paths.ts";
import { findActor } from "../staff/people.ts";
import { classOf } from "../thrown.ts";
import type { Draft } from "./draft.ts";
import { loadDue, updateDraft } from "./draft-store.ts";
import { commitDraft } from "./load.ts";
import { previewOf } from "./preview.ts";
import { offTheClock, publishPreview, requireStated } from "./publish-draft.ts";

/** A publication takes a dozen queries, and one run has forty. */
const MOST_AT_ONCE = 2;
/** So many are tried, so that some that fail hold nobody up. */
const MOST_TRIED = 8;
const GIVE_UP_AFTER_MS = 3_600_000;

/**
 * Scheduled. Publishes each draft whose time has come, once, in the name of who set the time. What cannot be published goes
 * back to its owner with the reason; a fault of the platform is tried again for an hour.
 */
export async function publishDue(ctx: Ctx): Promise<number> {
  const due = await loadDue(ctx.db, ctx.now().toISOString(), MOST_TRIED);
  let published = 0;
  for (const draft of due) {
    if (published >= MOST_AT_ONCE) break;
    const failure = await attempt(ctx, draft);
    if (failure === null) published += 1;
    else if (failure !== "again") await sendBack(ctx, draft, failure);
  }
  return published;
}

async function attempt(ctx: Ctx, draft: Draft): Promise<string | null> {
  try {
    const actor = await findActor(ctx, draft.scheduledBy ?? "");
    if (!actor) return "定时发布的人员已停用。请由在用的发布员重新发布。";
    await publishAsSeen({ ...ctx, actor }, draft);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable") return error.message;
    log("draft.retry", { id: draft.id, error: classOf(error) });
    const late = ctx.now().getTime() - new Date(draft.publishAt ?? "").getTime();
    return late > GIVE_UP_AFTER_MS ? "系统故障，一小时内多次尝试没有成功。请稍后再发布。" : "again";
  }
}

async function publishAsSeen(ctx: Ctx, draft: Draft) {
  const preview = await previewOf(ctx, draft);
  const { plan, problem } = preview;
  if (!plan) throw problem ?? new AppError("conflict", "这份草稿现在不能发布。");
  if (preview.digest !== draft.previewed)
    throw new AppError(
      "conflict",
      `定时之后，这份报告有了变化：本稿现在会成为第${plan.number}版。请看过新的预览再发布。`,
    );
  const ready = { ...preview, plan };
  await publishPreview(ctx, ready, requireStated(ready, draft), draft.accepted);
}

async function sendBack(ctx: Ctx, draft: Draft, failure: string) {
  const at = ctx.now().toISOString();
  try {
    await commitDraft(ctx, [
      updateDraft(ctx.db, offTheClock(draft, failure), at),
      auditEntry(ctx.db, {
        at,
        actor: "system",
        action: "draft.failed",
        subject: draftPath(draft.id),
        detail: { publishAt: draft.publishAt, failure },
      }),
      outboxEntry(ctx.db, { kind: "notify", at, payload: { event: "publication.failed", draft: draft.id } }),
    ]);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
