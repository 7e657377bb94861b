import { isSealed } from "../../../src/feedback/seal/sealing.ts";
import { receiptSha256 } from "../../../src/feedback/private/receipt.ts";
import { query } from "../models/storage.ts";
import { count, type Inquiry } from "./stored.ts";

interface Row {
  id: number;
  text: string;
  receipt: string;
  status: string;
  seq: number;
  steps: number;
  last: string | null;
  report: number | null;
}

/** Every answered letter and step is kept, once, with its history and audit rows; no letter became two. */
export async function checkFeedback(inquiry: Inquiry) {
  const rows = await query<Row>(
    inquiry.storage,
    `SELECT f.id, f.text, f.receipt_sha256 AS receipt, f.status, f.seq, f.report_id AS report,
       (SELECT count(*) FROM feedback_history WHERE feedback_id = f.id) AS steps,
       (SELECT status FROM feedback_history WHERE feedback_id = f.id ORDER BY seq DESC LIMIT 1) AS last
     FROM feedback f ORDER BY f.id`,
  );
  for (const { id, seq, steps, status, last } of rows)
    if (seq !== steps || status !== last)
      inquiry.wrong(`feedback ${id} is ${status} after ${seq} steps, its history says ${last} after ${steps}`);
  await checkLetters(inquiry, rows);
  await checkSteps(inquiry);
  await checkParts(inquiry);
  await checkAttachments(inquiry);
  await checkCounts(inquiry);
}

async function checkLetters({ journal, wrong }: Inquiry, rows: readonly Row[]) {
  for (const letter of journal.letters) {
    const kept = rows.filter(({ text }) => text.startsWith(`${letter.mark}：`));
    if (kept.length > 1) wrong(`${letter.mark} was stored ${kept.length} times`);
    if (!letter.answer) continue;
    // A sealed text does not show whose it is.
    const row = [...kept, ...rows.filter(({ text }) => isSealed(text))].find(({ id }) => id === letter.answer?.id);
    if (!row) wrong(`${letter.mark} was answered ${letter.answer.id} and is not there`);
    else if (row.receipt !== receiptSha256(letter.answer.receipt)) wrong(`${letter.mark}: its receipt opens nothing`);
  }
}

/** Steps of confidential matters stand in a log of their own. */
const AUDITS = `audits AS (SELECT at, action, subject FROM audit_log
  UNION ALL SELECT at, action, subject FROM confidential_audit_log)`;

async function checkSteps({ storage, journal, wrong }: Inquiry) {
  const rows = await query<{ feedback: number; seq: number; event: string; audits: number }>(
    storage,
    `WITH ${AUDITS} SELECT h.feedback_id AS feedback, h.seq, h.event,
       (SELECT count(*) FROM audits a WHERE a.subject = '/feedback/' || h.feedback_id
          AND a.action = 'feedback.' || h.event AND a.at = h.at) AS audits
     FROM feedback_history h`,
  );
  for (const { feedback, event, audits } of rows)
    if (audits !== 1) wrong(`feedback ${feedback}: its step ${event} has ${audits} audit rows`);
  const [audited] = await query<{ n: number }>(
    storage,
    `WITH ${AUDITS} SELECT count(*) AS n FROM audits WHERE subject LIKE '/feedback/%' AND action <> 'feedback.erased'`,
  );
  if (audited?.n !== rows.length) wrong(`${rows.length} steps of feedback have ${audited?.n} audit rows`);
  for (const { feedback, seq, event } of journal.steps)
    if (!rows.some((row) => row.feedback === feedback && row.seq === seq && row.event === event))
      wrong(`feedback ${feedback}: ${event} was answered as step ${seq} and is not there`);
  for (const { table, feedback, text } of journal.words) {
    const stored = await query<{ text: string }>(storage, `SELECT text FROM ${table} WHERE feedback_id = ?`, feedback);
    const kept = stored.filter((row) => row.text === text);
    if (kept.length !== 1 && !stored.some((row) => isSealed(row.text)))
      wrong(`feedback ${feedback}: words that were answered stand ${kept.length} times in ${table}`);
  }
}

/** Each kind of step has left what belongs to it, as often as it was taken. */
async function checkParts(inquiry: Inquiry) {
  const parts: Record<string, string> = {
    "event IN ('supplement', 'reopen')": "feedback_supplements",
    "event = 'rate'": "feedback_ratings",
    "event = 'draftReply'": "feedback_replies",
    "event = 'approveReply'": "feedback_replies WHERE state = 'approved'",
    "event IN ('publish', 'hide', 'publishReply')": "feedback_moderation",
  };
  for (const [steps, from] of Object.entries(parts)) {
    const [taken, left] = [await count(inquiry, `feedback_history WHERE ${steps}`), await count(inquiry, from)];
    if (taken !== left) inquiry.wrong(`${taken} steps where ${steps}, ${left} rows in ${from}`);
  }
}

async function checkAttachments({ storage, wrong }: Inquiry) {
  const rows = await query<{ key: string; size: number; erased: string | null }>(
    storage,
    "SELECT object_key AS key, size, erased_at AS erased FROM feedback_attachments",
  );
  for (const { key, size, erased } of rows) {
    const object = await storage.files.head(key);
    if (erased === null && object?.size !== size) wrong(`attachment ${key} is ${object ? "damaged" : "missing"}`);
  }
}

async function checkCounts({ storage, wrong }: Inquiry) {
  const rows = await query<{ id: number; kept: string; counted: string }>(
    storage,
    `SELECT r.id, r.feedback_counts AS kept, (
       SELECT json_group_array(json_array(section, received, answered)) FROM (
         SELECT section, count(*) AS received, sum(status IN ('answered', 'closed')) AS answered FROM feedback
         WHERE report_id = r.id AND confidential = 0 AND held_until IS NULL GROUP BY section)) AS counted
     FROM reports r`,
  );
  for (const { id, kept, counted } of rows) if (kept !== counted) wrong(`report ${id} counts ${kept}, not ${counted}`);
}
