import { bytesToHex } from "@noble/hashes/utils.js";
import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { breaks, isOvertaken } from "../../db/broken-constraint.ts";
import { commitSurely } from "../../db/commit-surely.ts";
import { AppError } from "../../errors.ts";
import { outboxEntry } from "../../outbox/store.ts";
import { feedbackPath } from "../../paths.ts";
import { admitSubmission, isRepeatedToday, type Pass, rememberToday } from "../guard/admission.ts";
import { finishKey } from "../guard/admission-store.ts";
import { type KeptFile, keepFiles, dropFiles } from "../private/attachments.ts";
import type { AttachmentFile } from "../private/attachment.ts";
import { insertAttachment } from "../private/author-store.ts";
import { calendarVersion } from "../calendar.ts";
import { beijingDay } from "../../day.ts";
import { boundTo, sealNewContact } from "../private/contact-keys.ts";
import { firstDeadlines, type Deadlines } from "../deadlines.ts";
import { keyedHex } from "../guard/digest.ts";
import { insertHistory } from "../case/history-store.ts";
import { feedback as feedbackTable, feedbackIdempotency } from "../schema.ts";
import { isConfidential } from "../kind.ts";
import { beginRequest, release, type RequestClaim } from "./idempotency.ts";
import type { Quota } from "../guard/limited.ts";
import { newNumber } from "../number.ts";
import { receiptSha256 } from "../private/receipt.ts";
import { requireRecipients } from "../seal/seal-for.ts";
import { authorKeys, sealText } from "../seal/sealing.ts";
import { heldUntilFor } from "../sealed/hold.ts";
import { sealedPlace, toSealedText } from "../seal/sealed-text.ts";
import { installationSecret } from "../guard/secret.ts";
import { loadClockRules } from "../settings.ts";
import { insertFeedback, loadByReceipt, loadFeedback, type NewFeedback } from "../store.ts";
import type { Submission } from "../submission.ts";
import { resolveTarget, type FeedbackTarget } from "../target/target.ts";
import { networkOf } from "../guard/visitor.ts";

export interface Submitter extends Pass {
  /** Network address as the platform set it; null if there is none. Not stored. */
  address: string | null;
  /** The same key with the same content is the same feedback. */
  idempotencyKey: string | null;
}

/** The answer to the author, given once. */
export interface SubmissionResult {
  id: number;
  receipt: string;
  status: "submitted";
  submittedAt: string;
  /** Beijing day by which the author is told whether it is accepted, as the first answer gave it. */
  due: string;
  deadlines: Deadlines;
  quota: Quota | null;
}

/**
 * Stores a feedback with history, audit row and notification in one batch. A repeated call with the same key answers the
 * same. Throws `invalid`, `gone`, `conflict` (in flight, or the same words twice in a day), `limited`.
 */
export async function submitFeedback(
  ctx: Ctx,
  submission: Submission,
  files: readonly AttachmentFile[],
  by: Submitter,
): Promise<SubmissionResult> {
  const [rules, secret] = [await loadClockRules(ctx), await installationSecret(ctx, "signing")];
  const at = ctx.now().toISOString();
  const calendar = calendarVersion(rules.calendar);
  const deadlines = firstDeadlines(rules, submission.kind, beijingDay(at));
  const sender = { secret, key: by.idempotencyKey };
  const begun = await beginRequest(ctx, sender, { submission, files }, deadlines.acknowledge.due);
  if (begun.done) return submittedBefore(ctx, begun.done);
  try {
    const target = await resolveTarget(ctx, submission);
    const quota = await admitSubmission(ctx, networkOf(by.address), by);
    const sealing = await sealingFor(ctx, submission, begun.receipt);
    const kept = await keepFiles(ctx, files, sealing?.to ?? null);
    const id = await store(ctx, { submission, target, at, deadlines, calendar, kept, begun, secret, sealing });
    const { due } = deadlines.acknowledge;
    return { id, receipt: begun.receipt, status: "submitted", submittedAt: at, due, deadlines, quota };
  } catch (error) {
    await release(ctx, begun);
    throw error;
  }
}

/** The receipt again, with the dates that were stored: a repeated request may come on another day. */
async function submittedBefore(ctx: Ctx, done: NonNullable<RequestClaim["done"]>): Promise<SubmissionResult> {
  const feedback = await loadFeedback(ctx.db, done.id);
  if (!feedback) throw new Error("a finished request names a feedback that is not stored");
  return { ...done, submittedAt: feedback.submittedAt, deadlines: feedback.deadlines, quota: null };
}

interface Prepared {
  submission: Submission;
  target: FeedbackTarget;
  at: string;
  deadlines: Deadlines;
  /** Version of the calendar that they were counted by. */
  calendar: number;
  kept: KeptFile[];
  begun: RequestClaim;
  secret: string;
  sealing: Sealing | null;
}

interface Sealing {
  /** The supervisors' keys. */
  recipients: string[];
  /** The author's own, which follows from the receipt. */
  authorKey: string;
  /** All of them. */
  to: string[];
}

/** To whom a confidential submission is sealed; null for others. Throws `invalid` if it cannot be taken. */
async function sealingFor(ctx: Ctx, { kind }: Submission, receipt: string): Promise<Sealing | null> {
  if (!isConfidential(kind)) return null;
  const recipients = await requireRecipients(ctx, kind);
  const authorKey = (await authorKeys(receipt)).recipient;
  return { recipients, authorKey, to: [...recipients, authorKey] };
}

