import type { Ctx } from "../../ctx.ts";
import type { Statement } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { mayPublishFor, requirePublisher, requireRole } from "../../staff/permission.ts";
import { type Correctable, type CorrectedFeedback, listCorrectable, listCorrected } from "./correction-store.ts";
import { staff } from "../case/handled.ts";
import { loadClockRules } from "../settings.ts";
import { type Feedback, loadSeveral } from "../store.ts";
import { planStep, type Transition } from "../case/transition.ts";

export type { Correctable, CorrectedFeedback as Corrected };

const MOST_LISTED = 50;
const MOST_CORRECTED = 500;
/** Each is three statements of the batch, and a request has 40 queries. Decision 0066. */
export const MOST_CAUSES = 2;

/** Open feedback of a report that a new revision may name as its cause, without the words of private feedback. */
export async function readCorrectable(ctx: Ctx, bureau: string, year: number): Promise<Correctable[]> {
  requireRole(ctx, "publisher", "admin");
  return mayPublishFor(ctx.actor, bureau) ? listCorrectable(ctx.db, bureau, year, MOST_LISTED) : [];
}

/** For everybody: the public feedback that revisions of a report answered. */
export const readCorrected = (ctx: Ctx, bureau: string, year: number): Promise<CorrectedFeedback[]> =>
  listCorrected(ctx.db, bureau, year, MOST_CORRECTED);

/** The step that links a feedback to the revision that corrects the matter; an answered one is closed by it. */
export const correctionStep = (name: string, revision: number): Transition => ({
  event: "linkCorrection",
  by: staff(name),
  note: `由第${revision}版更正。`,
  noteIsPublic: true,
  change: { correctionRevision: revision },
  detail: { revision },
});

/**
 * For the batch that publishes a revision, which raises the archive's version: writes that link the feedback it answers. Throws `conflict` if one is not of
 * this report, is not open any more, or has its correction already.
 */
export async function correctionWrites(
  ctx: Ctx,
  ids: readonly number[],
  revision: { bureau: string; year: number; number: number },
): Promise<Statement[]> {
  const name = requirePublisher(ctx, revision.bureau);
  if (ids.length === 0) return [];
  const [known, rules] = [await loadSeveral(ctx.db, ids), await loadClockRules(ctx)];
  return [...new Set(ids)].flatMap((id) => {
    const feedback = known.find((each) => each.id === id);
    if (!feedback || !isAbout(feedback, revision))
      throw new AppError("conflict", `意见 ${id} 不是针对这份报告的，不能作为更正的原因。`, "feedback");
    return planStep(ctx, feedback, correctionStep(name, revision.number), rules).writes;
  });
}

const isAbout = (feedback: Feedback, { bureau, year, number }: { bureau: string; year: number; number: number }) =>
  !feedback.confidential &&
  !feedback.held &&
  feedback.aboutBureau === bureau &&
  feedback.year === year &&
  feedback.revision !== null &&
  feedback.revision < number;
