import type { Ctx } from "../context.ts";

export const originalKey = (sha256: string) => `originals/${sha256}`;

/** Keeps a file under its own SHA-256, once: R2 checks the digest on write, and a second write changes nothing. */
export async function keepOriginal(ctx: Pick<Ctx, "files">, sha256: string, bytes: Uint8Array): Promise<void> {
  await ctx.files.put(originalKey(sha256), bytes, { sha256, onlyIf: { etagDoesNotMatch: "*" } });
}
