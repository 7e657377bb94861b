import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { isOvertaken } from "../../db/broken-constraint.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { log } from "../../log.ts";
import { feedbackPath } from "../../paths.ts";
import { classOf } from "../../thrown.ts";
import { dropFiles } from "../private/attachments.ts";
import { parseReceipt } from "../private/receipt.ts";
import { requireSupervised, staff } from "../case/handled.ts";
import { insertHistory } from "../case/history-store.ts";
import { type Feedback, loadUnsealed } from "../store.ts";
import { transition, type Transition } from "../case/transition.ts";
import { recipientsInForce } from "../seal/keys.ts";
import { requireRecipients } from "../seal/seal-for.ts";
import { dropOld, sealLater } from "./seal-later.ts";
import { authorKeys } from "../seal/sealing.ts";

const BECOMES = "denunciation";
/** Each reads and writes what may be many files. */
const BATCH = 3;

/** A supervisor sees that it is a denunciation, before its bureau knows of it. Throws `not_found`, `conflict`, `invalid`. */
export async function reclassifyFeedback(ctx: Ctx, id: number): Promise<Feedback> {
  const { feedback, name } = await requireSupervised(ctx, id);
  return reclassify(ctx, feedback, staff(name), feedback.authorKey);
}

/** The same by its author, who holds the receipt. */
export async function reclassifyOwn(ctx: Ctx, feedback: Feedback, receipt: string): Promise<Feedback> {
  const { recipient } = await authorKeys(parseReceipt(receipt) ?? "");
  return reclassify(ctx, feedback, { kind: "author", name: "提交人" }, recipient);
}

async function reclassify(
  ctx: Ctx,
  feedback: Feedback,
  by: Transition["by"],
  authorKey: string | null,
): Promise<Feedback> {
  if (!feedback.held) return transition(ctx, feedback, { event: "reclassify", by });
  const recipients = await requireRecipients(ctx, BECOMES);
  const sealing = await sealLater(ctx, feedback, { kind: BECOMES, recipients, authorKey });
  const gone = { bureauId: null, bureau: null, bureauName: null, reportId: null, consent: false };
  try {
    const after = await transition(ctx, feedback, {
      event: "reclassify",
      by,
      // Held until it is sealed: in between it would be counted for its report.
      change: { ...gone, confidential: true, heldUntil: feedback.heldUntil, publicTitle: null, publicText: null },
      writes: () => sealing.writes,
      notify: "feedback.received",
    });
    await dropOld(ctx, sealing);
    return after;
  } catch (error) {
    // A lost answer may hide a commit: sealed files that nothing refers to are swept at night.
    if (error instanceof AppError || isOvertaken(error)) await dropFiles(ctx, sealing.kept);
    throw error;
  }
}

/** Scheduled. Seals what earlier versions took in clear, as soon as there are keys; answers how many. */
export async function sealOld(ctx: Ctx): Promise<number> {
  const recipients = await recipientsInForce(ctx);
  if (!recipients) return 0;
  let done = 0;
  for (const feedback of await loadUnsealed(ctx.db, BATCH))
    try {
      await sealInPlace(ctx, feedback, recipients);
      done += 1;
    } catch (error) {
      log("job.failed", { job: "feedback.seal", error: classOf(error) });
    }
  return done;
}

async function sealInPlace(ctx: Ctx, feedback: Feedback, recipients: string[]): Promise<void> {
  const at = ctx.now().toISOString();
  const { kind, authorKey, id, seq, status } = feedback;
  const sealing = await sealLater(ctx, feedback, { kind, recipients, authorKey, seq: seq + 1 });
  // The step takes the next number, so that what somebody else does meanwhile makes the batch fail.
  await commit(ctx.db, [
    insertHistory(ctx.db, id, {
      seq: seq + 1,
      at,
      event: "seal",
      status,
      actorKind: "system",
      note: "",
      public: false,
    }),
    ...sealing.writes,
    auditEntry(ctx.db, {
      at,
      actor: "system",
      action: "feedback.seal",
      subject: feedbackPath(id),
      detail: { files: sealing.kept.length },
      confidential: true,
    }),
  ]);
  await dropOld(ctx, sealing);
}
