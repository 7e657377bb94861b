import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "../db/client.ts";
import { bureaus, reports, revisions } from "../reports/schema.ts";
import { FIGURE_READER, type KeptFigures } from "./kept.ts";
import { pack, unpack } from "./pack.ts";
import { revisionFigures } from "./schema.ts";

interface Place {
  bureau: string;
  year: number;
  number: number;
}

const excluded = alias(revisionFigures, "excluded");

const revisionAt = (db: Database, { bureau, year, number }: Place) =>
  db
    .select({ id: revisions.id })
    .from(bureaus)
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, year)))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, number)))
    .where(eq(bureaus.slug, bureau));

/** Keeps the figures of a revision in place of those read before. */
export const replaceFigures = (db: Database, place: Place, kept: KeptFigures): Statement =>
  db
    .insert(revisionFigures)
    .values({
      revisionId: sql`${revisionAt(db, place)}`,
      reader: FIGURE_READER,
      toCheck: kept.doubts.length,
      packed: pack(kept),
    })
    .onConflictDoUpdate({
      target: revisionFigures.revisionId,
      set: { reader: excluded.reader, toCheck: excluded.toCheck, packed: excluded.packed },
    });

/** The figures of a revision; null if nobody has read it for figures. */
export async function loadFigures(db: Database, revisionId: number): Promise<KeptFigures | null> {
  const row = await db
    .select({ packed: revisionFigures.packed })
    .from(revisionFigures)
    .where(eq(revisionFigures.revisionId, revisionId))
    .get();
  return row?.packed ? unpack(row.packed) : null;
}

/** The figures of some revisions, by id, without those that nobody has read for figures. A row each. */
export async function loadFiguresOf(db: Database, revisionIds: readonly number[]): Promise<Map<number, KeptFigures>> {
  if (revisionIds.length === 0) return new Map();
  const rows = await db
    .select({ id: revisionFigures.revisionId, packed: revisionFigures.packed })
    .from(revisionFigures)
    .where(inArray(revisionFigures.revisionId, [...revisionIds]))
    .all();
  return new Map(
    rows.flatMap(({ id, packed }) => {
      const kept = packed ? unpack(packed) : null;
      return kept ? [[id, kept] as const] : [];
    }),
  );
}

/** Revisions that were read by an earlier version of the reader, or not at all. */
export const listRevisionsWithoutFigures = (db: Database, limit: number): Promise<(Place & { revisionId: number })[]> =>
  db
    .select({ bureau: bureaus.slug, year: reports.year, number: revisions.number, revisionId: revisions.id })
    .from(revisionFigures)
    .innerJoin(revisions, eq(revisions.id, revisionFigures.revisionId))
    .innerJoin(reports, eq(reports.id, revisions.reportId))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(lt(revisionFigures.reader, FIGURE_READER))
    .orderBy(asc(revisionFigures.reader), asc(revisionFigures.revisionId))
    .limit(limit)
    .all();
