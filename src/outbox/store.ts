import { and, asc, between, count, desc, eq, inArray, isNotNull, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { bureaus, reports } from "../reports/schema.ts";
import { outbox, type OutboxPayload } from "./schema.ts";

/** Decision 0061. */
export interface OutboxEntry {
  /** Names the handler: `notify` or `index`. */
  kind: string;
  /** SQL if the batch itself makes the number. */
  payload: OutboxPayload | SQL;
  /** ISO time of the change; delivery may start from here. */
  at: string;
}

/** The outbox row of a write, for the same batch as the write. */
export const outboxEntry = (db: Database, { kind, payload, at }: OutboxEntry): Statement =>
  db.insert(outbox).values({ kind, payload, createdAt: at, availableAt: at });

/** Rows that wait for an index can be many, and never hold up the rest. */
export type Lane = "notify" | "index";

/** The indexes of waiting rows are partial: SQLite uses them only for conditions with these literals. */
const LANES: Record<Lane, SQL> = { index: sql`${outbox.kind} = 'index'`, notify: sql`${outbox.kind} <> 'index'` };
const isWaiting = and(isNull(outbox.doneAt), isNull(outbox.deadAt));

const claimed = {
  id: outbox.id,
  kind: outbox.kind,
  payload: outbox.payload,
  attempts: outbox.attempts,
  createdAt: outbox.createdAt,
};
export type OutboxRow = Pick<typeof outbox.$inferSelect, keyof typeof claimed>;

const claim = (db: Database, leaseUntil: string, which: SQL | undefined): Promise<OutboxRow[]> =>
  db
    .update(outbox)
    .set({ availableAt: leaseUntil, attempts: sql`${outbox.attempts} + 1` })
    .where(which)
    .returning(claimed)
    .all();

/** Takes up to `limit` rows that are due and hides them from other sweeps until `leaseUntil`. */
export function claimDue(db: Database, lane: Lane, now: string, leaseUntil: string, limit: number) {
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isWaiting, LANES[lane], lte(outbox.availableAt, now)))
    .orderBy(asc(outbox.availableAt), asc(outbox.id))
    .limit(limit);
  return claim(db, leaseUntil, inArray(outbox.id, due));
}

/** Takes one row, if it is due. */
export const claimOne = (db: Database, id: number, now: string, leaseUntil: string) =>
  claim(db, leaseUntil, and(eq(outbox.id, id), isWaiting, lte(outbox.availableAt, now)));

/** Rows of the index's lane that were written since and that nobody has taken yet. */
export const listFresh = (db: Database, since: string, now: string, limit: number) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isWaiting, LANES.index, between(outbox.availableAt, since, now), eq(outbox.attempts, 0)))
    .orderBy(asc(outbox.availableAt), asc(outbox.id))
    .limit(limit)
    .all();

export const markDone = (db: Database, id: number, at: string): Statement =>
  db.update(outbox).set({ doneAt: at, lastError: null }).where(eq(outbox.id, id));

export const markRetry = (db: Database, id: number, availableAt: string, error: string): Statement =>
  db.update(outbox).set({ availableAt, lastError: error }).where(eq(outbox.id, id));

/** Puts a row off without counting the try. */
export const markLater = (db: Database, id: number, availableAt: string): Statement =>
  db
    .update(outbox)
    .set({ availableAt, attempts: sql`max(${outbox.attempts} - 1, 0)` })
    .where(eq(outbox.id, id));

export const markDead = (db: Database, id: number, at: string, error: string): Statement =>
  db.update(outbox).set({ deadAt: at, lastError: error }).where(eq(outbox.id, id));

/** With what people call the report that could not be indexed. */
export const listDead = (db: Database, limit: number) =>
  db
    .select({
      ...claimed,
      lastError: outbox.lastError,
      deadAt: sql<string>`${outbox.deadAt}`,
      bureau: bureaus.name,
      year: reports.year,
    })
    .from(outbox)
    .leftJoin(reports, sql`${LANES.index} AND ${reports.id} = ${outbox.payload} ->> 'report'`)
    .leftJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(isNotNull(outbox.deadAt))
    .orderBy(desc(outbox.deadAt), desc(outbox.id))
    .limit(limit)
    .all();

export type DeadRow = Awaited<ReturnType<typeof listDead>>[number];

const revive = (db: Database, at: string, which: SQL | undefined): Statement =>
  db
    .update(outbox)
    .set({ deadAt: null, attempts: 0, availableAt: at })
    .where(and(which, isNotNull(outbox.deadAt)));

export const reviveDead = (db: Database, id: number, at: string) => revive(db, at, eq(outbox.id, id));

export const reviveAllDead = (db: Database, at: string) => revive(db, at, undefined);

export async function countDead(db: Database): Promise<number> {
  const row = await db.select({ dead: count() }).from(outbox).where(isNotNull(outbox.deadAt)).get();
  return row?.dead ?? 0;
}

export const forgetDone = (db: Database, before: string): Statement =>
  db.delete(outbox).where(and(isNotNull(outbox.doneAt), lt(outbox.doneAt, before)));
