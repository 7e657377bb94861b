import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit, type Statement } from "../../db/client.ts";
import { oldObjects } from "../../old-objects.ts";
import { feedbackPath } from "../../paths.ts";
import { ATTACHMENTS_PREFIX } from "../private/attachments.ts";
import { forgetKeys, forgetQuotas } from "../guard/admission-store.ts";
import { loadAttachments, markAttachmentsErased } from "../private/author-store.ts";
import { DAY_MS } from "../../day.ts";
import { type ContactKey, openSealed, sealContact } from "../private/contact.ts";
import { boundTo, contactKeys } from "../private/contact-keys.ts";
import {
  countSealed,
  eraseContact,
  knownObjects,
  loadErasableFeedback,
  loadSealedBy,
  reseal,
} from "./retention-store.ts";
import type { Rotation } from "./rotation.ts";

/** After closing; the privacy notice names it. */
export const FEEDBACK_KEEP_DAYS = 90;
const KEEP_KEYS_DAYS = 7;
const BATCH = 50;
/** Sealed anew in one batch: a request asks the database forty times at most. */
const RESEALED_AT_ONCE = 30;
const actor = "system";

/**
 * Scheduled. Erases contact data and attachments of feedback settled long enough ago; the record and its audit stay. Files
 * go first: a crash leaves rows that the next run finds again. Answers how many were erased.
 */
export async function eraseExpired(ctx: Ctx): Promise<number> {
  const now = ctx.now();
  const at = now.toISOString();
  const rows = await loadErasableFeedback(
    ctx.db,
    new Date(now.getTime() - FEEDBACK_KEEP_DAYS * DAY_MS).toISOString(),
    BATCH,
  );
  for (const { id, confidential } of rows) {
    const files = (await loadAttachments(ctx.db, id)).filter((file) => file.erasedAt === null);
    if (files.length > 0) await ctx.files.delete(files.map(({ objectKey }) => objectKey));
    await commit(ctx.db, [
      eraseContact(ctx.db, id, at),
      markAttachmentsErased(ctx.db, id, at),
      auditEntry(ctx.db, {
        at,
        actor,
        action: "feedback.erased",
        subject: feedbackPath(id),
        detail: { attachments: files.length },
        confidential,
      }),
    ]);
  }
  await commit(ctx.db, [
    ...forgetQuotas(ctx.db, Math.floor(now.getTime() / 1000)),
    forgetKeys(ctx.db, new Date(now.getTime() - KEEP_KEYS_DAYS * DAY_MS).toISOString()),
  ]);
  return rows.length;
}

/** Scheduled, at night. Deletes files of submissions that were never stored. */
export async function eraseStrayAttachments(ctx: Ctx): Promise<number> {
  const old = await oldObjects(ctx, ATTACHMENTS_PREFIX);
  const known = new Set((await knownObjects(ctx.db, old)).map(({ key }) => key));
  const stray = old.filter((key) => !known.has(key));
  if (stray.length > 0) await ctx.files.delete(stray);
  return stray.length;
}

/**
 * Scheduled, and by an admin. Seals with the newest key what an older one sealed. An older key can be taken out of the settings
 * when `otherwise` is empty and not before: a box that does not open is left as it is.
 */
export async function rotateContactKeys(ctx: Ctx, by = actor): Promise<Rotation> {
  const [newest, ...older] = await contactKeys(ctx);
  const resealed = newest ? await resealSome(ctx, newest, older, by) : 0;
  const known = new Set(older.map(({ id }) => id));
  const sealed = await countSealed(ctx.db);
  return {
    resealed,
    newest: newest?.id ?? null,
    older: [...known],
    otherwise: sealed.flatMap(({ key, boxes }) => (key === newest?.id ? [] : { key, boxes, known: known.has(key) })),
  };
}

async function resealSome(ctx: Ctx, newest: ContactKey, older: readonly ContactKey[], by: string): Promise<number> {
  if (older.length === 0) return 0;
  const writes: Statement[] = [];
  const ids = older.map(({ id }) => id);
  for (const row of await loadSealedBy(ctx.db, ids, RESEALED_AT_ONCE)) {
    const contact = await openSealed(older, row, boundTo(row)).catch(() => null);
    if (contact === null) continue;
    const sealed = await sealContact(newest, contact, boundTo(row), ctx.random(12));
    writes.push(reseal(ctx.db, row, sealed.keyId, sealed.box));
  }
  if (writes.length === 0) return 0;
  const detail = { key: newest.id, resealed: writes.length };
  const action = "feedback.contacts_resealed";
  const at = ctx.now().toISOString();
  await commit(ctx.db, [...writes, auditEntry(ctx.db, { at, actor: by, action, subject: "/staff", detail })]);
  return writes.length;
}
