import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { DAY_MS } from "../day.ts";
import { commit } from "../db/client.ts";
import { oldObjects } from "../old-objects.ts";
import { draftPath } from "../console-paths.ts";
import { DRAFTS_PREFIX, dropDraftFiles } from "./draft-files.ts";
import { knownFolders, loadAbandoned, loadErasableDrafts, markErased, updateDraft } from "./draft-store.ts";
import { commitDraft } from "./load.ts";

/** An open draft that nobody touched for so long is given up. */
export const DRAFT_KEEP_DAYS = 90;
const BATCH = 10;

/** Scheduled. Gives up abandoned drafts and erases the objects of settled ones; published originals are kept elsewhere. */
export async function eraseDrafts(ctx: Ctx): Promise<number> {
  const at = ctx.now().toISOString();
  const before = new Date(ctx.now().getTime() - DRAFT_KEEP_DAYS * DAY_MS).toISOString();
  for (const draft of await loadAbandoned(ctx.db, before, BATCH))
    await commitDraft(ctx, [
      updateDraft(ctx.db, { ...draft, state: "discarded" }, at),
      auditEntry(ctx.db, {
        at,
        actor: "system",
        action: "draft.discarded",
        subject: draftPath(draft.id),
        detail: { file: draft.fileName, untouchedDays: DRAFT_KEEP_DAYS },
      }),
    ]);
  const settled = await loadErasableDrafts(ctx.db, BATCH);
  for (const draft of settled) {
    await dropDraftFiles(ctx, draft);
    await commit(ctx.db, [markErased(ctx.db, draft.id, at)]);
  }
  return settled.length;
}

/** Scheduled, at night. Deletes objects of uploads that never became a draft. */
export async function eraseStrayDrafts(ctx: Ctx): Promise<number> {
  const old = await oldObjects(ctx, DRAFTS_PREFIX);
  const folderOf = (key: string) => key.split("/")[1] ?? "";
  const known = new Set((await knownFolders(ctx.db, [...new Set(old.map(folderOf))])).map(({ folder }) => folder));
  const stray = old.filter((key) => !known.has(folderOf(key)));
  if (stray.length > 0) await ctx.files.delete(stray);
  return stray.length;
}
