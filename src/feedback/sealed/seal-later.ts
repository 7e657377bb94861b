import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import type { Statement } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import { loadReplies } from "../case/answer-store.ts";
import { loadHistory } from "../case/history-store.ts";
import type { Kind } from "../kind.ts";
import { loadAttachments, loadRatings } from "../private/author-store.ts";
import { ATTACHMENTS_PREFIX, dropFiles, neutralName, SEALED_TYPE } from "../private/attachments.ts";
import { openSealed } from "../private/contact.ts";
import { boundTo, contactKeys } from "../private/contact-keys.ts";
import type { Feedback } from "../store.ts";
import { toSealedText } from "../seal/sealed-text.ts";
import { padFile } from "../seal/padding.ts";
import { isSealed, sealBytes, sealText } from "../seal/sealing.ts";
import * as store from "./seal-later-store.ts";

export interface LateSealing {
  /** Everything of the feedback that stood in clear, sealed: for one batch. */
  writes: Statement[];
  /** Files in clear, to be dropped once the batch stands. */
  old: { objectKey: string }[];
  /** Sealed files, to be dropped if it does not. */
  kept: { objectKey: string }[];
}

/** A feedback in clear, its steps, answers and files, sealed to the recipients as `kind`. Throws `conflict` if its contact cannot be opened. */
export async function sealLater(
  ctx: Ctx,
  feedback: Feedback,
  { kind, recipients, authorKey, seq }: { kind: Kind; recipients: string[]; authorKey: string | null; seq?: number },
): Promise<LateSealing> {
  const { db } = ctx;
  const { id } = feedback;
  const to = authorKey === null ? recipients : [...recipients, authorKey];
  const all = (list: readonly store.UnsealedText[]) =>
    Promise.all(
      list
        .filter(({ text }) => text !== "" && !isSealed(text))
        .map(async ({ key, text }) => ({ key, text: await sealText(to, text) })),
    );
  const [history, replies, supplements, ratings, attachments] = await Promise.all([
    loadHistory(db, id),
    loadReplies(db, id),
    store.loadSupplementRows(db, id),
    loadRatings(db, id),
    loadAttachments(db, id),
  ]);
  const files = await sealFiles(ctx, attachments, to);
  const contact = await contactOf(ctx, feedback);
  const row = {
    kind,
    text: await sealText(to, toSealedText({ ...feedback, kind, contact }, attachments.length, feedback.submittedAt)),
    textDigest: bytesToHex(ctx.random(32)),
    sealedTo: recipients,
    authorKey,
    ...(seq === undefined ? {} : { seq }),
  };
  return {
    ...files,
    writes: [
      store.sealRow(db, id, row),
      ...store.sealNotes(db, id, await all(history.map(({ seq, note }) => ({ key: seq, text: note })))),
      ...store.sealReplies(db, id, await all(replies.map((reply) => ({ key: reply.id, text: reply.text })))),
      ...store.sealDecisions(db, id, await all(replies.map((reply) => ({ key: reply.id, text: reply.decisionNote })))),
      ...store.sealSupplements(db, id, await all(supplements)),
      ...store.sealRatings(db, id, await all(ratings.map(({ round, reason }) => ({ key: round, text: reason })))),
      ...files.writes,
    ],
  };
}

async function contactOf(ctx: Ctx, { contactKey, contactBox, ...feedback }: Feedback): Promise<string | null> {
  if (contactKey === null || contactBox === null) return null;
  const sealed = { keyId: contactKey, box: contactBox };
  return openSealed(await contactKeys(ctx), sealed, boundTo(feedback)).catch(() => {
    throw new AppError("conflict", "联系方式打不开：加密它的密钥已不在设置中，所以现在不能加密给监督员。请联系运维。");
  });
}

async function sealFiles(ctx: Ctx, attachments: Awaited<ReturnType<typeof loadAttachments>>, to: readonly string[]) {
  const done: LateSealing = { writes: [], old: [], kept: [] };
  for (const [index, { id, objectKey, type, erasedAt, sha256, size }] of attachments.entries()) {
    const extension = /\w+$/.exec(objectKey)?.[0] ?? "bin";
    const name = `${neutralName(index + 1, extension)}.age`;
    if (type === SEALED_TYPE) continue;
    const file = erasedAt === null ? await ctx.files.get(objectKey) : null;
    if (!file) {
      done.writes.push(store.replaceAttachment(ctx.db, id, { objectKey, name, type, size, sha256 }));
      continue;
    }
    const bytes = await sealBytes(to, padFile(new Uint8Array(await file.arrayBuffer()), extension));
    const key = `${ATTACHMENTS_PREFIX}${bytesToHex(ctx.random(16))}.age`;
    await ctx.files.put(key, bytes, { httpMetadata: { contentType: "application/octet-stream" } });
    done.kept.push({ objectKey: key });
    done.old.push({ objectKey });
    const sealed = { objectKey: key, name, type: SEALED_TYPE, size: bytes.length, sha256: sha256Hex(bytes) };
    done.writes.push(store.replaceAttachment(ctx.db, id, sealed));
  }
  return done;
}

/** Drops the text in clear once its sealed copy stands. A crash before leaves files that nothing refers to, which are swept at night. */
export const dropOld = (ctx: Ctx, { old }: LateSealing) => dropFiles(ctx, old);
