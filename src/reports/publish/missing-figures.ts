import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit, type Statement } from "../../db/client.ts";
import { composeFigures } from "../../figures/kept.ts";
import { readFigures } from "../../figures/reading/extract.ts";
import { readNotes } from "../../indicators/notes/read-notes.ts";
import { keepPointsAgain, listWithoutPoints } from "../../indicators/record.ts";
import { keepFigures, listWithoutFigures } from "../../figures/record.ts";
import { selectSections } from "../read-store.ts";

const MOST_READ = 20;
/** Two questions a report and three statements: far below the thousand that a Worker may send. */
const MOST_INDICATED = 60;

/** Scheduled. Reads the figures of revisions that an earlier reader, or none, has read; answers how many were read. */
export async function readMissingFigures(ctx: Ctx): Promise<number> {
  const unread = await listWithoutFigures(ctx, MOST_READ);
  const statements: Statement[] = [];
  for (const place of unread)
    statements.push(keepFigures(ctx.db, place, composeFigures(await selectSections(ctx.db, place.revisionId))));
  if (statements.length > 0) await commit(ctx.db, [...statements, bumpArchiveVersion(ctx.db)]);
  return unread.length;
}

/** Scheduled. Reads the indicators of reports that earlier rules, or none, have read; answers how many were read. */
export async function readMissingIndicators(ctx: Ctx): Promise<number> {
  const unread = await listWithoutPoints(ctx, MOST_INDICATED);
  const statements: Statement[] = [];
  for (const place of unread)
    statements.push(
      ...keepPointsAgain(
        ctx.db,
        place,
        readFigures(await selectSections(ctx.db, place.revisionId)),
        await readNotes(ctx, place),
      ),
    );
  if (statements.length > 0) await commit(ctx.db, [...statements, bumpArchiveVersion(ctx.db)]);
  return unread.length;
}