async function store(ctx: Ctx, prepared: Prepared): Promise<number> {
  const { submission, target, at, deadlines, kept, begun } = prepared;
  const receipt = receiptSha256(begun.receipt);
  const row = await rowOf(ctx, prepared, receipt);
  const isHidden = row.confidential || row.heldUntil !== null;
  const bureau = isHidden ? null : (target.bureau?.slug ?? null);
  const { kind } = submission;
  // To say that the same was sent today would tell of what is hidden.
  const same = isHidden ? null : `${row.textDigest} ${JSON.stringify(place(target))}`;
  if (same !== null && (await isRepeatedToday(ctx, same)))
    throw new AppError(
      "conflict",
      "同样的内容今天已经提交过了。要补充的，请凭查询码添加；是另一件事的，请写明不同之处。",
      "text",
    );
  try {
    const writes = [
      insertFeedback(ctx.db, row),
      insertHistory(ctx.db, row.id, firstEntry(at)),
      ...kept.map((file) => insertAttachment(ctx.db, row.id, file)),
      finishKey(ctx.db, begun.claimed, row.id),
      ...(row.reportId !== null && !isHidden ? [bumpArchiveVersion(ctx.db)] : []),
      auditEntry(ctx.db, {
        at,
        actor: "提交人",
        action: "feedback.submit",
        subject: feedbackPath(row.id),
        detail: { kind, attachments: kept.length, contact: row.contactKey !== null, consent: row.consent },
        confidential: isHidden,
      }),
      outboxEntry(ctx.db, {
        kind: "notify",
        at,
        payload: {
          event: "feedback.received",
          kind,
          ...(isHidden ? { hidden: true } : { bureau, due: deadlines.acknowledge.due }),
        },
      }),
    ];
    await commitSurely(ctx, writes, async () => (await loadByReceipt(ctx.db, receipt)) !== null);
    if (same !== null) await rememberToday(ctx, same);
    return row.id;
  } catch (error) {
    throw await refusalOf(ctx, error, kept);
  }
}

/** A lost answer may hide a commit: files are dropped only if the database itself refused the batch. */
async function refusalOf(ctx: Ctx, error: unknown, kept: readonly KeptFile[]): Promise<unknown> {
  if (isOvertaken(error)) await dropFiles(ctx, kept);
  const isTaken =
    breaks(error, "NOT NULL", feedbackIdempotency.salt) ||
    breaks(error, "UNIQUE", feedbackTable.id) ||
    breaks(error, "UNIQUE", feedbackTable.receiptSha256);
  if (isTaken) return new AppError("conflict", "同一份意见正在提交，请稍候几秒再试。");
  return error;
}

const place = ({ reportId, section, anchor, bureau }: FeedbackTarget) => [
  bureau?.id ?? null,
  reportId,
  section,
  anchor,
];

const firstEntry = (at: string) => ({
  seq: 1,
  at,
  event: "submit" as const,
  status: "submitted" as const,
  actorKind: "author" as const,
  note: "",
  public: true,
});

async function rowOf(ctx: Ctx, prepared: Prepared, receipt: string): Promise<NewFeedback> {
  const { submission, target, at, deadlines, secret, sealing, begun } = prepared;
  if (sealing) return sealedRow(ctx, prepared, sealing, receipt);
  const { kind, title, text, contact, publish } = submission;
  const textDigest = keyedHex(secret, "text", text.replace(/[\s\p{P}]+/gu, ""));
  const heldUntil = await heldUntilFor(ctx, kind, at, deadlines);
  const sealed = contact ? await sealNewContact(ctx, contact, boundTo({ submittedAt: at, textDigest })) : null;
  const { reportId, revision, section, sectionHeading, anchor, quote } = target;
  return {
    id: newNumber(ctx.random),
    receiptSha256: receipt,
    kind,
    title,
    text,
    textDigest,
    bureauId: target.bureau?.id ?? null,
    reportId,
    revision,
    section,
    sectionHeading,
    anchor,
    quote,
    submittedAt: at,
    confidential: false,
    sealedTo: null,
    heldUntil,
    // Should it become a denunciation, its author reads it all the same.
    authorKey: heldUntil === null ? null : (await authorKeys(begun.receipt)).recipient,
    consent: publish,
    clockFrom: deadlines.acknowledge.from,
    due: deadlines.acknowledge.due,
    deadlines,
    calendar: prepared.calendar,
    contactKey: sealed?.keyId ?? null,
    contactBox: sealed?.box ?? null,
  };
}

const NOTHING_IN_CLEAR = {
  title: "",
  bureauId: null,
  reportId: null,
  revision: null,
  section: null,
  sectionHeading: null,
  anchor: null,
  quote: null,
  contactKey: null,
  contactBox: null,
  consent: false,
  heldUntil: null,
};

const factsOf = ({ kind, title, text, contact }: Submission) => ({ kind, title, text, contact });

/** Its subject, the accused and the author's contact are in the sealed text and nowhere else. */
async function sealedRow(ctx: Ctx, prepared: Prepared, sealing: Sealing, receipt: string): Promise<NewFeedback> {
  const { submission, target, kept, at, deadlines } = prepared;
  return {
    ...NOTHING_IN_CLEAR,
    id: newNumber(ctx.random),
    receiptSha256: receipt,
    kind: submission.kind,
    confidential: true,
    sealedTo: sealing.recipients,
    authorKey: sealing.authorKey,
    text: await sealText(sealing.to, toSealedText({ ...sealedPlace(target), ...factsOf(submission) }, kept.length, at)),
    textDigest: bytesToHex(ctx.random(32)),
    submittedAt: at,
    clockFrom: deadlines.acknowledge.from,
    due: deadlines.acknowledge.due,
    deadlines,
    calendar: prepared.calendar,
  };
}
