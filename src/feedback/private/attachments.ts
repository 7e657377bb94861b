import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { sha256Hex } from "../../sha256.ts";
import { padFile } from "../seal/padding.ts";
import { sealBytes } from "../seal/sealing.ts";
import {
  ATTACHMENT_TYPES,
  type AttachmentFile,
  type AttachmentType,
  checkAttachment,
  displayName,
  isPicture,
  MOST_ATTACHMENTS,
} from "./attachment.ts";
import type { Attachment } from "./author-store.ts";

export const ATTACHMENTS_PREFIX = "feedback/";

export type KeptFile = Omit<Attachment, "id" | "erasedAt">;

/** The faults of the files that were sent; empty if all can be taken. */
export function faultsIn(files: readonly AttachmentFile[]): { field: string; message: string }[] {
  if (files.length > MOST_ATTACHMENTS)
    return [{ field: "attachments", message: `附件最多${MOST_ATTACHMENTS}个，现在有${files.length}个` }];
  return files.flatMap((file) => {
    const checked = checkAttachment(file);
    return checked.ok ? [] : [{ field: "attachments", message: checked.message }];
  });
}

export const SEALED_TYPE = "application/age";

/** The name of a file says who wrote it as often as the file does: only its place and its kind are kept. */
export const neutralName = (place: number, extension: string) => `附件${place}.${extension}`;

/** Puts the files away under generated names, sealed if there is somebody to seal to; a file whose batch then fails is dropped or, at worst, never referred to. */
export async function keepFiles(
  ctx: Ctx,
  files: readonly AttachmentFile[],
  sealTo: readonly string[] | null,
): Promise<KeptFile[]> {
  const [fault] = faultsIn(files);
  if (fault) throw new AppError("invalid", `${fault.message}。`, fault.field);
  const cleaned: Cleaned[] = [];
  for (const file of files) cleaned.push(await cleanedFile(ctx, file));
  const kept: KeptFile[] = [];
  for (const own of cleaned) {
    const name = neutralName(kept.length + 1, own.extension);
    const { type, bytes } = sealTo
      ? { type: SEALED_TYPE, bytes: await sealBytes(sealTo, padFile(own.bytes, own.extension)) }
      : own;
    const objectKey = `${ATTACHMENTS_PREFIX}${bytesToHex(ctx.random(16))}.${sealTo ? "age" : own.extension}`;
    await ctx.files.put(objectKey, bytes, { httpMetadata: { contentType: "application/octet-stream" } });
    kept.push({ objectKey, name: sealTo ? `${name}.age` : name, type, size: bytes.length, sha256: sha256Hex(bytes) });
  }
  return kept;
}

interface Cleaned {
  extension: AttachmentType;
  type: string;
  bytes: Uint8Array;
}

/** The file without what it says of its author; before any is put away, so that one that is refused leaves nothing. */
async function cleanedFile(ctx: Ctx, file: AttachmentFile): Promise<Cleaned> {
  const name = displayName(file.name);
  const checked = checkAttachment(file);
  if (!checked.ok) throw new AppError("invalid", `${checked.message}。`, "attachments");
  const { type: extension, kept } = checked;
  const type = ATTACHMENT_TYPES[extension];
  return { extension, type, bytes: isPicture(type) ? kept : await cleanDocument(ctx, name, kept) };
}

async function cleanDocument(ctx: Ctx, name: string, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await ctx.cleanFile(bytes, name);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      error.code === "unavailable" ? "unavailable" : "invalid",
      `附件“${name}”：${error.message}`,
      "attachments",
    );
  }
}

export const dropFiles = (ctx: Ctx, files: readonly { objectKey: string }[]) =>
  files.length > 0 ? ctx.files.delete(files.map(({ objectKey }) => objectKey)) : undefined;
