import type { Ctx } from "../../ctx.ts";
import { readArchiveVersion } from "../../db/archive-version.ts";

const TRUSTED_MS = 2000;

let known: { version: number; readAt: number } | undefined;

/** The version last read, where it may still be trusted. */
export const knownVersion = (now: number) => (known && now - known.readAt < TRUSTED_MS ? known.version : undefined);

/** The archive's version, at most two seconds old: what another isolate published shows after that. */
export async function archiveVersion(ctx: Ctx) {
  const now = Date.now();
  const trusted = knownVersion(now);
  if (trusted !== undefined) return trusted;
  const version = await readArchiveVersion(ctx.db);
  known = { version, readAt: now };
  return version;
}

/** After a write in this isolate, so that the next page shows it. */
export function forgetArchiveVersion() {
  known = undefined;
}
