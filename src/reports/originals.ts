import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";

export const originalKey = (sha256: string) => `originals/${sha256}`;

const damaged = () => new AppError("unavailable", "存档的原件与登记的指纹不符，已停止下载。请告诉我们，管理员会核查。");

/** Keeps a file under its own SHA-256, once: R2 checks the digest on write, and a second write changes nothing. */
export async function keepOriginal(ctx: Pick<Ctx, "files">, sha256: string, bytes: Uint8Array): Promise<void> {
  const kept = await ctx.files.put(originalKey(sha256), bytes, { sha256, onlyIf: { etagDoesNotMatch: "*" } });
  if (kept === null) await loadOriginal(ctx, sha256);
}

/** The bytes that were kept, compared with their digest; null where there are none. Throws `unavailable` if they differ. */
export async function loadOriginal(ctx: Pick<Ctx, "files">, sha256: string): Promise<ArrayBuffer | null> {
  const file = await ctx.files.get(originalKey(sha256));
  if (!file) return null;
  const bytes = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (bytesToHex(digest) !== sha256) throw damaged();
  return bytes;
}
