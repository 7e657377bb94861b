import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { ParsedReport } from "../ingest/document.ts";
import { requireField, yearText } from "../fields.ts";
import { requireBureauName, requireBureauSlug } from "../reports/bureau.ts";
import type { Edit } from "../reports/desk/edit.ts";
import { applyEdits } from "../reports/desk/editorial.ts";
import { requireYear } from "../reports/publish/inputs.ts";
import { draftPath } from "../console-paths.ts";
import { type Draft, MOST_EDITS } from "./draft.ts";
import { loadRead } from "./draft-files.ts";
import { updateDraft } from "./draft-store.ts";
import { commitDraft, requireDraft, requireOpenDraft } from "./load.ts";

const LONGEST_TITLE = 200;

/**
 * Adds a correction by hand, and answers the id of the piece that its reader comes back to. Throws `conflict` if it does not
 * apply, or if the draft is not as its reader saw it.
 */
export async function addEdit(ctx: Ctx, id: number, version: number, edit: Edit): Promise<string> {
  const { draft, name } = await requireOpenDraft(ctx, id, version);
  if (draft.edits.length >= MOST_EDITS)
    throw new AppError("conflict", `一份草稿最多调整${MOST_EDITS}处。请在原始文件里改好，重新上传。`);
  const edits = [...draft.edits, edit];
  const read = await loadRead(ctx, draft);
  const applied = applyEdits(read, edits);
  if (!applied.ok) throw new AppError("conflict", applied.message, "edit");
  await storeDraft(ctx, { ...draft, edits }, name, "draft.edited", { op: edit.op, at: edit.at });
  return placeAfter(edit, read, draft.edits);
}

function placeAfter(edit: Edit, read: ParsedReport, earlier: readonly Edit[]): string {
  if (edit.op === "split") return `${edit.at}-${edit.offset}`;
  if (edit.op !== "join") return edit.at;
  const before = applyEdits(read, earlier);
  const pieces = before.ok ? before.sections.flatMap((section) => section.pieces) : [];
  return pieces[pieces.findIndex((piece) => piece.id === edit.at) - 1]?.id ?? edit.at;
}

/** Takes back one correction (`index` from 0). Throws `conflict` if a later one rests on it. */
export async function removeEdit(ctx: Ctx, id: number, version: number, index: number): Promise<void> {
  const { draft, name } = await requireOpenDraft(ctx, id, version);
  const removed = draft.edits[index];
  if (!removed) throw new AppError("conflict", "没有这一处调整，可能已经撤销。", "edits");
  const edits = draft.edits.filter((_, at) => at !== index);
  const applied = applyEdits(await loadRead(ctx, draft), edits);
  if (!applied.ok && applied.index >= index)
    throw new AppError("conflict", `第${applied.index + 2}处调整依赖这一处，请先撤销后面的。`, "edits");
  await storeDraft(ctx, { ...draft, edits }, name, "draft.edit_undone", { op: removed.op, at: removed.at });
}

export interface DraftIdentity {
  title: string;
  bureauName: string;
  bureau: string;
  /** As typed. */
  year: string;
}

/** Gives what the file does not say. Throws `invalid` with the field. */
export async function describeDraft(ctx: Ctx, id: number, version: number, facts: DraftIdentity): Promise<void> {
  const { draft, name } = await requireOpenDraft(ctx, id, version);
  const title = facts.title.replace(/\s+/gu, " ").trim();
  if (title.length > LONGEST_TITLE) throw new AppError("invalid", `标题最多${LONGEST_TITLE}字。`, "title");
  const year = facts.year.trim();
  if (year !== "") {
    const given = requireField(yearText, year, "year");
    requireYear((await loadRead(ctx, draft)).year, given, ctx.now());
  }
  const bureauName = facts.bureauName.trim();
  const bureau = facts.bureau.trim();
  const next = {
    ...draft,
    title,
    bureauName: bureauName === "" ? "" : requireBureauName(bureauName, "bureauName"),
    bureau: bureau === "" ? "" : requireBureauSlug(bureau),
    year: year === "" ? null : Number(year),
  };
  await storeDraft(ctx, next, name, "draft.described", {
    title,
    bureau: next.bureau || next.bureauName,
    year: next.year,
  });
}

/** Gives a draft up; its file is erased. One that waits for its time has to be taken off the clock first. */
export async function discardDraft(ctx: Ctx, id: number): Promise<void> {
  const { version } = (await requireDraft(ctx, id)).draft;
  const { draft, name } = await requireOpenDraft(ctx, id, version);
  await storeDraft(ctx, { ...draft, state: "discarded" }, name, "draft.discarded", { file: draft.fileName });
}

export async function storeDraft(
  ctx: Ctx,
  draft: Draft,
  actor: string,
  action: string,
  detail: Record<string, string | number | boolean | null>,
) {
  const at = ctx.now().toISOString();
  await commitDraft(ctx, [
    updateDraft(ctx.db, draft, at),
    auditEntry(ctx.db, { at, actor, action, subject: draftPath(draft.id), detail }),
  ]);
}
