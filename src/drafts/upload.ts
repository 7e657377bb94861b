import { bytesToHex } from "@noble/hashes/utils.js";
import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { baseName } from "../reports/publish/publish.ts";
import { requireRole } from "../staff/permission.ts";
import { keepDraftFiles } from "./draft-files.ts";
import { draftIn, findDraft, insertDraft } from "./draft-store.ts";

export interface Upload {
  bytes: Uint8Array;
  fileName: string;
  /** Slug, for a file that does not name its bureau, or to make sure that it is the right one. */
  bureau?: string | undefined;
  year?: number | undefined;
  /** The feedback it is to answer. */
  feedback?: number[] | undefined;
}

/** Reads a file and puts it on the desk; a file that cannot be read leaves nothing behind. Answers the draft's number. */
export async function uploadDraft(ctx: Ctx, upload: Upload): Promise<number> {
  const owner = requireRole(ctx, "publisher", "admin");
  const parsed = await ctx.readFile(upload.bytes, upload.fileName);
  const folder = bytesToHex(ctx.random(16));
  const kept = await keepDraftFiles(ctx, folder, upload.bytes, parsed);
  const at = ctx.now().toISOString();
  const fileName = baseName(upload.fileName);
  // A commit that fails may have taken place all the same. Objects without a draft are erased at night.
  await commit(ctx.db, [
    insertDraft(ctx.db, {
      ...kept,
      owner,
      createdAt: at,
      fileName,
      fileSize: upload.bytes.length,
      readTitle: parsed.title.slice(0, 200),
      bureau: upload.bureau ?? "",
      year: upload.year ?? null,
      feedback: upload.feedback ?? [],
    }),
    auditEntry(ctx.db, {
      at,
      actor: owner,
      action: "draft.uploaded",
      subject: draftIn(folder),
      detail: { file: fileName, sha256: kept.fileSha256 },
    }),
  ]);
  return (await findDraft(ctx.db, folder))?.id ?? 0;
}
