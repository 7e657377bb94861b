import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";

export const loadErasableFeedback = (db: Database, settledBefore: string, limit: number) =>
  db.all<{ id: number; confidential: number }>(
    sql`SELECT id, confidential FROM feedback
        WHERE settled_at IS NOT NULL AND erased_at IS NULL AND settled_at < ${settledBefore}
        ORDER BY settled_at LIMIT ${limit}`,
  );

export const eraseContact = (db: Database, id: number, at: string): Statement =>
  db.run(
    sql`UPDATE feedback SET contact_key = NULL, contact_box = NULL, erased_at = ${at}
        WHERE id = ${id} AND settled_at IS NOT NULL`,
  );

export interface SealedRow {
  id: number;
  keyId: string;
  box: string;
  submittedAt: string;
  textDigest: string;
}

export const loadSealedOtherwise = (db: Database, keyId: string, limit: number) =>
  db.all<SealedRow>(
    sql`SELECT id, contact_key AS keyId, contact_box AS box, submitted_at AS submittedAt, text_digest AS textDigest
        FROM feedback WHERE contact_key IS NOT NULL AND contact_key <> ${keyId} LIMIT ${limit}`,
  );

/** Nothing where the box was erased or sealed anew in the meantime. */
export const reseal = (db: Database, row: SealedRow, keyId: string, box: string): Statement =>
  db.run(
    sql`UPDATE feedback SET contact_key = ${keyId}, contact_box = ${box}
        WHERE id = ${row.id} AND contact_box = ${row.box}`,
  );

/** Those of the keys that an attachment refers to. */
export const knownObjects = (db: Database, keys: readonly string[]) =>
  db.all<{ key: string }>(
    sql`SELECT object_key AS key FROM feedback_attachments
        WHERE object_key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`,
  );
