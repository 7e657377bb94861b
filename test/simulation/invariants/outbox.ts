import { parseNotification } from "../../../src/outbox/notification.ts";
import { webhookBody } from "../../../src/outbox/webhook.ts";
import { WEBHOOK } from "../people/jobs.ts";
import { query } from "../models/storage.ts";
import { count, type Inquiry } from "./stored.ts";

const TELLS: Record<string, string> = {
  "feedback.received": "event IN ('submit', 'transfer', 'release', 'reclassify')",
  "feedback.supplemented": "event = 'supplement'",
  "feedback.reopened": "event = 'reopen'",
  "feedback.overdue": "event = 'markOverdue'",
  "feedback.review": "event = 'draftReply'",
};

/** Each notification has a row, every row was delivered, and each that counts as delivered arrived. */
export async function checkOutbox(inquiry: Inquiry) {
  const { storage, journal, wrong } = inquiry;
  for (const [event, steps] of Object.entries(TELLS)) {
    const rows = await count(inquiry, "outbox WHERE kind = 'notify' AND payload ->> 'event' = ?", event);
    const taken = await count(inquiry, `feedback_history WHERE ${steps}`);
    if (rows !== taken) wrong(`${taken} steps are to be told as ${event}, the outbox has ${rows}`);
  }
  const waiting = await count(inquiry, "outbox WHERE done_at IS NULL");
  if (waiting > 0) wrong(`${waiting} rows of the outbox were not delivered`);
  const done = await query<{ payload: string }>(
    storage,
    "SELECT payload FROM outbox WHERE kind = 'notify' AND done_at IS NOT NULL",
  );
  const left = [...journal.told];
  for (const { payload } of done) {
    const notification = parseNotification(JSON.parse(payload) as Record<string, unknown>);
    const body = notification ? JSON.stringify(webhookBody(WEBHOOK, notification)) : "";
    const arrived = left.indexOf(body);
    if (arrived === -1) wrong(`counted as delivered and never arrived: ${body}`);
    else left.splice(arrived, 1);
  }
}
