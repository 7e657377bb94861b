import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import { type Claim, claimKey, loadKey, releaseKey } from "../guard/admission-store.ts";
import type { AttachmentFile } from "../private/attachment.ts";
import { keyedBytes, keyedHex } from "../guard/digest.ts";
import { toReceipt } from "../private/receipt.ts";
import type { Submission } from "../submission.ts";

/** A claimed key and the receipt that belongs to it; `done` if the same request was answered before. Decision 0051. */
export interface RequestClaim {
  claimed: Claim;
  receipt: string;
  done: { id: number; receipt: string; status: "submitted"; due: string } | null;
}

const STALE_MS = 60_000;

interface Sender {
  /** The secret of the installation. */
  secret: string;
  /** Null if the client sent none. */
  key: string | null;
}

interface Payload {
  submission: Submission;
  files: readonly AttachmentFile[];
}

/**
 * Claims the key before anything is stored. The receipt is made from the key, which only the client holds, a random salt
 * and the installation's secret, so that it can be given again and is nowhere kept. Throws `conflict` while another request
 * with the key is under way, `invalid` (field `Idempotency-Key`) if it belongs to other content.
 */
export async function beginRequest(
  ctx: Ctx,
  { secret, key: given }: Sender,
  payload: Payload,
  due: string,
): Promise<RequestClaim> {
  const key = given ?? bytesToHex(ctx.random(32));
  const keyDigest = keyedHex(secret, "idempotency", key, "");
  const payloadDigest = digestOf(secret + key, payload);
  const claim = bytesToHex(ctx.random(16));
  const now = ctx.now();
  const fresh = { keyDigest, payloadDigest, salt: bytesToHex(ctx.random(32)), claim, at: now.toISOString(), due };
  const claimed = await claimKey(ctx.db, fresh, new Date(now.getTime() - STALE_MS).toISOString());
  if (claimed) {
    const receipt = receiptOf(secret, key, claimed.salt);
    return { claimed: { ...fresh, salt: claimed.salt }, receipt, done: null };
  }
  const held = await loadKey(ctx.db, keyDigest);
  if (held && held.payloadDigest !== payloadDigest)
    throw new AppError(
      "invalid",
      "这个幂等键已经用于别的内容。新的意见请换一个键，或重新打开表单。",
      "Idempotency-Key",
    );
  if (!held || held.feedbackId === null) throw new AppError("conflict", "同一份意见正在提交，请稍候几秒再试。");
  const receipt = receiptOf(secret, key, held.salt);
  const done = { id: held.feedbackId, receipt, status: "submitted" as const, due: held.due };
  return { claimed: { ...fresh, salt: held.salt }, receipt, done };
}

export const release = (ctx: Ctx, { claimed }: RequestClaim) =>
  releaseKey(ctx.db, claimed.keyDigest, claimed.claim).catch(() => undefined);

const receiptOf = (secret: string, key: string, salt: string) => toReceipt(keyedBytes(secret, "receipt", key, salt));

/** Under the key, which is kept nowhere: nobody can try out what somebody may have written. */
function digestOf(secret: string, { submission, files }: Payload): string {
  const fields = Object.entries(submission).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return keyedHex(
    secret,
    "payload",
    JSON.stringify(fields),
    ...files.map(({ name, bytes }) => name + sha256Hex(bytes)),
  );
}
