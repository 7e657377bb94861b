import { and, eq, isNull, lt, notInArray, or, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { feedbackIdempotency, feedbackQuotas, feedbackSalts } from "../schema.ts";

interface Window {
  bucket: "proof" | "wait" | "support";
  /** Digest of what may be used once. */
  visitor: string;
  /** Start, in seconds. */
  window: number;
  /** Seconds. */
  length: number;
}

/** Counts one use in a single statement, so that a burst cannot pass between a check and a count. Answers the count. */
export async function countUse(db: Database, { bucket, visitor, window, length }: Window): Promise<number> {
  const { used } = feedbackQuotas;
  const row = await db
    .insert(feedbackQuotas)
    .values({ bucket, visitor, window, used: 1, expiresAt: window + length })
    .onConflictDoUpdate({
      target: [feedbackQuotas.bucket, feedbackQuotas.visitor, feedbackQuotas.window],
      set: { used: sql`${used} + 1` },
    })
    .returning({ used })
    .get();
  return row.used;
}

/** Passes that have run out, and what earlier releases wrote of visitors. */
export const forgetQuotas = (db: Database, nowSeconds: number): Statement[] => [
  db
    .delete(feedbackQuotas)
    .where(
      or(lt(feedbackQuotas.expiresAt, nowSeconds), notInArray(feedbackQuotas.bucket, ["proof", "wait", "support"])),
    ),
  db.delete(feedbackSalts),
];

export interface Claim {
  keyDigest: string;
  payloadDigest: string;
  salt: string;
  claim: string;
  at: string;
  due: string;
}

const held = feedbackIdempotency;

const claimed = ({ keyDigest, payloadDigest, salt, claim, at, due }: Claim) => ({
  keyDigest,
  payloadDigest,
  salt,
  claim,
  claimedAt: at,
  due,
});

/**
 * Takes the key, or takes over a claim made before `staleBefore` that came to nothing. Answers undefined if another request
 * holds it.
 */
export const claimKey = (db: Database, c: Claim, staleBefore: string): Promise<{ salt: string } | undefined> =>
  db
    .insert(held)
    .values(claimed(c))
    .onConflictDoUpdate({
      target: held.keyDigest,
      set: { claim: c.claim, claimedAt: c.at, due: c.due },
      setWhere: and(isNull(held.feedbackId), eq(held.payloadDigest, c.payloadDigest), lt(held.claimedAt, staleBefore))!,
    })
    .returning({ salt: held.salt })
    .get();

export type HeldKey = Pick<typeof held.$inferSelect, "payloadDigest" | "salt" | "due" | "feedbackId">;

export const loadKey = (db: Database, keyDigest: string): Promise<HeldKey | undefined> =>
  db
    .select({ payloadDigest: held.payloadDigest, salt: held.salt, due: held.due, feedbackId: held.feedbackId })
    .from(held)
    .where(eq(held.keyDigest, keyDigest))
    .get();

/**
 * Binds the key to its feedback. A request that took longer than its claim may find that another took the key over, or gave
 * it up: then its own salt stands. Fails the batch if the key already led to a feedback.
 */
export const finishKey = (db: Database, c: Claim, feedbackId: number): Statement =>
  db
    .insert(held)
    .values({ ...claimed(c), feedbackId })
    .onConflictDoUpdate({
      target: held.keyDigest,
      set: {
        salt: sql`CASE WHEN ${held.feedbackId} IS NULL THEN ${c.salt} END`,
        payloadDigest: c.payloadDigest,
        due: c.due,
        feedbackId,
      },
    });

/** Lets the next try begin at once after one that came to nothing. */
export const releaseKey = (db: Database, keyDigest: string, claim: string): Promise<unknown> =>
  db
    .delete(held)
    .where(and(eq(held.keyDigest, keyDigest), eq(held.claim, claim), isNull(held.feedbackId)))
    .run();

export const forgetKeys = (db: Database, before: string): Statement =>
  db.delete(held).where(lt(held.claimedAt, before));
