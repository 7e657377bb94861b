import type { Ctx } from "../ctx.ts";
import type { Database, Statement } from "../db/client.ts";
import type { FigureParagraph } from "../figures/reading/figure-paragraph.ts";
import { readPoints } from "./reading/points.ts";
import { forgetPoints, insertPoints, listUnreadReports, type RevisionPlace } from "./store.ts";

/** Keeps what a revision states of the indicators, in the batch that publishes it. */
export const keepPoints = (
  db: Database,
  revision: RevisionPlace,
  paragraphs: readonly FigureParagraph[],
): Statement[] => insertPoints(db, revision, readPoints(paragraphs, revision.year));

/** The same for a revision that earlier rules have read. */
export const keepPointsAgain = (
  db: Database,
  revision: RevisionPlace,
  paragraphs: readonly FigureParagraph[],
): Statement[] => [forgetPoints(db, revision), ...keepPoints(db, revision, paragraphs)];

/** Reports whose indicators are still to be read, the longest waiting first. */
export const listWithoutPoints = (ctx: Ctx, limit: number) => listUnreadReports(ctx.db, limit);
