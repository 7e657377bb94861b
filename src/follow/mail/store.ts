import { and, asc, count, eq, lt, lte, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { isOneOf } from "../../db/json-each.ts";
import { subscriptions } from "../schema.ts";
import type { SealedSubscription } from "./address.ts";

export type Subscription = typeof subscriptions.$inferSelect;
export type Frequency = Subscription["frequency"];

export const insertSubscription = (db: Database, row: Subscription): Statement => db.insert(subscriptions).values(row);

/** The row of one address for one topic. */
export const loadSame = (db: Database, { addressDigest, kind, target }: Omit<Subscription, "id">) =>
  db
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.addressDigest, addressDigest),
        eq(subscriptions.kind, kind),
        eq(subscriptions.target, target),
      ),
    )
    .get();

export async function countOfAddress(db: Database, digest: string): Promise<number> {
  const row = await db.select({ n: count() }).from(subscriptions).where(eq(subscriptions.addressDigest, digest)).get();
  return row?.n ?? 0;
}

export const loadById = (db: Database, id: number) =>
  db.select().from(subscriptions).where(eq(subscriptions.id, id)).get();

export const loadByToken = (db: Database, tokenSha256: string) =>
  db.select().from(subscriptions).where(eq(subscriptions.tokenSha256, tokenSha256)).get();

/** A second request for the same subscription replaces the first. */
export const renewPending = (db: Database, id: number, frequency: Frequency, nextAt: string): Statement =>
  db
    .update(subscriptions)
    .set({ frequency, nextAt })
    .where(and(eq(subscriptions.id, id), eq(subscriptions.state, "pending")));

export const confirmRow = (db: Database, id: number, at: string, nextAt: string): Statement =>
  db
    .update(subscriptions)
    .set({ state: "confirmed", confirmedAt: at, seenUntil: at, nextAt })
    .where(and(eq(subscriptions.id, id), eq(subscriptions.state, "pending")));

export const deleteById = (db: Database, id: number): Statement =>
  db.delete(subscriptions).where(eq(subscriptions.id, id));

export const deleteOfAddress = (db: Database, digest: string): Statement =>
  db.delete(subscriptions).where(eq(subscriptions.addressDigest, digest));

export const deleteExpired = (db: Database, now: string): Statement =>
  db.delete(subscriptions).where(and(eq(subscriptions.state, "pending"), lt(subscriptions.nextAt, now)));

/** Whose digest is due, the longest waiting first. */
export const listDue = (db: Database, now: string, limit: number) =>
  db
    .select({
      id: subscriptions.id,
      kind: subscriptions.kind,
      target: subscriptions.target,
      frequency: subscriptions.frequency,
      seenUntil: subscriptions.seenUntil,
    })
    .from(subscriptions)
    .where(and(eq(subscriptions.state, "confirmed"), lte(subscriptions.nextAt, now)))
    .orderBy(asc(subscriptions.nextAt))
    .limit(limit)
    .all();

export const advanceSubscriptions = (
  db: Database,
  ids: readonly number[],
  seenUntil: string,
  nextAt: string,
): Statement =>
  db
    .update(subscriptions)
    // Never backwards: who confirmed a minute ago has seen more than a digest that waits for late entries.
    .set({ seenUntil: sql`max(${subscriptions.seenUntil}, ${seenUntil})`, nextAt })
    .where(and(isOneOf(subscriptions.id, ids), eq(subscriptions.state, "confirmed")));

export const listSealedBy = (db: Database, keyIds: readonly string[], limit: number) =>
  db.select().from(subscriptions).where(isOneOf(subscriptions.addressKey, keyIds)).limit(limit).all();

const MOST_KEYS = 100;

/** How many boxes each key sealed. */
export const countByKey = (db: Database): Promise<{ key: string; boxes: number }[]> =>
  db
    .select({ key: subscriptions.addressKey, boxes: count() })
    .from(subscriptions)
    .groupBy(subscriptions.addressKey)
    .limit(MOST_KEYS)
    .all();

/** Nothing if it was sealed anew or left in the meantime. */
export const resealRow = (db: Database, { id, addressBox }: Subscription, sealed: SealedSubscription): Statement =>
  db
    .update(subscriptions)
    .set({ addressKey: sealed.addressKey, addressBox: sealed.addressBox })
    .where(and(eq(subscriptions.id, id), eq(subscriptions.addressBox, addressBox)));
