import { and, asc, count, desc, eq, gt, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { bureaus, reports } from "../reports/schema.ts";
import { press } from "./schema.ts";

export type StoredPress = typeof press.$inferSelect;

const listed = {
  id: press.id,
  title: press.title,
  medium: press.medium,
  day: press.day,
  address: press.address,
  archived: press.archived,
  bureau: bureaus.slug,
  bureauName: bureaus.shortName,
  year: reports.year,
  section: press.section,
  anchor: press.anchor,
  createdAt: press.createdAt,
  recordedBy: press.recordedBy,
  decidedAt: press.decidedAt,
};

const select = (db: Database, which: SQL | undefined) =>
  db
    .select(listed)
    .from(press)
    .innerJoin(bureaus, eq(bureaus.id, press.bureauId))
    .leftJoin(reports, eq(reports.id, press.reportId))
    .where(which);

export type PressLine = Awaited<ReturnType<typeof listAccepted>>[number];

/** The index of accepted entries is partial: SQLite uses it only for a condition with this literal. */
const isAccepted = sql`${press.state} = 'accepted'`;
const accepted = (db: Database, bureau: string | null) =>
  bureau === null
    ? isAccepted
    : and(
        isAccepted,
        eq(press.bureauId, db.select({ id: bureaus.id }).from(bureaus).where(eq(bureaus.slug, bureau)).limit(1)),
      );

export interface RowWindow {
  limit: number;
  offset: number;
}

/** The newest accepted first. */
export const listAccepted = (db: Database, bureau: string | null, { limit, offset }: RowWindow) =>
  select(db, accepted(db, bureau)).orderBy(desc(press.decidedAt), desc(press.id)).limit(limit).offset(offset).all();

export async function countAccepted(db: Database, bureau: string | null): Promise<number> {
  const row = await db.select({ n: count() }).from(press).where(accepted(db, bureau)).get();
  return row?.n ?? 0;
}

/** After one instant and up to another. */
export const listAcceptedBetween = (db: Database, from: string, until: string, limit: number) =>
  select(db, and(isAccepted, gt(press.decidedAt, from), lte(press.decidedAt, until)))
    .orderBy(asc(press.decidedAt))
    .limit(limit)
    .all();

/** The longest waiting first. */
export const listSuggested = (db: Database, limit: number) =>
  select(db, sql`${press.state} = 'suggested'`)
    .orderBy(asc(press.createdAt))
    .limit(limit)
    .all();

export const loadPress = (db: Database, id: number) => db.select().from(press).where(eq(press.id, id)).get();

export const insertPress = (db: Database, row: StoredPress): Statement => db.insert(press).values(row);

/** Only from the state that the decision was made about: a second one fails the batch, for a state is never null. */
export const updateDecision = (
  db: Database,
  id: number,
  from: StoredPress["state"],
  to: Pick<StoredPress, "state" | "decidedAt" | "decidedBy" | "reason">,
): Statement =>
  db
    .update(press)
    .set({ ...to, title: sql`CASE WHEN ${press.state} = ${from} THEN ${press.title} END` })
    .where(and(eq(press.id, id), isNotNull(press.title)));
