import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { feedbackPath } from "../../paths.ts";
import { isPicture } from "../private/attachment.ts";
import { SEALED_TYPE } from "../private/attachments.ts";
import { loadAttachments } from "../private/author-store.ts";
import { requireHandled } from "../case/handled.ts";

/** The attachment of that place, from 1 on (a number of its own would tell of others), for who handles the feedback. Only a picture may be shown as it is. Audited. */
export async function openAttachment(ctx: Ctx, id: number, number: number) {
  const { feedback, name: actor } = await requireHandled(ctx, id);
  const attachment = (await loadAttachments(ctx.db, id))[number - 1];
  const file = attachment && !attachment.erasedAt ? await ctx.files.get(attachment.objectKey) : null;
  if (!attachment || !file) throw new AppError("not_found", "没有这个附件，或已按期删除。");
  const at = ctx.now().toISOString();
  const detail = { attachment: number };
  await commit(ctx.db, [
    auditEntry(ctx.db, {
      at,
      actor,
      action: "feedback.attachment_opened",
      subject: feedbackPath(id),
      detail,
      confidential: feedback.confidential || feedback.held,
    }),
  ]);
  const { name, type, size } = attachment;
  return { name, type, size, body: file.body, isPicture: isPicture(type), isSealed: type === SEALED_TYPE };
}
