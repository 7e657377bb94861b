import type { Ctx } from "../ctx.ts";
import type { Database, Statement } from "../db/client.ts";
import type { FigureParagraph } from "../figures/reading/figure-paragraph.ts";
import type { PointNote } from "./point-note.ts";
import type { ReportNotes } from "./notes/read-notes.ts";
import { endNote, insertNote } from "./notes/store.ts";
import { readPoints } from "./reading/points.ts";
import { forgetPoints, insertPoints, listUnreadReports, type RevisionPlace } from "./store.ts";

/**
 * Keeps what a revision states of the indicators, in the batch that publishes it; `added` are notes made before it was published,
 * `known` those that the report has.
 */
export const keepPoints = (
  db: Database,
  revision: RevisionPlace,
  paragraphs: readonly FigureParagraph[],
  known: ReportNotes,
  added: readonly PointNote[] = [],
): Statement[] => [
  ...added.map((note) => insertNote(db, revision, note)),
  ...insertPoints(
    db,
    revision,
    readPoints(paragraphs, revision.year, [...known.notes, ...added]),
    known.seen + added.length,
  ),
];

/** The same for a revision that earlier rules, or an editor who now decides otherwise, have read. */
export const keepPointsAgain = (
  db: Database,
  revision: RevisionPlace,
  paragraphs: readonly FigureParagraph[],
  known: ReportNotes,
  added: readonly PointNote[] = [],
): Statement[] => [forgetPoints(db, revision), ...keepPoints(db, revision, paragraphs, known, added)];

/** Ends a note and keeps the points that follow from the others. */
export const keepPointsWithout = (
  db: Database,
  revision: RevisionPlace,
  paragraphs: readonly FigureParagraph[],
  known: ReportNotes,
  ended: { id: string; at: string; by: string },
): Statement[] => [
  endNote(db, ended.id, ended.at, ended.by),
  ...keepPointsAgain(db, revision, paragraphs, {
    notes: known.notes.filter(({ id }) => id !== ended.id),
    seen: known.seen + 1,
  }),
];

/** Reports whose indicators are still to be read, the longest waiting first. */
export const listWithoutPoints = (ctx: Ctx, limit: number) => listUnreadReports(ctx.db, limit);
