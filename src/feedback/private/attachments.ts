import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import { sealBytes } from "../sealed/sealing.ts";
import { ATTACHMENT_TYPES, type AttachmentFile, checkAttachment, displayName, MOST_ATTACHMENTS } from "./attachment.ts";
import type { Attachment } from "./author-store.ts";

export const ATTACHMENTS_PREFIX = "feedback/";

export type KeptFile = Omit<Attachment, "id" | "erasedAt">;

/** What is wrong with files that were sent; empty where all can be taken. */
export function faultsIn(files: readonly AttachmentFile[]): { field: string; message: string }[] {
  if (files.length > MOST_ATTACHMENTS)
    return [{ field: "attachments", message: `附件最多${MOST_ATTACHMENTS}个，现在有${files.length}个` }];
  return files.flatMap((file) => {
    const checked = checkAttachment(file);
    return checked.ok ? [] : [{ field: "attachments", message: checked.message }];
  });
}

const SEALED_TYPE = "application/age";

/** Puts the files away under generated names, sealed where there is somebody to seal to; a file whose batch then fails is dropped or, at worst, never referred to. */
export async function keepFiles(
  ctx: Ctx,
  files: readonly AttachmentFile[],
  sealTo: readonly string[] | null,
): Promise<KeptFile[]> {
  const [fault] = faultsIn(files);
  if (fault) throw new AppError("invalid", `${fault.message}。`, fault.field);
  const kept: KeptFile[] = [];
  for (const file of files) {
    const checked = checkAttachment(file);
    if (!checked.ok) continue;
    const own = { name: displayName(file.name), type: ATTACHMENT_TYPES[checked.type], bytes: checked.kept };
    const { name, type, bytes } = sealTo
      ? {
          name: `附件${kept.length + 1}.${checked.type}.age`,
          type: SEALED_TYPE,
          bytes: await sealBytes(sealTo, checked.kept),
        }
      : own;
    const objectKey = `${ATTACHMENTS_PREFIX}${bytesToHex(ctx.random(16))}.${sealTo ? "age" : checked.type}`;
    await ctx.files.put(objectKey, bytes, { httpMetadata: { contentType: "application/octet-stream" } });
    kept.push({ objectKey, name, type, size: bytes.length, sha256: sha256Hex(bytes) });
  }
  return kept;
}

export const dropFiles = (ctx: Ctx, files: readonly { objectKey: string }[]) =>
  files.length > 0 ? ctx.files.delete(files.map(({ objectKey }) => objectKey)) : undefined;
