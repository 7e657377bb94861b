import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { readFigures } from "../figures/reading/extract.ts";
import { composeNote, type TypedNote } from "../indicators/notes/compose-note.ts";
import type { PointNote } from "../indicators/point-note.ts";
import { newNoteId, readNotes } from "../indicators/notes/read-notes.ts";
import { indicatorPath } from "../paths.ts";
import { editorOf } from "../reports/publish/point-notes.ts";
import { storeDraft } from "./edit-draft.ts";
import { requireOpenDraft } from "./load.ts";
import { type Preview, previewOf } from "./preview.ts";

/** The notes that count if the draft is published now: those of its report, then its own. */
export async function notesOfDraft(ctx: Ctx, { draft, plan, year }: Preview): Promise<PointNote[]> {
  const known = plan && year !== null && plan.number > 1 ? await readNotes(ctx, { bureau: plan.bureau, year }) : null;
  return [...(known?.notes ?? []), ...draft.pointNotes];
}

/** Decides of a figure before the draft is published; readers see it with the revision. Throws `invalid` with the field, `conflict`. */
export async function noteDraftPoint(ctx: Ctx, id: number, version: number, typed: TypedNote): Promise<void> {
  const { draft, name } = await requireOpenDraft(ctx, id, version);
  const preview = await previewOf(ctx, draft);
  if (preview.year === null) throw new AppError("conflict", "请先填写报告年度，再决定指标。", "place");
  const paragraphs = readFigures(preview.sections);
  const drafted = composeNote(typed, paragraphs, preview.year, await notesOfDraft(ctx, preview));
  const note = { ...drafted, id: newNoteId(ctx), ...editorOf(ctx, name), at: ctx.now().toISOString() };
  await storeDraft(ctx, { ...draft, pointNotes: [...draft.pointNotes, note] }, name, "draft.point_noted", {
    indicator: indicatorPath(note.indicator),
    figure: note.text,
    reason: note.reason,
    pointNote: note.id,
  });
}

/** Takes back a note that the draft has; those of its published report are ended at the report. Throws `conflict`. */
export async function dropDraftNote(ctx: Ctx, id: number, version: number, note: string): Promise<void> {
  const { draft, name } = await requireOpenDraft(ctx, id, version);
  const pointNotes = draft.pointNotes.filter((each) => each.id !== note);
  if (pointNotes.length === draft.pointNotes.length)
    throw new AppError("conflict", "没有这条编者注，可能已经撤销。", "notes");
  await storeDraft(ctx, { ...draft, pointNotes }, name, "draft.point_note_undone", { pointNote: note });
}
