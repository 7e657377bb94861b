import { and, asc, count, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { isOneOf } from "../../db/json-each.ts";
import { feedback, feedbackAttachments } from "../schema.ts";

export const loadErasableFeedback = (db: Database, settledBefore: string, limit: number) =>
  db
    .select({ id: feedback.id, confidential: feedback.confidential })
    .from(feedback)
    .where(and(isNotNull(feedback.settledAt), isNull(feedback.erasedAt), lt(feedback.settledAt, settledBefore)))
    .orderBy(asc(feedback.settledAt))
    .limit(limit)
    .all();

export const eraseContact = (db: Database, id: number, at: string): Statement =>
  db
    .update(feedback)
    .set({ contactKey: null, contactBox: null, erasedAt: at })
    .where(and(eq(feedback.id, id), isNotNull(feedback.settledAt)));

export interface ContactToReseal {
  id: number;
  keyId: string;
  box: string;
  submittedAt: string;
  textDigest: string;
}

const { id, submittedAt, textDigest } = feedback;

/** Boxes that one of the keys sealed. */
export async function loadSealedBy(db: Database, keyIds: readonly string[], limit: number): Promise<ContactToReseal[]> {
  const rows = await db
    .select({ id, keyId: feedback.contactKey, box: feedback.contactBox, submittedAt, textDigest })
    .from(feedback)
    .where(and(isNotNull(feedback.contactKey), isOneOf(feedback.contactKey, keyIds)))
    .limit(limit)
    .all();
  return rows.flatMap(({ keyId: key, box, ...rest }) =>
    key === null || box === null ? [] : { ...rest, keyId: key, box },
  );
}

const MOST_KEYS = 100;

/** How many boxes each key sealed. */
export async function countSealed(db: Database): Promise<{ key: string; boxes: number }[]> {
  const rows = await db
    .select({ key: feedback.contactKey, boxes: count() })
    .from(feedback)
    .where(isNotNull(feedback.contactKey))
    .groupBy(feedback.contactKey)
    .orderBy(feedback.contactKey)
    .limit(MOST_KEYS)
    .all();
  return rows.flatMap(({ key, boxes }) => (key === null ? [] : { key, boxes }));
}

/** Changes nothing if the box was erased or sealed anew in the meantime. */
export const reseal = (db: Database, row: ContactToReseal, keyId: string, box: string): Statement =>
  db
    .update(feedback)
    .set({ contactKey: keyId, contactBox: box })
    .where(and(eq(feedback.id, row.id), eq(feedback.contactBox, row.box)));

/** Those of the keys that an attachment refers to. */
export const knownObjects = (db: Database, keys: readonly string[]): Promise<{ key: string }[]> =>
  db
    .select({ key: feedbackAttachments.objectKey })
    .from(feedbackAttachments)
    .where(isOneOf(feedbackAttachments.objectKey, keys))
    .all();
