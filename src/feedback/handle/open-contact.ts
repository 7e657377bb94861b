import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { feedbackPath } from "../../paths.ts";
import { openSealed } from "../private/contact.ts";
import { boundTo, contactKeys } from "../private/contact-keys.ts";
import { requireHandled } from "../case/handled.ts";

/** The author's contact data, for who handles the feedback. The audit row is written first, with the reason. */
export async function openContact(ctx: Ctx, id: number, reason: string): Promise<string> {
  const { feedback, name } = await requireHandled(ctx, id);
  const { contactKey, contactBox } = feedback;
  if (contactKey === null || contactBox === null)
    throw new AppError("not_found", feedback.erasedAt ? "联系方式已按期删除。" : "提交人没有留联系方式。");
  if (reason.trim().length < 2) throw new AppError("invalid", "请写明为什么需要联系提交人。", "reason");
  const at = ctx.now().toISOString();
  const subject = feedbackPath(id);
  await commit(ctx.db, [
    auditEntry(ctx.db, {
      at,
      actor: name,
      action: "feedback.contact_opened",
      subject,
      detail: { reason: reason.trim().slice(0, 200) },
      confidential: feedback.confidential || feedback.held,
    }),
  ]);
  try {
    return await openSealed(await contactKeys(ctx), { keyId: contactKey, box: contactBox }, boundTo(feedback));
  } catch {
    throw new AppError("conflict", "联系方式打不开：加密它的密钥已不在设置中。请联系运维。");
  }
}
