import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import type { Statement } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { correctionWrites, MOST_CAUSES } from "../feedback/handle/correction.ts";
import { requireNote } from "../reports/publish/inputs.ts";
import { reportPath } from "../paths.ts";
import { requireDecided } from "../reports/publish/obstacles.ts";
import type { RevisionPlan } from "../reports/publish/plan-revision.ts";
import { publishReport, type PublishResult } from "../reports/publish/publish.ts";
import { draftPath } from "../console-paths.ts";
import { loadFile } from "./draft-files.ts";
import { updateDraft } from "./draft-store.ts";
import { changedElsewhere, commitDraft, isDraftRace, requireDraft, requireUnsettled } from "./load.ts";
import { draftDecision, type Draft } from "./draft.ts";
import { type Preview, previewOf } from "./preview.ts";
import { requirePublishTime } from "./publish-time.ts";

/** The state that the page showed when its form was filled in. */
export interface SeenPreview {
  version: number;
  /** The number the revision would have got. */
  number: number;
  digest: string;
}

export interface DraftPublication {
  note: string;
  feedback: number[];
  /** Codes of obstacles that were ticked. */
  accept?: readonly string[] | undefined;
  seen: SeenPreview;
}

type Ready = Preview & { plan: RevisionPlan };

/**
 * Publishes the draft as it was looked at, or nothing. Throws `conflict` if it has changed since, `invalid` with the field.
 * Decision 0064.
 */
export async function publishDraft(ctx: Ctx, id: number, publication: DraftPublication): Promise<PublishResult> {
  const { draft } = await requireDraft(ctx, id);
  const preview = requireAsSeen(await previewOf(ctx, requireUnsettled(draft)), publication.seen);
  return publishPreview(ctx, preview, requireStated(preview, publication), publication.accept ?? []);
}

/** What `publishDraft` would publish now, or why it would refuse. Writes nothing. */
export async function checkDraft(ctx: Ctx, id: number, publication: DraftPublication): Promise<Preview> {
  const { draft } = await requireDraft(ctx, id);
  const preview = requireAsSeen(await previewOf(ctx, requireUnsettled(draft)), publication.seen);
  requireStated(preview, publication);
  requireDecided(preview.obstacles, publication);
  return preview;
}

/** Sets the time (`at`, as typed) at which the shown preview is published. Also moves a time that is set. */
export async function scheduleDraft(ctx: Ctx, id: number, publication: DraftPublication, at: string): Promise<void> {
  const { draft, name } = await requireDraft(ctx, id);
  const preview = requireAsSeen(await previewOf(ctx, requireUnsettled(draft)), publication.seen);
  const stated = requireStated(preview, publication);
  const { obstacles } = preview;
  requireDecided(obstacles, publication);
  const publishAt = requirePublishTime(at, ctx.now());
  const now = ctx.now().toISOString();
  const next: Draft = {
    ...draft,
    ...stated,
    accepted: obstacles.map(({ code }) => code),
    state: "scheduled",
    publishAt,
    scheduledBy: name,
    previewed: preview.digest,
    failure: null,
  };
  await commitDraft(ctx, [
    updateDraft(ctx.db, next, now),
    auditEntry(ctx.db, {
      at: now,
      actor: name,
      action: "draft.scheduled",
      subject: draftPath(id),
      detail: {
        publishAt,
        revision: preview.plan.number,
        ...(next.accepted.length > 0 && { accepted: next.accepted.join(" ") }),
      },
    }),
  ]);
}

/** Takes a draft off the clock; the typed text stays. */
export async function cancelSchedule(ctx: Ctx, id: number): Promise<void> {
  const { draft, name } = await requireDraft(ctx, id);
  if (draft.state !== "scheduled") throw new AppError("conflict", "这份草稿没有定时发布。");
  const at = ctx.now().toISOString();
  await commitDraft(ctx, [
    updateDraft(ctx.db, offTheClock(draft, null), at),
    auditEntry(ctx.db, {
      at,
      actor: name,
      action: "draft.unscheduled",
      subject: draftPath(id),
      detail: { publishAt: draft.publishAt },
    }),
  ]);
}

