import type { Ctx } from "../ctx.ts";
import type { Database, Statement } from "../db/client.ts";
import type { KeptFigures } from "./kept.ts";
import { listRevisionsWithoutFigures, replaceFigures } from "./store.ts";

/** Keeps what a revision states in numbers, in the batch that publishes it. */
export const keepFigures = (
  db: Database,
  revision: { bureau: string; year: number; number: number },
  figures: KeptFigures,
): Statement => replaceFigures(db, revision, figures);

/** Revisions whose figures are still to be read, the longest waiting first. */
export const listWithoutFigures = (ctx: Ctx, limit: number) => listRevisionsWithoutFigures(ctx.db, limit);
