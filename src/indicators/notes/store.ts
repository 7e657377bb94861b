import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { bureaus, reports } from "../../reports/schema.ts";
import { indicatorNotes } from "../schema.ts";
import type { RevisionPlace } from "../store.ts";
import type { PointNote } from "../point-note.ts";

/** Every note about a report, ended ones too, oldest first. Rows read: one each. */
export const selectNotes = (db: Database, { bureau, year }: { bureau: string | number; year: number }) =>
  db
    .select()
    .from(indicatorNotes)
    .where(
      and(
        eq(indicatorNotes.bureauId, typeof bureau === "number" ? bureau : bureauIdOf(bureau)),
        eq(indicatorNotes.statedIn, year),
      ),
    )
    .orderBy(asc(indicatorNotes.at));

const bureauIdOf = (slug: string) => sql`(SELECT ${bureaus.id} FROM ${bureaus} WHERE ${bureaus.slug} = ${slug})`;

/** Fails (`isOvertaken`) unless `place` is the report's current revision. */
export const insertNote = (db: Database, place: RevisionPlace, note: PointNote): Statement =>
  db.insert(indicatorNotes).values({
    ...note,
    bureauId: sql`${bureauIdOf(place.bureau)}`,
    statedIn: place.year,
    revision: sql`(SELECT ${reports.currentRevision} FROM ${reports} WHERE ${reports.bureauId} = ${bureauIdOf(place.bureau)}
      AND ${reports.year} = ${place.year} AND ${reports.currentRevision} = ${place.number})`,
  });

export const endNote = (db: Database, id: string, endedAt: string, endedBy: string): Statement =>
  db
    .update(indicatorNotes)
    .set({ endedAt, endedBy })
    .where(and(eq(indicatorNotes.id, id), isNull(indicatorNotes.endedAt)));