export const offTheClock = (draft: Draft, failure: string | null): Draft => ({
  ...draft,
  state: "open",
  publishAt: null,
  scheduledBy: null,
  previewed: null,
  accepted: [],
  failure,
});

function requireAsSeen(preview: Preview, seen: SeenPreview): Ready {
  const { plan, problem, draft, digest } = preview;
  if (!plan) throw problem ?? new AppError("conflict", "这份草稿现在不能发布。");
  if (digest === seen.digest && draft.version === seen.version) return { ...preview, plan };
  const changes = [
    ...(seen.number !== plan.number
      ? [`这份报告在您预览之后有了新的修订版，本稿现在会成为第${plan.number}版，而不是第${seen.number}版`]
      : []),
    ...(seen.version !== draft.version ? ["这份草稿在别处被改过"] : []),
  ];
  const what = changes.length > 0 ? changes.join("；") : "预览的内容有变化";
  throw new AppError("conflict", `没有发布：${what}。下面是新的预览，请看过再发布。`, "preview");
}

/** The note and the feedback that go with the revision. Throws `invalid`. */
export function requireStated({ plan }: Ready, { note, feedback }: Pick<DraftPublication, "note" | "feedback">) {
  if (plan.unchanged) throw new AppError("conflict", `文件和文字都与第${plan.number}版相同，无须再发布。`, "preview");
  const stated = requireNote(note);
  if (plan.number > 1 && stated.length < 2)
    throw new AppError("invalid", "修订版要写明修订说明：改了什么、为什么改。说明会公开。", "note");
  if (feedback.length > MOST_CAUSES)
    throw new AppError("invalid", `一次修订最多关联${MOST_CAUSES}件意见；其余的可以在意见的办理页关联。`, "feedback");
  return { note: stated, feedback: plan.number > 1 ? feedback : [] };
}

/** One batch: the revision, the settled draft, the feedback it answers. */
export async function publishPreview(
  ctx: Ctx,
  { draft, parsed, plan, year }: Ready,
  { note, feedback }: { note: string; feedback: number[] },
  accept: readonly string[],
): Promise<PublishResult> {
  const bytes = await loadFile(ctx, draft);
  const settled = { ...draft, note, feedback, state: "published" as const };
  try {
    const result = await publishReport(ctx, {
      bytes,
      fileName: draft.fileName,
      bureau: draft.bureau || undefined,
      year: year ?? undefined,
      note,
      looked: {
        parsed,
        plan,
        decision: { ...draftDecision(draft), accept },
        feedback,
        pointNotes: draft.pointNotes,
        alongside: (revision) => settle(ctx, settled, revision),
        isOutdated: isDraftRace,
      },
    });
    if (result.outcome === "unchanged")
      throw new AppError("conflict", "同样的内容刚刚已经发布，无须再发布。", "preview");
    return result;
  } catch (error) {
    throw isDraftRace(error) ? changedElsewhere() : error;
  }
}

interface Published {
  bureau: string;
  year: number;
  number: number;
  publishedAt: string;
  publishedBy: string;
}

/** The writes that go into the batch of the revision that a draft became. */
async function settle(ctx: Ctx, draft: Draft, revision: Published): Promise<Statement[]> {
  const at = revision.publishedAt;
  const publishedPath = reportPath(revision.bureau, revision.year, revision.number);
  return [
    updateDraft(ctx.db, { ...draft, publishedPath }, at),
    auditEntry(ctx.db, {
      at,
      actor: revision.publishedBy,
      action: "draft.published",
      subject: draftPath(draft.id),
      detail: { revision: publishedPath, corrections: draft.edits.length, publishAt: draft.publishAt },
    }),
    ...(await correctionWrites(ctx, draft.feedback, revision)),
  ];
}
