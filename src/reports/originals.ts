import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../ctx.ts";
import { DAY_MS } from "../day.ts";
import { AppError } from "../errors.ts";

export const ORIGINALS_PREFIX = "originals/";
export const originalKey = (sha256: string) => `${ORIGINALS_PREFIX}${sha256}`;

const damaged = () => new AppError("unavailable", "存档的原件与登记的指纹不符，已停止下载。请告诉我们，管理员会核查。");

/** An object that is older may be taken for one that no revision came of. */
const FRESH_MS = DAY_MS / 2;

/**
 * Keeps a file under its own SHA-256, once: R2 checks the digest on write, and a second write changes nothing but the time of one that
 * has stood for long: its revision is only now on its way.
 */
export async function keepOriginal(ctx: Pick<Ctx, "files" | "now">, sha256: string, bytes: Uint8Array): Promise<void> {
  const key = originalKey(sha256);
  const kept = await ctx.files.put(key, bytes, { sha256, onlyIf: { etagDoesNotMatch: "*" } });
  if (kept !== null) return;
  await loadOriginal(ctx, sha256);
  const uploaded = (await ctx.files.head(key))?.uploaded.getTime() ?? 0;
  if (ctx.now().getTime() - uploaded > FRESH_MS) await ctx.files.put(key, bytes, { sha256 });
}

/** After the commit: should the object have been swept meanwhile, it is put back. */
export async function requireKept(ctx: Pick<Ctx, "files" | "now">, sha256: string, bytes: Uint8Array): Promise<void> {
  if ((await ctx.files.head(originalKey(sha256))) === null) await keepOriginal(ctx, sha256, bytes);
}

/** The bytes that were kept, compared with their digest; null if there are none. Throws `unavailable` if they differ. */
export async function loadOriginal(ctx: Pick<Ctx, "files">, sha256: string): Promise<ArrayBuffer | null> {
  const file = await ctx.files.get(originalKey(sha256));
  if (!file) return null;
  const bytes = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (bytesToHex(digest) !== sha256) throw damaged();
  return bytes;
}
