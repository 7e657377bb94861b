import { lt, notInArray, or, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { feedbackQuotas, feedbackSalts } from "../schema.ts";

interface Window {
  bucket: "proof" | "wait";
  /** Digest of what may be used once. */
  visitor: string;
  /** Start, in seconds. */
  window: number;
  /** Seconds. */
  length: number;
}

/** Counts one use in a single statement, so that a burst cannot pass between a check and a count. Answers the count. */
export async function countUse(db: Database, { bucket, visitor, window, length }: Window): Promise<number> {
  const row = await db.get<{ used: number }>(
    sql`INSERT INTO feedback_quotas (bucket, visitor, window, used, expires_at)
        VALUES (${bucket}, ${visitor}, ${window}, 1, ${window + length})
        ON CONFLICT (bucket, visitor, window) DO UPDATE SET used = used + 1 RETURNING used`,
  );
  return row.used;
}

/** Passes that have run out, and what earlier releases wrote of visitors. */
export const forgetQuotas = (db: Database, nowSeconds: number): Statement[] => [
  db
    .delete(feedbackQuotas)
    .where(or(lt(feedbackQuotas.expiresAt, nowSeconds), notInArray(feedbackQuotas.bucket, ["proof", "wait"]))),
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

/** Takes the key, or takes over a claim made before `staleBefore` that came to nothing; undefined where another holds it. */
export const claimKey = (db: Database, c: Claim, staleBefore: string) =>
  db.get<{ salt: string } | undefined>(
    sql`INSERT INTO feedback_idempotency (key_digest, payload_digest, salt, claim, claimed_at, due)
        VALUES (${c.keyDigest}, ${c.payloadDigest}, ${c.salt}, ${c.claim}, ${c.at}, ${c.due})
        ON CONFLICT (key_digest) DO UPDATE SET claim = excluded.claim, claimed_at = excluded.claimed_at, due = excluded.due
          WHERE feedback_id IS NULL AND payload_digest = excluded.payload_digest AND claimed_at < ${staleBefore}
        RETURNING salt`,
  );

export interface HeldKey {
  payloadDigest: string;
  salt: string;
  due: string;
  feedbackId: number | null;
}

export const loadKey = (db: Database, keyDigest: string) =>
  db.get<HeldKey | undefined>(
    sql`SELECT payload_digest AS payloadDigest, salt, due, feedback_id AS feedbackId
        FROM feedback_idempotency WHERE key_digest = ${keyDigest}`,
  );

/**
 * Binds the key to its feedback. A request that took longer than its claim may find the key taken over, or given up by who
 * took it over: its own salt stands then. Fails the batch where the key already led to a feedback.
 */
export const finishKey = (db: Database, c: Claim, feedbackId: number): Statement =>
  db.run(
    sql`INSERT INTO feedback_idempotency (key_digest, payload_digest, salt, claim, claimed_at, due, feedback_id)
        VALUES (${c.keyDigest}, ${c.payloadDigest}, ${c.salt}, ${c.claim}, ${c.at}, ${c.due}, ${feedbackId})
        ON CONFLICT (key_digest) DO UPDATE SET salt = CASE WHEN feedback_id IS NULL THEN excluded.salt END,
          payload_digest = excluded.payload_digest, due = excluded.due, feedback_id = excluded.feedback_id`,
  );

/** Lets the next try begin at once, where this one came to nothing. */
export const releaseKey = (db: Database, keyDigest: string, claim: string): Promise<unknown> =>
  db.run(
    sql`DELETE FROM feedback_idempotency
        WHERE key_digest = ${keyDigest} AND claim = ${claim} AND feedback_id IS NULL`,
  );

export const forgetKeys = (db: Database, before: string): Statement =>
  db.run(sql`DELETE FROM feedback_idempotency WHERE claimed_at < ${before}`);
