import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../context.ts";
import { commit } from "../db/client.ts";
import { DRAFTS_PREFIX, dropDraftFiles } from "./draft-files.ts";
import { knownFolders, loadAbandoned, loadErasable, markErased, updateDraft } from "./draft-store.ts";
import { commitDraft, draftAddress } from "./load.ts";

/** An open draft that nobody touched for so long is given up. */
export const KEEP_DAYS = 90;
const DAY_MS = 86_400_000;
const BATCH = 10;
const LISTED = 500;

/** Scheduled. Gives up abandoned drafts and erases the objects of settled ones; published originals are kept elsewhere. */
export async function eraseDrafts(ctx: Ctx): Promise<number> {
  const at = ctx.now().toISOString();
  const before = new Date(ctx.now().getTime() - KEEP_DAYS * DAY_MS).toISOString();
  for (const draft of await loadAbandoned(ctx.db, before, BATCH))
    await commitDraft(ctx, [
      updateDraft(ctx.db, { ...draft, state: "discarded" }, at),
      auditEntry(ctx.db, {
        at,
        actor: "system",
        action: "draft.discarded",
        subject: draftAddress(draft.id),
        detail: { file: draft.fileName, untouchedDays: KEEP_DAYS },
      }),
    ]);
  const settled = await loadErasable(ctx.db, BATCH);
  for (const draft of settled) {
    await dropDraftFiles(ctx, draft);
    await commit(ctx.db, [markErased(ctx.db, draft.id, at)]);
  }
  return settled.length;
}

/**
 * Scheduled, at night. Deletes objects of uploads that never became a draft. The names are random: a random place to begin at
 * comes to every object in time.
 */
export async function eraseStrayDrafts(ctx: Ctx): Promise<number> {
  const from = Array.from(ctx.random(1), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const { objects } = await ctx.files.list({ prefix: DRAFTS_PREFIX, startAfter: DRAFTS_PREFIX + from, limit: LISTED });
  const old = objects.filter(({ uploaded }) => uploaded.getTime() < ctx.now().getTime() - DAY_MS);
  const folderOf = (key: string) => key.split("/")[1] ?? "";
  const known = new Set(
    (await knownFolders(ctx.db, [...new Set(old.map(({ key }) => folderOf(key)))])).map(({ folder }) => folder),
  );
  const stray = old.map(({ key }) => key).filter((key) => !known.has(folderOf(key)));
  if (stray.length > 0) await ctx.files.delete(stray);
  return stray.length;
}
