import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { sha256Hex } from "../sha256.ts";
import { requireRole } from "../staff/permission.ts";
import { recordObjectRead, recordRead } from "./record-read.ts";
import { requireRestoring } from "./restore.ts";

const KEY = /^[a-z]+(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;
const LONGEST_KEY = 250;
const isKey = (text: string) => text.length <= LONGEST_KEY && KEY.test(text) && !text.includes("..");
const MOST_OBJECTS = 1000;

export interface ObjectEntry {
  key: string;
  size: number;
}

/** Files by key, a thousand at a time. */
export async function listObjects(ctx: Ctx, after: string | null): Promise<ObjectEntry[]> {
  await recordRead(ctx, "/backup/objects");
  const { objects } = await ctx.files.list({ limit: MOST_OBJECTS, ...(after ? { startAfter: after } : {}) });
  return objects.map(({ key, size }) => ({ key, size }));
}

/** One file with its content type. Throws `not_found`. */
export async function readObject(ctx: Ctx, key: string) {
  requireRole(ctx, "backup");
  const object = isKey(key) ? await ctx.files.get(key) : null;
  if (!object) throw new AppError("not_found", "没有这个文件。");
  await recordObjectRead(ctx, key);
  return { body: object.body, size: object.size, type: object.httpMetadata?.contentType ?? "" };
}

/** Puts a file back under its key, once; other bytes under a key that is taken are refused. Throws `invalid`, `conflict`. */
export async function restoreObject(
  ctx: Ctx,
  key: string,
  bytes: ArrayBuffer,
  digest: string,
  type: string,
): Promise<void> {
  await requireRestoring(ctx);
  if (!isKey(key)) throw new AppError("invalid", "文件名不对。", "key");
  if (sha256Hex(new Uint8Array(bytes)) !== digest)
    throw new AppError("invalid", "文件与备份记录的指纹不符。", "sha256");
  const metadata = type === "" ? {} : { httpMetadata: { contentType: type } };
  const kept = await ctx.files.put(key, bytes, { sha256: digest, onlyIf: { etagDoesNotMatch: "*" }, ...metadata });
  if (kept !== null) return;
  const there = await ctx.files.get(key);
  if (!there || sha256Hex(new Uint8Array(await there.arrayBuffer())) !== digest)
    throw new AppError("conflict", "这个名下已有另一个文件。");
}
