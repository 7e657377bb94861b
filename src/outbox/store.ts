import { sql, SQL } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";

export interface OutboxEntry {
  /** Names the handler: `notify` or `index`. */
  kind: string;
  /** Names and numbers only: never text, contact data or a receipt. SQL where the batch itself makes the number. */
  payload: Record<string, string | number | boolean | null> | SQL;
  /** ISO time of the change; delivery may start from here. */
  at: string;
}

export interface OutboxRow {
  id: number;
  kind: string;
  payload: string;
  attempts: number;
  created_at: string;
}

export interface DeadRow extends OutboxRow {
  /** Of a report that could not be indexed: what people call it. */
  bureau: string | null;
  year: number | null;
  last_error: string;
  dead_at: string;
}

/** The outbox row of a write, for the same batch as the write. */
export function outboxEntry(db: Database, { kind, payload, at }: OutboxEntry): Statement {
  return db.run(
    sql`INSERT INTO outbox (kind, payload, created_at, available_at)
        VALUES (${kind}, ${isSql(payload) ? payload : JSON.stringify(payload)}, ${at}, ${at})`,
  );
}

const isSql = (payload: OutboxEntry["payload"]): payload is SQL => payload instanceof SQL;

/** What waits for an index can be much, and never holds up the rest. */
export type Lane = "notify" | "index";

const ofLane = (lane: Lane) => (lane === "index" ? sql`kind = 'index'` : sql`kind <> 'index'`);

/** Takes up to `limit` rows that are due and hides them from other sweeps until `leaseUntil`. */
export const claimDue = (db: Database, lane: Lane, now: string, leaseUntil: string, limit: number) =>
  db.all<OutboxRow>(
    sql`UPDATE outbox SET available_at = ${leaseUntil}, attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox
                     WHERE done_at IS NULL AND dead_at IS NULL AND ${ofLane(lane)} AND available_at <= ${now}
                     ORDER BY available_at, id LIMIT ${limit})
        RETURNING id, kind, payload, attempts, created_at`,
  );

/** Takes one row, if it is due. */
export const claimOne = (db: Database, id: number, now: string, leaseUntil: string) =>
  db.all<OutboxRow>(
    sql`UPDATE outbox SET available_at = ${leaseUntil}, attempts = attempts + 1
        WHERE id = ${id} AND done_at IS NULL AND dead_at IS NULL AND available_at <= ${now}
        RETURNING id, kind, payload, attempts, created_at`,
  );

/** Rows of the index's lane that were written since and that nobody has taken yet. */
export const listFresh = (db: Database, since: string, now: string, limit: number) =>
  db.all<{ id: number }>(
    sql`SELECT id FROM outbox
        WHERE done_at IS NULL AND dead_at IS NULL AND kind = 'index' AND available_at BETWEEN ${since} AND ${now}
          AND attempts = 0
        ORDER BY available_at, id LIMIT ${limit}`,
  );

export const markDone = (db: Database, id: number, at: string): Statement =>
  db.run(sql`UPDATE outbox SET done_at = ${at}, last_error = NULL WHERE id = ${id}`);

export const markRetry = (db: Database, id: number, availableAt: string, error: string): Statement =>
  db.run(sql`UPDATE outbox SET available_at = ${availableAt}, last_error = ${error} WHERE id = ${id}`);

/** Puts a row off without counting the try. */
export const markLater = (db: Database, id: number, availableAt: string): Statement =>
  db.run(sql`UPDATE outbox SET available_at = ${availableAt}, attempts = max(attempts - 1, 0) WHERE id = ${id}`);

export const markDead = (db: Database, id: number, at: string, error: string): Statement =>
  db.run(sql`UPDATE outbox SET dead_at = ${at}, last_error = ${error} WHERE id = ${id}`);

export const listDead = (db: Database, limit: number) =>
  db.all<DeadRow>(
    sql`SELECT o.id, o.kind, o.payload, o.attempts, o.created_at, o.last_error, o.dead_at, b.name AS bureau, r.year
        FROM outbox o
        LEFT JOIN reports r ON o.kind = 'index' AND r.id = o.payload ->> 'report'
        LEFT JOIN bureaus b ON b.id = r.bureau_id
        WHERE o.dead_at IS NOT NULL ORDER BY o.dead_at DESC, o.id DESC LIMIT ${limit}`,
  );

export const reviveDead = (db: Database, id: number, at: string): Statement =>
  db.run(
    sql`UPDATE outbox SET dead_at = NULL, attempts = 0, available_at = ${at} WHERE id = ${id} AND dead_at IS NOT NULL`,
  );

export const reviveAllDead = (db: Database, at: string): Statement =>
  db.run(sql`UPDATE outbox SET dead_at = NULL, attempts = 0, available_at = ${at} WHERE dead_at IS NOT NULL`);

export async function countDead(db: Database): Promise<number> {
  const row = await db.get<{ n: number }>(sql`SELECT count(*) AS n FROM outbox WHERE dead_at IS NOT NULL`);
  return row.n;
}

export const forgetDone = (db: Database, before: string): Statement =>
  db.run(sql`DELETE FROM outbox WHERE done_at IS NOT NULL AND done_at < ${before}`);
