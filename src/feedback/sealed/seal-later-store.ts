import { eq, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "../../db/client.ts";
import type { Kind } from "../kind.ts";
import {
  feedback,
  feedbackAttachments,
  feedbackHistory,
  feedbackRatings,
  feedbackReplies,
  feedbackSupplements,
} from "../schema.ts";

export interface SealedFeedbackRow {
  kind: Kind;
  text: string;
  textDigest: string;
  sealedTo: string[];
  authorKey: string | null;
}

/** The row in the place of the one in clear: whom and what it is about is in its sealed text alone. */
export const sealRow = (db: Database, id: number, row: SealedFeedbackRow & { seq?: number }): Statement =>
  db
    .update(feedback)
    .set({
      ...row,
      title: "",
      confidential: true,
      heldUntil: null,
      aboutBureauId: null,
      reportId: null,
      revision: null,
      section: null,
      sectionHeading: null,
      anchor: null,
      quote: null,
      bureauId: null,
      consent: false,
      publicTitle: null,
      publicText: null,
      contactKey: null,
      contactBox: null,
    })
    .where(eq(feedback.id, id));

export interface UnsealedText {
  /** The row within its feedback: its id, or its number there. */
  key: number;
  text: string;
}

/** Words of one column of a feedback's rows, all in one statement. */
function sealColumn(
  db: Database,
  table: SQLiteTable,
  column: SQLiteColumn,
  [key, feedbackId]: [SQLiteColumn, SQLiteColumn],
  id: number,
  words: readonly UnsealedText[],
): Statement[] {
  if (words.length === 0) return [];
  const sealed = JSON.stringify(Object.fromEntries(words.map((each) => [each.key, each.text])));
  return [
    sql`UPDATE ${table} SET ${sql.identifier(column.name)} = (SELECT value FROM json_each(${sealed}) WHERE key = CAST(${key} AS TEXT))
        WHERE ${feedbackId} = ${id} AND CAST(${key} AS TEXT) IN (SELECT key FROM json_each(${sealed}))`,
  ];
}

const h = feedbackHistory;
const r = feedbackReplies;
const s = feedbackSupplements;
const g = feedbackRatings;

export const sealNotes = (db: Database, id: number, words: readonly UnsealedText[]) =>
  sealColumn(db, h, h.note, [h.seq, h.feedbackId], id, words);
export const sealReplies = (db: Database, id: number, words: readonly UnsealedText[]) =>
  sealColumn(db, r, r.text, [r.id, r.feedbackId], id, words);
export const sealDecisions = (db: Database, id: number, words: readonly UnsealedText[]) =>
  sealColumn(db, r, r.decisionNote, [r.id, r.feedbackId], id, words);
export const sealSupplements = (db: Database, id: number, words: readonly UnsealedText[]) =>
  sealColumn(db, s, s.text, [s.id, s.feedbackId], id, words);
export const sealRatings = (db: Database, id: number, words: readonly UnsealedText[]) =>
  sealColumn(db, g, g.reason, [g.round, g.feedbackId], id, words);

export const loadSupplementRows = (db: Database, id: number): Promise<UnsealedText[]> =>
  db.select({ key: s.id, text: s.text }).from(s).where(eq(s.feedbackId, id)).all();

export const replaceAttachment = (
  db: Database,
  id: number,
  file: { objectKey: string; name: string; type: string; size: number; sha256: string },
): Statement => db.update(feedbackAttachments).set(file).where(eq(feedbackAttachments.id, id));

/** From the receipt, which the site does not keep. */
export const keepAuthorKey = (db: Database, id: number, authorKey: string): Statement =>
  db.update(feedback).set({ authorKey }).where(eq(feedback.id, id));
