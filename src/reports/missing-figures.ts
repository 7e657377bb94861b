import type { Ctx } from "../context.ts";
import { bumpArchiveVersion } from "../db/archive-version.ts";
import { commit } from "../db/client.ts";
import { composeFigures } from "../figures/kept.ts";
import { figureStatements, listWithoutFigures } from "../figures/record.ts";
import { loadSections } from "./publish-store.ts";

const MOST_READ = 10;

/** Scheduled. Reads the figures of revisions published before figures were kept; answers how many were read. */
export async function readMissingFigures(ctx: Ctx): Promise<number> {
  const unread = await listWithoutFigures(ctx, MOST_READ);
  for (const place of unread)
    await commit(ctx.db, [
      ...figureStatements(ctx.db, place, composeFigures(await loadSections(ctx.db, place.revisionId))),
      bumpArchiveVersion(ctx.db),
    ]);
  return unread.length;
}
