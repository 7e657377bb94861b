import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { isOvertaken } from "../../db/broken-constraint.ts";
import { commit, type Statement } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { readFigures } from "../../figures/reading/extract.ts";
import type { FigureParagraph } from "../../figures/reading/figure-paragraph.ts";
import { composeNote, type TypedNote } from "../../indicators/notes/compose-note.ts";
import type { PointNote } from "../../indicators/point-note.ts";
import { newNoteId, readNotes, type ReportNotes } from "../../indicators/notes/read-notes.ts";
import { keepPointsAgain, keepPointsWithout } from "../../indicators/record.ts";
import { indicatorPath, reportPath } from "../../paths.ts";
import { requirePublisher } from "../../staff/permission.ts";
import { readReportText } from "../read.ts";

export interface NotedReport {
  bureau: string;
  bureauName: string;
  year: number;
  /** The current revision. */
  number: number;
  paragraphs: FigureParagraph[];
  known: ReportNotes;
}

/** A published report with its figures and notes, for somebody who may publish it. Throws as `readReport` does, and `forbidden`. */
export async function readNotedReport(ctx: Ctx, bureau: string, year: number): Promise<NotedReport> {
  requirePublisher(ctx, bureau);
  const [view, known] = await Promise.all([readReportText(ctx, bureau, year), readNotes(ctx, { bureau, year })]);
  const { number } = view.revision;
  return { bureau, bureauName: view.bureau.name, year, number, paragraphs: readFigures(view.sections), known };
}

/** Who acts, as a note says it. */
export const editorOf = (ctx: Ctx, name: string) => ({
  role: ctx.actor?.roles.includes("publisher") ? "publisher" : "admin",
  madeBy: name,
});

/** Takes a figure out of an indicator or assigns it to one, for readers to see. Throws `invalid` with the field, `conflict`. */
export async function notePoint(ctx: Ctx, bureau: string, year: number, seen: number, typed: TypedNote): Promise<void> {
  const { actor, report, at } = await requireSeen(ctx, bureau, year, seen);
  const { paragraphs, known } = report;
  const drafted = composeNote(typed, paragraphs, year, known.notes);
  const note: PointNote = { ...drafted, id: newNoteId(ctx), ...editorOf(ctx, actor), at };
  const action = note.act === "out" ? "report.point_taken_out" : "report.point_assigned";
  const entry = entryOf(report, note, { action, at, actor });
  await store(ctx, keepPointsAgain(ctx.db, report, paragraphs, known, [note]), entry);
}

/** Ends a note: the rules decide again. Throws `conflict` if it is ended already. */
export async function endPointNote(ctx: Ctx, bureau: string, year: number, seen: number, id: string): Promise<void> {
  const { actor, report, at } = await requireSeen(ctx, bureau, year, seen);
  const { paragraphs, known } = report;
  const note = known.notes.find((each) => each.id === id);
  if (!note) throw new AppError("conflict", "没有这条编者注，可能已经撤销。", "notes");
  const entry = entryOf(report, note, { action: "report.point_note_ended", at, actor });
  await store(ctx, keepPointsWithout(ctx.db, report, paragraphs, known, { id, at, by: actor }), entry);
}

async function requireSeen(ctx: Ctx, bureau: string, year: number, seen: number) {
  const actor = requirePublisher(ctx, bureau);
  const report = await readNotedReport(ctx, bureau, year);
  if (report.number !== seen) throw overtaken();
  return { actor, report, at: ctx.now().toISOString() };
}

const overtaken = () =>
  new AppError("conflict", "这份报告刚刚有了新版，或别人刚刚改了编者注。下面是现在的样子，请看过再做。", "notes");

const entryOf = (
  { bureau, year, number }: NotedReport,
  { id, indicator, text, year: of, reason }: PointNote,
  { action, at, actor }: { action: string; at: string; actor: string },
) => ({
  at,
  actor,
  action,
  subject: reportPath(bureau, year, number),
  detail: { indicator: indicatorPath(indicator), figure: text, year: of, reason, pointNote: id },
});

async function store(ctx: Ctx, writes: readonly Statement[], entry: Parameters<typeof auditEntry>[1]) {
  try {
    await commit(ctx.db, [...writes, auditEntry(ctx.db, entry), bumpArchiveVersion(ctx.db)]);
  } catch (error) {
    throw isOvertaken(error) ? overtaken() : error;
  }
}
