import type { Ctx } from "../context.ts";
import { type Database, type Statement } from "../db/client.ts";
import type { KeptFigures } from "./kept.ts";
import { listUnread, replaceFigures } from "./store.ts";

/** Statements that keep what a revision states in numbers, for the batch that publishes it. */
export const figureStatements = (
  db: Database,
  revision: { bureau: string; year: number; number: number },
  figures: KeptFigures,
): Statement[] => replaceFigures(db, revision, figures);

/** Revisions whose figures are still to be read, the longest waiting first. */
export const listWithoutFigures = (ctx: Ctx, limit: number) => listUnread(ctx.db, limit);
