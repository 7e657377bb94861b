import { type Context, Hono } from "hono";
import { isSettled } from "../../drafts/draft.ts";
import { dropDraftNote, noteDraftPoint, notesOfDraft } from "../../drafts/note-points.ts";
import { readPreview } from "../../drafts/preview.ts";
import { AppError } from "../../errors.ts";
import { readFigures } from "../../figures/reading/extract.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { STATUS } from "../../http/api/problem.ts";
import { limitedBody } from "../../http/limited-body.ts";
import { sentForm } from "../../http/sent-form.ts";
import type { TypedNote } from "../../indicators/notes/compose-note.ts";
import { readPointsOfYear } from "../../indicators/read.ts";
import { endPointNote, notePoint, readNotedReport } from "../../reports/publish/point-notes.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { draftPath, draftPointsPath, publishPath, reportPointsPath, reportsPath } from "../../console-paths.ts";
import { textField } from "../form-fields.ts";
import { pointsPage } from "./points-page.tsx";
import type { PointsView } from "./points-view.ts";
import { pointsWords } from "./points-words.ts";

type C = Context<AppEnv>;

export const pointsRoutes = new Hono<AppEnv>();

const DRAFT = `${publishPath()}/:id{[1-9][0-9]{0,9}}/indicators` as const;
const REPORT = `${reportsPath()}/:bureau{[a-z0-9-]{1,60}}/:year{[0-9]{4}}/indicators` as const;
const limited = limitedBody(64 * 1024);
const NOTE_FIELDS = ["version", "act", "indicator", "place", "year", "reason"] as const;

const idOf = (c: C) => Number(c.req.param("id"));
const reportOf = (c: C) => [c.req.param("bureau") ?? "", Number(c.req.param("year"))] as const;

/** The same steps on a draft and on a published report. */
interface Desk {
  view: (c: C) => Promise<PointsView>;
  note: (c: C, version: number, typed: TypedNote) => Promise<void>;
  undo: (c: C, version: number, note: string) => Promise<void>;
}

const draftDesk: Desk = {
  view: viewOfDraft,
  note: (c, version, typed) => noteDraftPoint(c.get("ctx"), idOf(c), version, typed),
  undo: (c, version, note) => dropDraftNote(c.get("ctx"), idOf(c), version, note),
};
const reportDesk: Desk = {
  view: viewOfReport,
  note: (c, version, typed) => notePoint(c.get("ctx"), ...reportOf(c), version, typed),
  undo: (c, version, note) => endPointNote(c.get("ctx"), ...reportOf(c), version, note),
};

async function viewOfDraft(c: C): Promise<PointsView> {
  const ctx = c.get("ctx");
  const preview = await readPreview(ctx, idOf(c));
  const { draft, parsed, plan, year, sections } = preview;
  if (year === null) throw new AppError("conflict", pointsWords.noYear);
  return {
    year,
    heading: parsed.title,
    action: draftPointsPath(draft.id),
    back: { href: draftPath(draft.id), label: pointsWords.back },
    version: draft.version,
    paragraphs: readFigures(sections),
    notes: await notesOfDraft(ctx, preview),
    own: new Set(draft.pointNotes.map(({ id }) => id)),
    last: plan ? await readPointsOfYear(ctx, plan.bureau, year - 1) : [],
    chosen: c.req.query("indicator") ?? "",
    mayChange: draft.state === "open" && !isSettled(draft),
  };
}

async function viewOfReport(c: C): Promise<PointsView> {
  const ctx = c.get("ctx");
  const [bureau, year] = reportOf(c);
  const report = await readNotedReport(ctx, bureau, year);
  return {
    year,
    heading: report.bureauName,
    action: reportPointsPath(bureau, year),
    back: { href: reportsPath(bureau), label: pointsWords.backToReports },
    version: report.number,
    paragraphs: report.paragraphs,
    notes: report.known.notes,
    own: new Set(report.known.notes.map(({ id }) => id)),
    last: await readPointsOfYear(ctx, bureau, year - 1),
    chosen: c.req.query("indicator") ?? "",
    mayChange: true,
  };
}

for (const [path, desk] of [
  [DRAFT, draftDesk],
  [REPORT, reportDesk],
] as const) {
  pointsRoutes.get(path, signedIn, async (c) =>
    pointsPage(c, { ...(await desk.view(c)), done: pointsWords.done[c.req.query("done") ?? ""] }),
  );

  pointsRoutes.post(path, signedIn, limited, async (c) => {
    const form = await sentForm(c, { once: NOTE_FIELDS });
    const typed = {
      act: textField(form, "act"),
      indicator: textField(form, "indicator"),
      place: textField(form, "place"),
      year: textField(form, "year"),
      reason: textField(form, "reason"),
    };
    return orAgain(c, desk, typed, async () => {
      await desk.note(c, Number(textField(form, "version")) || 0, typed);
      return c.redirect(`${c.req.path}?done=noted`, 303);
    });
  });

  pointsRoutes.post(`${path}/undo`, signedIn, limited, async (c) => {
    const form = await sentForm(c, { once: ["version", "note"] });
    const none = { act: "", indicator: "", place: "", year: "", reason: "" };
    return orAgain(c, desk, none, async () => {
      await desk.undo(c, Number(textField(form, "version")) || 0, textField(form, "note"));
      return c.redirect(`${c.req.path.replace(/\/undo$/, "")}?done=undone#notes`, 303);
    });
  });

  /** Opened anew, the address of a form that was sent back is the page again. */
  pointsRoutes.get(`${path}/undo`, signedIn, async (c) => pointsPage(c, await desk.view(c)));
}

/** A refused form comes back on the newest state, with the typed text. */
async function orAgain(c: C, desk: Desk, typed: TypedNote, run: () => Promise<Response>) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "invalid" && error.code !== "conflict")) throw error;
    const returned = { typed, field: error.field ?? "notes", message: error.message };
    return pointsPage(c, { ...(await desk.view(c)), chosen: typed.indicator, returned }, STATUS[error.code]);
  }
}
